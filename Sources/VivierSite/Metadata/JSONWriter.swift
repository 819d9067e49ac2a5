/// Writes JSON (RFC 8259) into bytes, without spaces.
///
/// The caller opens and closes objects and arrays in the right order; commas
/// are put where they belong. `<`, `>` and `&` are written as escapes, so that
/// the text can stand in a `<script>` of a page as it is.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// A writer with room for so many bytes; more are no harm.
    init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        enclosed(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    mutating func array(_ body: (inout JSONWriter) -> Void) {
        enclosed(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// The key of the value that is written next.
    mutating func key(_ name: String) {
        comma()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// The same for a key that is written in the source and needs no escape.
    mutating func key(_ name: StaticString) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func string(_ text: String) {
        comma()
        quote(text)
    }

    /// A string given as UTF-8.
    mutating func string(utf8: [UInt8]) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        appendEscapedJSON(utf8, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func int(_ value: Int) { raw(String(value)) }

    mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    mutating func null() { raw("null") }

    /// A number without a fraction where it has none: `2050`, not `2050.0`.
    mutating func double(_ value: Double) { raw(decimalText(value)) }

    /// JSON that was written before.
    mutating func json(_ written: [UInt8]) {
        comma()
        bytes += written
    }

    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    mutating func member(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        key(name)
        int(value)
    }

    mutating func member(_ name: StaticString, _ value: Double?) {
        guard let value else { return }
        key(name)
        double(value)
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// Nothing is written for an empty list.
    mutating func member(_ name: StaticString, _ values: [String]) {
        guard !values.isEmpty else { return }
        key(name)
        array { list in for value in values { list.string(value) } }
    }

    /// A member that is an object.
    mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
        key(name)
        object(body)
    }

    /// A member that is an array.
    mutating func array(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
        key(name)
        array(body)
    }

    private mutating func enclosed(
        _ open: UInt8,
        _ close: UInt8,
        _ body: (inout JSONWriter) -> Void
    ) {
        comma()
        bytes.append(open)
        needsComma = false
        body(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func raw(_ text: String) {
        comma()
        bytes += text.utf8
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { unsafe appendEscapedJSON($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}

/// Appends the inside of a JSON string, copying whole runs that need no escape.
func appendEscapedJSON(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    let done: Void? = text.withContiguousStorageIfAvailable { buffer in
        var start = 0
        for index in 0..<buffer.count where unsafe needsJSONEscape(buffer[index]) {
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<index]))
            unsafe appendJSONEscape(of: buffer[index], to: &bytes)
            start = index + 1
        }
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
    }
    if done == nil { appendEscapedJSON(Array(text), to: &bytes) }
}

@inline(__always)
private func needsJSONEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x26 || byte == 0x3C || byte == 0x3E
        || byte == 0x7F
}

private func appendJSONEscape(of byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
    default:
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }
}

/// A number in plain decimals, without a fraction where it has none.
func decimalText(_ value: Double) -> String {
    if value.rounded() == value, abs(value) < 1e15 { return String(Int(value)) }
    return value.isFinite ? value.description : "null"
}
