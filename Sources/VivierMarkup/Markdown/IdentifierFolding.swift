/// Turns a text into a name for an address or an `id`: `Où postuler ?` becomes
/// `ou-postuler`.
///
/// Lower case; accents off (composed or not), `œ` to `oe`; what is neither a
/// letter nor a digit becomes one `-`, none at either end. Letters of other
/// scripts stay as they are.
package func foldedIdentifier(_ text: String) -> String {
    var sink = ByteSink(capacity: text.utf8.count + 8)
    var folding = IdentifierFolding()
    var text = text
    text.withUTF8 { folding.fold(unsafe ByteView($0), into: &sink) }
    return String(decoding: sink.bytes, as: UTF8.self)
}

extension ByteSink {
    /// Appends the name made from HTML of ours that stands in `range`: tags are
    /// left out, references separate words.
    mutating func appendIdentifier(fromHTML range: Range<Int>) {
        var folding = IdentifierFolding()
        let html = bytes(in: range)
        unsafe html.withUnsafeBufferPointer { buffer in
            let view = unsafe ByteView(buffer)
            var start = 0
            while start < view.count {
                let tag = view.firstIndex(of: UInt8(ascii: "<"), from: start)
                folding.fold(view.part(start..<tag), into: &self, isHTML: true)
                start = view.firstIndex(of: UInt8(ascii: ">"), from: tag) + 1
            }
        }
    }
}

/// Writes a name piece by piece.
struct IdentifierFolding {
    private var hasContent = false
    private var needsDash = false

    /// Folds a piece; in HTML of ours, references are no letters.
    mutating func fold(_ text: ByteView, into sink: inout ByteSink, isHTML: Bool = false) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if (byte | 0x20) &- 0x61 < 26 {
                add(byte | 0x20, &sink)
            } else if byte &- 0x30 < 10 {
                add(byte, &sink)
            } else if isHTML, byte == UInt8(ascii: "&") {
                needsDash = hasContent
                index = min(text.firstIndex(of: UInt8(ascii: ";"), from: index), index + 6)
            } else if byte < 0x80 {
                needsDash = hasContent
            } else {
                index += foldWide(text, at: index, &sink)
                continue
            }
            index += 1
        }
    }

    private mutating func add(_ byte: UInt8, _ sink: inout ByteSink) {
        if needsDash { sink.append(UInt8(ascii: "-")) }
        needsDash = false
        hasContent = true
        sink.append(byte)
    }

    /// Folds a character outside of ASCII; returns its bytes.
    private mutating func foldWide(_ text: ByteView, at index: Int, _ sink: inout ByteSink) -> Int {
        let lead = text[index]
        let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let character = String(decoding: text.part(index..<(index + width)).bytes, as: UTF8.self)
        guard let scalar = character.unicodeScalars.first else { return width }
        guard let letters = folded(scalar) else {
            needsDash = hasContent
            return width
        }
        for byte in letters.utf8 { add(byte, &sink) }
        return width
    }

    /// What a character becomes: nothing for a mark on the letter before it, `nil`
    /// for what separates words.
    private func folded(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0..<0xC0: return nil
        case 0xC0...0x17F:
            let letters = latin[Int(scalar.value) - 0xC0]
            return letters == "-" ? nil : letters
        case 0x300...0x36F, 0x200B...0x200D, 0x2060, 0xFEFF: return ""
        default:
            let properties = scalar.properties
            guard properties.isAlphabetic || properties.numericType != nil else { return nil }
            return properties.lowercaseMapping
        }
    }
}

/// `[code point less U+00C0] → ASCII`, up to U+017F.
private let latin: [String] = {
    let rows = [
        "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss",
        "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y",
        "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g",
        "g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l",
        "l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s",
        "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s",
    ]
    return rows.flatMap { $0.split(separator: " ").map(String.init) }
}()
