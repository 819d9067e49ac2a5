import Synchronization

/// Does `body` for each of `count` pieces of work, on at most `jobs` threads.
///
/// Pieces are handed out in chunks, since a task for each would cost more than
/// the work. A worker has a state of its own (`start`), made once.
///
/// - Returns: What each piece gave, in their order, whatever thread did them.
func parallelMap<State, Result: Sendable>(
    _ count: Int,
    jobs: Int,
    start: @escaping @Sendable () -> State,
    do body: @escaping @Sendable (inout State, Int) -> Result
) async -> [Result] {
    let work = Chunks(count: count, size: max(1, min(64, count / (max(jobs, 1) * 4))))
    let parts = await withTaskGroup(of: [(Int, [Result])].self) { group in
        for _ in 0..<max(1, min(jobs, count)) {
            group.addTask {
                var state = start()
                var parts: [(Int, [Result])] = []
                while let range = work.take() {
                    parts.append((range.lowerBound, range.map { body(&state, $0) }))
                }
                return parts
            }
        }
        return await group.reduce(into: []) { $0 += $1 }
    }
    return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
}

/// Hands out the numbers from 0 in chunks.
private final class Chunks: Sendable {
    private let count: Int
    private let size: Int
    private let next = Atomic<Int>(0)

    init(count: Int, size: Int) {
        self.count = count
        self.size = size
    }

    func take() -> Range<Int>? {
        let low = next.add(size, ordering: .relaxed).oldValue
        return low < count ? low..<min(low + size, count) : nil
    }
}
