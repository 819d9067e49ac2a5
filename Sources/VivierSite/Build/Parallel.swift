import Synchronization

/// Does `body` for each of `count` pieces of work, on at most `jobs` threads.
///
/// Pieces are handed out in chunks, since a task for each would cost more than
/// the work. A worker has a state of its own (`start`), made once.
///
/// They are taken in the given `order`, or by their numbers.
///
/// - Returns: What each piece gave, by its number, whatever thread did it.
func parallelMap<State, Result: Sendable>(
    _ count: Int,
    jobs: Int,
    order: [Int]? = nil,
    start: @escaping @Sendable () -> State,
    do body: @escaping @Sendable (inout State, Int) -> Result
) async -> Results<Result> {
    let work = Chunks(count: count, size: max(1, min(64, count / (max(jobs, 1) * 4))))
    let results = Results<Result>(count)
    await withTaskGroup { group in
        for _ in 0..<max(1, min(jobs, count)) {
            group.addTask {
                var state = start()
                while let range = work.take() {
                    for index in range {
                        let piece = order?[index] ?? index
                        results.put(body(&state, piece), at: piece)
                    }
                }
            }
        }
    }
    return results
}

/// What each piece of work gave, put straight into its place; no array, which would have to be
/// filled from these places once more.
///
/// Each place is written once, by the thread that took its chunk, and read when
/// all threads are done: that is what makes it safe to share.
@safe
final class Results<Result: Sendable>: RandomAccessCollection, @unchecked Sendable {
    private let places: UnsafeMutableBufferPointer<Result>

    fileprivate init(_ count: Int) { unsafe places = .allocate(capacity: count) }

    fileprivate func put(_ result: consuming Result, at index: Int) {
        unsafe places.initializeElement(at: index, to: result)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { unsafe places.count }

    subscript(index: Int) -> Result {
        precondition(index >= 0 && index < count)
        return unsafe places[index]
    }

    deinit {
        unsafe places.deinitialize()
        unsafe places.deallocate()
    }
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
