/// What the writers look for in a text: one table of 256 flags, so that a run
/// of ordinary letters is found with one load per byte and copied whole.
enum ByteClass {
    /// Cannot be written to HTML as it is.
    static let escaped: UInt8 = 1

    /// May need the typographer's attention.
    static let typographic: UInt8 = 2

    /// An ASCII letter.
    static let letter: UInt8 = 4

    /// An ASCII digit.
    static let digit: UInt8 = 8

    /// Written in an address as it is; everything else as `%XX`.
    static let address: UInt8 = 16

    /// Is, or may be, more than text in Markdown.
    static let markdown: UInt8 = 32

    /// `[byte] → flags`, 256 bytes.
    private static let flags: [UInt8] = {
        var flags = [UInt8](repeating: 0, count: 256)
        func mark(_ bytes: some Sequence<UInt8>, _ flag: UInt8) {
            for byte in bytes { flags[Int(byte)] |= flag }
        }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let lower = UInt8(ascii: "a")...UInt8(ascii: "z")
        mark("&<>\"".utf8, escaped)
        // Controls, and the lead bytes of U+0080 to U+009F and of U+FDD0, U+FFFE.
        mark(0..<9, escaped)
        mark([0x0B, 0x7F, 0xC2, 0xEF], escaped)
        mark(0x0E..<0x20, escaped)
        // No UTF-8 has them; cmark makes two of them out of `&#xFFFE;`.
        mark(0xF8...0xFF, escaped)
        mark("'.:;!?".utf8, typographic)
        mark(digits, typographic | digit | address)
        mark([0xC2], typographic)
        mark(upper, letter | address)
        mark(lower, letter | address)
        mark("-_.+!*(),%#@?=;:/$~".utf8, address)
        mark("*_[]<&!`~|\\@".utf8, markdown)
        mark(0..<0x20, markdown)
        mark([0x7F], markdown)
        return flags
    }()

    /// Gives the table to `body`, which must not keep it: taking its address once
    /// per document spares a check per byte.
    static func withFlags<Result>(_ body: (ByteFlags) -> Result) -> Result {
        unsafe flags.withUnsafeBufferPointer { unsafe body(ByteFlags($0)) }
    }
}

/// The table of ``ByteClass`` by its address.
@safe
struct ByteFlags {
    // 256 of them: a byte is always inside.
    private let flags: UnsafeBufferPointer<UInt8>

    fileprivate init(_ flags: UnsafeBufferPointer<UInt8>) { unsafe self.flags = flags }

    @inline(__always)
    subscript(byte: UInt8) -> UInt8 { unsafe flags[Int(byte)] }
}
