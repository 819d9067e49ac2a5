/// Bytes being written: what an array does, without a check per piece.
///
/// A page is some hundred short pieces; an array costs more to append to than
/// the pieces cost to copy. Grows by doubling, never shrinks, so that a sink
/// kept by a worker soon stops allocating.
@safe
struct ByteSink: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int

    /// How many bytes have been written.
    private(set) var count = 0

    /// Makes an empty sink with room for `capacity` bytes.
    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        unsafe self.base = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity, 64))
    }

    deinit { unsafe base.deallocate() }

    /// Forgets what was written, keeping the room.
    mutating func removeAll() { count = 0 }

    /// Forgets everything from `count` on; does nothing if there is less.
    mutating func truncate(to count: Int) {
        if count >= 0, count < self.count { self.count = count }
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe base[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        unsafe append(text.utf8Start, count: text.utf8CodeUnitCount)
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, count added: Int) {
        guard added > 0 else { return }
        reserve(added)
        unsafe (base + count).update(from: bytes, count: added)
        count &+= added
    }

    // Under its own name: a literal would choose it before the one above.
    mutating func append(string text: String) {
        var text = text
        text.withUTF8 { bytes in
            if let start = bytes.baseAddress { unsafe append(start, count: bytes.count) }
        }
    }

    /// Writes a number in decimal.
    mutating func append(decimal number: Int) {
        append(string: String(number))
    }

    /// The byte at `index`, 0 outside of what was written.
    @inline(__always)
    subscript(index: Int) -> UInt8 {
        get { index >= 0 && index < count ? unsafe base[index] : 0 }
        set { if index >= 0, index < count { unsafe base[index] = newValue } }
    }

    /// The last byte; 0 while nothing is written.
    var last: UInt8 { self[count - 1] }

    /// Puts what was written from `source` on before the byte at `index`,
    /// moving what stood between them.
    ///
    /// An identifier is known once its heading is written: it goes at the end,
    /// then moves to where it belongs.
    mutating func rotate(from source: Int, to index: Int) {
        guard index >= 0, index < source, source < count else { return }
        let moved = count - source
        reserve(moved)
        unsafe (base + count).update(from: base + source, count: moved)
        unsafe (base + index + moved).update(from: base + index, count: source - index)
        unsafe (base + index).update(from: base + count, count: moved)
    }

    /// A copy of what was written in `range`, clamped.
    func bytes(in range: Range<Int>) -> [UInt8] {
        let range = range.clamped(to: 0..<count)
        return unsafe Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// A copy of everything written.
    var bytes: [UInt8] { bytes(in: 0..<count) }

    /// Gives the written bytes to `body`, which must not keep them.
    func withView<Result>(_ body: (ByteView) -> Result) -> Result {
        body(unsafe ByteView(base, count: count))
    }

    @inline(__always)
    private mutating func reserve(_ added: Int) {
        if capacity &- count < added { grow(added) }
    }

    @inline(never)
    private mutating func grow(_ added: Int) {
        let wanted = max(capacity * 2, count + added)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        unsafe fresh.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = fresh
        capacity = wanted
    }
}
