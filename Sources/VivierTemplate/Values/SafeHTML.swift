/// Bytes that may be printed without being escaped.
///
/// Only code makes one: the host from what it rendered itself, the engine from
/// the output of a macro or of `tojson`. Text of a content file never becomes one
/// without passing through an escaper.
package struct SafeHTML: Sendable {
    /// What the bytes are safe as.
    package enum Kind: Sendable {
        /// HTML, safe between tags.
        case html

        /// JSON in which `<`, `>`, `&` and `'` are escaped, safe in a script.
        case json
    }

    /// UTF-8.
    package let bytes: [UInt8]

    package let kind: Kind

    /// Vouches for bytes that the caller has made safe.
    package init(_ bytes: [UInt8], kind: Kind = .html) {
        self.bytes = bytes
        self.kind = kind
    }

    /// Vouches for a text written in the source code.
    package init(_ text: StaticString) {
        self.init(Array("\(text)".utf8))
    }

    /// Vouches for a text made by the engine.
    init(text: String) {
        self.init(Array(text.utf8))
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
