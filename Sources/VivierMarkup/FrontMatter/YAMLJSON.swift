/// Adds a node to `output` as JSON (RFC 8259), in plain values.
///
/// Whole numbers keep all their digits. What JSON has no number for becomes a
/// string, as it was written: `.inf`, `.nan`, and a number too large for a
/// double. The keys of a mapping are strings, in the order they were written.
///
/// - Complexity: Recursive, at most ``YAMLParser/depthLimit`` levels.
package func appendJSON(_ node: YAMLNode, to output: inout [UInt8]) {
    switch node.kind {
    case .null: output += Array("null".utf8)
    case .bool: output += Array((node.bool == true ? "true" : "false").utf8)
    case .int: appendInt(node, to: &output)
    case .float:
        if let value = node.double, value.isFinite {
            output += Array(value.description.utf8)
        } else {
            appendJSONString(node.document.storage.bytes[node.range], to: &output)
        }
    case .string: appendJSONString(node.utf8, to: &output)
    case .sequence:
        output.append(UInt8(ascii: "["))
        for (position, element) in node.elements.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            appendJSON(element, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    case .mapping:
        output.append(UInt8(ascii: "{"))
        for (position, entry) in node.entries.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            appendJSONString(entry.key.utf8, to: &output)
            output.append(UInt8(ascii: ":"))
            appendJSON(entry.value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}

/// Adds a whole number, of any size if it is decimal.
private func appendInt(_ node: YAMLNode, to output: inout [UInt8]) {
    if let value = node.int {
        output += Array(String(value).utf8)
        return
    }
    var digits = node.document.storage.bytes[node.range]
    guard CoreSchema.radix(of: digits).0 == 10 else {
        return appendJSONString(digits, to: &output)
    }
    if digits.first == UInt8(ascii: "-") { output.append(UInt8(ascii: "-")) }
    digits = digits.drop { !$0.isDigit || $0 == UInt8(ascii: "0") }
    output += digits
}

/// Adds a text in quotes.
private func appendJSONString(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    output.append(UInt8(ascii: "\""))
    for byte in text {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            output.append(UInt8(ascii: "\\"))
            output.append(byte)
        case .lineFeed: output += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case .tab: output += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case .carriageReturn: output += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        case 0..<0x20:
            output += Array("\\u00".utf8)
            output.append(hex[Int(byte >> 4)])
            output.append(hex[Int(byte & 15)])
        default: output.append(byte)
        }
    }
    output.append(UInt8(ascii: "\""))
}
