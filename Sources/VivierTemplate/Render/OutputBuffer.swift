/// The bytes of a page while it is rendered: memory that grows, is kept from page
/// to page and is written to without asking twice.
///
/// Whoever writes has reserved room first; that is what makes a page cost little
/// more than copying it.
@safe
struct OutputBuffer {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int

    /// How many bytes are written.
    var count = 0

    /// The most bytes there may be.
    let limit: Int

    /// Every reservation leaves this much room beyond it, so that vectors can be
    /// stored whole.
    static let slack = 32

    init(limit: Int) {
        self.capacity = 1 << 14
        self.limit = limit
        unsafe self.base = .allocate(capacity: capacity + Self.slack)
    }

    /// Gives the memory back; the buffer must not be used afterwards.
    func free() { unsafe base.deallocate() }

    /// Makes room for more bytes.
    ///
    /// - Returns: `false` if there would be more than the limit; nothing then
    ///   changed.
    @inline(__always)
    mutating func reserve(_ bytes: Int) -> Bool {
        if bytes <= capacity &- count { return true }
        return grow(bytes)
    }

    @inline(never)
    private mutating func grow(_ bytes: Int) -> Bool {
        guard bytes <= limit &- count else { return false }
        let wanted = max(count + bytes, min(capacity * 2, limit))
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + Self.slack)
        unsafe new.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = new
        capacity = wanted
        return true
    }

    /// Appends bytes for which room is reserved.
    @inline(__always)
    mutating func append(_ source: UnsafePointer<UInt8>, _ bytes: Int) {
        unsafe (base + count).update(from: source, count: bytes)
        count &+= bytes
    }

    /// Appends bytes for which room is reserved, from memory that can be read for
    /// ``slack`` bytes beyond them: a short text then costs no call.
    @inline(__always)
    mutating func append(padded source: UnsafePointer<UInt8>, _ bytes: Int) {
        guard bytes <= Self.slack else { return unsafe append(source, bytes) }
        let from = unsafe UnsafeRawPointer(source)
        let to = unsafe UnsafeMutableRawPointer(base + count)
        let first = unsafe from.loadUnaligned(as: SIMD16<UInt8>.self)
        let second = unsafe (from + 16).loadUnaligned(as: SIMD16<UInt8>.self)
        unsafe to.storeBytes(of: first, as: SIMD16<UInt8>.self)
        unsafe (to + 16).storeBytes(of: second, as: SIMD16<UInt8>.self)
        count &+= bytes
    }

    /// Appends one byte for which room is reserved.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        unsafe base[count] = byte
        count &+= 1
    }

    /// The bytes from `start` on.
    func bytes(from start: Int) -> [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: base + start, count: count - start))
    }

    /// The bytes from `start` on, as text.
    func text(from start: Int) -> String {
        unsafe String(
            decoding: UnsafeBufferPointer(start: base + start, count: count - start),
            as: UTF8.self
        )
    }
}
