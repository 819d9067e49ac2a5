/// The variables of functions being run: memory that is taken and given back in
/// order, in pieces that never move, so that a function may look into the
/// variables of another.
@safe
struct SlotStack {
    @safe
    private struct Chunk {
        let base: UnsafeMutablePointer<Value>
        let capacity: Int
        var used = 0
    }

    private var chunks: [Chunk] = []
    private var current = 0

    init() { addChunk(atLeast: 1024) }

    private mutating func addChunk(atLeast count: Int) {
        let capacity = max(1024, count)
        unsafe chunks.append(Chunk(base: .allocate(capacity: capacity), capacity: capacity))
    }

    /// Takes `count` variables, all missing.
    mutating func push(_ count: Int) -> UnsafeMutablePointer<Value> {
        if chunks[current].capacity - chunks[current].used < count {
            current += 1
            while current < chunks.count, chunks[current].capacity < count {
                unsafe chunks[current].base.deallocate()
                chunks.remove(at: current)
            }
            if current == chunks.count { addChunk(atLeast: count) }
            chunks[current].used = 0
        }
        let slots = unsafe chunks[current].base + chunks[current].used
        unsafe slots.initialize(repeating: .missing, count: count)
        chunks[current].used += count
        return unsafe slots
    }

    /// Gives back the `count` variables taken last.
    mutating func pop(_ slots: UnsafeMutablePointer<Value>, _ count: Int) {
        unsafe slots.deinitialize(count: count)
        chunks[current].used -= count
        if chunks[current].used == 0, current > 0 { current -= 1 }
    }

    /// Gives the memory back; the stack must be empty.
    func free() {
        for chunk in chunks { unsafe chunk.base.deallocate() }
    }
}
