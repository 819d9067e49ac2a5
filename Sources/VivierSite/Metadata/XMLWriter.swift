/// Writes XML 1.0 into bytes.
///
/// Characters that XML cannot hold, even escaped (most of C0, U+FFFE, U+FFFF),
/// are left out: a feed with one of them is no feed.
struct XMLWriter {
    private(set) var bytes: [UInt8] = []

    /// Begins a document, or a part to be put into one.
    init(isFragment: Bool = false) {
        if !isFragment { bytes += "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8 }
    }

    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        _ body: (inout XMLWriter) -> Void
    ) {
        open(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        body(&self)
        bytes += "</".utf8
        bytes += name.utf8
        bytes += ">\n".utf8
    }

    /// An element with a text, or none at all for `nil`.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        text: String?
    ) {
        guard let text else { return }
        element(name, attributes) { $0.text(text) }
    }

    mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        open(name, attributes)
        bytes += "/>\n".utf8
    }

    mutating func text(_ text: String) { escape(text.utf8) }

    mutating func text(utf8: [UInt8]) { escape(utf8) }

    /// A CDATA section, split where the text itself would end it.
    mutating func cdata(_ text: [UInt8]) {
        bytes += "<![CDATA[".utf8
        let start = bytes.count
        for byte in text where isAllowed(byte) {
            if byte == UInt8(ascii: ">"), bytes.count - start >= 2,
                bytes.suffix(2).elementsEqual("]]".utf8)
            {
                bytes += "]]><![CDATA[".utf8
            }
            append(byte)
        }
        bytes += "]]>".utf8
    }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        bytes.append(UInt8(ascii: "<"))
        bytes += name.utf8
        for (key, value) in attributes {
            bytes.append(UInt8(ascii: " "))
            bytes += key.utf8
            bytes += "=\"".utf8
            escape(value.utf8)
            bytes += "\"".utf8
        }
    }

    private mutating func escape(_ text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            default: if isAllowed(byte) { append(byte) }
            }
        }
    }

    private func isAllowed(_ byte: UInt8) -> Bool {
        byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Appends a byte of a text, and takes back U+FFFE and U+FFFF when they are whole.
    private mutating func append(_ byte: UInt8) {
        if byte | 1 == 0xBF, bytes.count >= 2, bytes[bytes.count - 1] == 0xBF,
            bytes[bytes.count - 2] == 0xEF
        {
            bytes.removeLast(2)
        } else {
            bytes.append(byte)
        }
    }
}
