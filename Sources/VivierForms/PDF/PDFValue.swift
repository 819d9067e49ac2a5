/// A value of a PDF file (ISO 32000-1 §7.3).
indirect enum PDFValue {
    case text([UInt8])
    case name(String)
    case number(Int)
    case reference(Int)
    case array([PDFValue])
    case dictionary([String: PDFValue])
    case other

    subscript(_ key: String) -> PDFValue? {
        if case .dictionary(let entries) = self { return entries[key] }
        return nil
    }

    var int: Int? {
        if case .number(let number) = self { return number }
        return nil
    }
}

/// Reads values from bytes; what is no value ends the reading.
struct PDFScanner {
    let bytes: ArraySlice<UInt8>
    var index: Int

    /// Values inside values.
    private static let maximumDepth = 60

    init(_ bytes: ArraySlice<UInt8>, at index: Int) {
        self.bytes = bytes
        self.index = index
    }

    private var byte: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    mutating func skipBlanks() {
        while let byte {
            if byte == UInt8(ascii: "%") {
                while let next = self.byte, next != 10, next != 13 { index += 1 }
            } else if isPDFBlank(byte) {
                index += 1
            } else {
                return
            }
        }
    }

    mutating func value(depth: Int = 0) -> PDFValue? {
        skipBlanks()
        guard let byte, depth < Self.maximumDepth else { return nil }
        switch byte {
        case UInt8(ascii: "/"): return .name(name())
        case UInt8(ascii: "("): return literal()
        case UInt8(ascii: "<"):
            return peek(1) == byte ? dictionary(depth) : hexadecimal()
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 48...57:
            return numberOrReference()
        default: return word()
        }
    }

    private func peek(_ offset: Int) -> UInt8? {
        index + offset < bytes.endIndex ? bytes[index + offset] : nil
    }

    private mutating func name() -> String {
        index += 1
        var name: [UInt8] = []
        while let byte, !isPDFBlank(byte), !isPDFDelimiter(byte) {
            index += 1
            if byte == UInt8(ascii: "#"), let high = hex(self.byte), let low = hex(peek(1)) {
                name.append(high << 4 | low)
                index += 2
            } else {
                name.append(byte)
            }
        }
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func dictionary(_ depth: Int) -> PDFValue? {
        index += 2
        var entries: [String: PDFValue] = [:]
        while true {
            skipBlanks()
            guard let byte else { return nil }
            if byte == UInt8(ascii: ">") {
                index += 2
                return .dictionary(entries)
            }
            guard byte == UInt8(ascii: "/") else { return nil }
            let key = name()
            guard let value = value(depth: depth + 1) else { return nil }
            entries[key] = value
        }
    }

    private mutating func array(_ depth: Int) -> PDFValue? {
        index += 1
        var values: [PDFValue] = []
        while true {
            skipBlanks()
            guard let byte else { return nil }
            if byte == UInt8(ascii: "]") {
                index += 1
                return .array(values)
            }
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
        }
    }

    private mutating func hexadecimal() -> PDFValue? {
        index += 1
        var digits: [UInt8] = []
        while let byte, byte != UInt8(ascii: ">") {
            if let digit = hex(byte) {
                digits.append(digit)
            } else if !isPDFBlank(byte) {
                return nil
            }
            index += 1
        }
        index += 1
        if !digits.count.isMultiple(of: 2) { digits.append(0) }
        return .text(
            stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        )
    }

    private mutating func literal() -> PDFValue? {
        index += 1
        var text: [UInt8] = []
        var open = 1
        while let byte {
            index += 1
            switch byte {
            case UInt8(ascii: "("):
                open += 1
                text.append(byte)
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 { return .text(text) }
                text.append(byte)
            case UInt8(ascii: "\\"): escape(into: &text)
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into text: inout [UInt8]) {
        guard let byte else { return }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case 13: if self.byte == 10 { index += 1 }
        case 10: break
        case 48...55:
            var value = Int(byte - 48)
            for _ in 0..<2 {
                guard let next = self.byte, (48...55).contains(next) else { break }
                value = value * 8 + Int(next - 48)
                index += 1
            }
            text.append(UInt8(truncatingIfNeeded: value))
        default: text.append(byte)
        }
    }

    private mutating func numberOrReference() -> PDFValue {
        let first = number()
        let mark = index
        if let first, first >= 0 {
            skipBlanks()
            if let byte, (48...57).contains(byte), number() != nil {
                skipBlanks()
                let next = peek(1)
                if self.byte == UInt8(ascii: "R"),
                    next.map({ isPDFBlank($0) || isPDFDelimiter($0) }) ?? true
                {
                    index += 1
                    return .reference(first)
                }
            }
        }
        index = mark
        return first.map { .number($0) } ?? .other
    }

    /// A whole number; the place after it for one that is not whole too.
    private mutating func number() -> Int? {
        var text = ""
        while let byte, !isPDFBlank(byte), !isPDFDelimiter(byte), text.utf8.count < 24 {
            text.unicodeScalars.append(Unicode.Scalar(byte))
            index += 1
        }
        return Int(text)
    }

    /// `true`, `null`, `endobj`.
    private mutating func word() -> PDFValue? {
        let start = index
        while let byte, !isPDFBlank(byte), !isPDFDelimiter(byte) { index += 1 }
        return index > start ? .other : nil
    }

    private func hex(_ byte: UInt8?) -> UInt8? {
        guard let byte else { return nil }
        switch byte {
        case 48...57: return byte - 48
        case 65...70: return byte - 55
        case 97...102: return byte - 87
        default: return nil
        }
    }
}

func isPDFBlank(_ byte: UInt8) -> Bool { [0, 9, 10, 12, 13, 32].contains(byte) }

func isPDFDelimiter(_ byte: UInt8) -> Bool { "()<>[]{}/%".utf8.contains(byte) }
