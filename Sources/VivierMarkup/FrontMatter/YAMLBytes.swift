/// The bytes a reader may look at, and a zero for every offset outside them.
///
/// A checked text holds no zero byte, so zero is the end of the input: a
/// scanner needs no second test for it, and no offset, however wrong, reads
/// outside the text. The bytes must outlive the window; it is only made inside
/// the closure that lends them.
@safe
struct YAMLBytes {
    private let base: UnsafeBufferPointer<UInt8>

    /// Offset just after the last byte of the window.
    let end: Int

    /// Opens a window on the first `end` bytes.
    init(_ bytes: UnsafeBufferPointer<UInt8>, end: Int) {
        unsafe self.base = bytes
        self.end = min(max(end, 0), bytes.count)
    }

    /// A window on the same bytes that ends elsewhere.
    func ending(at end: Int) -> YAMLBytes {
        unsafe YAMLBytes(base, end: end)
    }

    /// The byte at an offset, zero outside the window.
    subscript(offset: Int) -> UInt8 {
        @inline(__always) get {
            guard UInt(bitPattern: offset) < UInt(bitPattern: end) else { return 0 }
            return unsafe base[offset]
        }
    }

    /// Eight bytes, the first in the lowest bits; zeros for those outside.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        guard offset >= 0, offset &+ 8 <= end, let start = unsafe base.baseAddress else {
            return partialWord(at: offset)
        }
        let word = unsafe UnsafeRawPointer(start).loadUnaligned(
            fromByteOffset: offset,
            as: UInt64.self
        )
        return UInt64(littleEndian: word)
    }

    private func partialWord(at offset: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<8 { word |= UInt64(self[offset &+ index]) &<< UInt64(8 &* index) }
        return word
    }

    /// Whether two ranges, each inside the window, hold the same bytes.
    func same(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        guard first.count == second.count else { return false }
        var offset = 0
        while offset < first.count {
            if self[first.lowerBound &+ offset] != self[second.lowerBound &+ offset] {
                return false
            }
            offset &+= 1
        }
        return true
    }

    /// Offset of the next line feed, or the end.
    func lineEnd(from offset: Int) -> Int {
        var index = offset
        while index < end, self[index] != .lineFeed { index &+= 1 }
        return min(index, end)
    }
}

extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    /// A space or a tab.
    @inline(__always) var isBlank: Bool { self == .space || self == .tab }

    /// A space, a tab, the end of the line or the end of the text.
    @inline(__always)
    var isBlankOrEnd: Bool {
        self == .space || self == .lineFeed || self == .carriageReturn || self == .tab || self == 0
    }

    /// The end of the line or the end of the text.
    @inline(__always)
    var isLineEnd: Bool { self == .lineFeed || self == .carriageReturn || self == 0 }

    /// One of `, [ ] { }`, which mean something between brackets.
    @inline(__always)
    var isFlowIndicator: Bool {
        switch self {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"):
            true
        default: false
        }
    }

    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// The value of a hexadecimal digit.
    var hexValue: UInt32? {
        switch self {
        case 0x30...0x39: UInt32(self) - 0x30
        case 0x41...0x46: UInt32(self) - 0x41 + 10
        case 0x61...0x66: UInt32(self) - 0x61 + 10
        default: nil
        }
    }
}
