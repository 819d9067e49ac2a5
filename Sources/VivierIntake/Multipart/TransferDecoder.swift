/// Undoes a `Content-Transfer-Encoding`.
///
/// RFC 7578 §4.7 has none in forms, yet some programs write one; what they encoded is
/// decoded, and an encoding that MIME does not know is refused.
struct TransferDecoder {
    private enum Encoding {
        case none
        case base64(bits: UInt32, digits: Int, padding: Int)
        case quotedPrintable(Escape)
    }

    private enum Escape {
        case none
        case equals
        case high(UInt8)
        case softReturn
    }

    private var encoding: Encoding

    init(named name: String) throws(IntakeRefusal) {
        switch name {
        case "7bit", "8bit", "binary": encoding = .none
        case "base64": encoding = .base64(bits: 0, digits: 0, padding: 0)
        case "quoted-printable": encoding = .quotedPrintable(.none)
        default: throw .unknownTransferEncoding
        }
    }

    /// Whether bytes come out as they went in.
    var isIdentity: Bool {
        if case .none = encoding { return true }
        return false
    }

    mutating func decode(
        _ bytes: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(IntakeRefusal) {
        for index in bytes.indices {
            let byte = bytes[index]
            switch encoding {
            case .none: output.append(byte)
            case .base64(let bits, let digits, let padding):
                try takeBase64(byte, bits, digits, padding, &output)
            case .quotedPrintable(let escape): try takeQuoted(byte, escape, &output)
            }
        }
    }

    /// Ends the content: what is left over must be nothing.
    func finish() throws(IntakeRefusal) {
        switch encoding {
        case .none, .quotedPrintable(.none): return
        case .quotedPrintable: throw .badQuotedPrintable
        case .base64(_, let digits, let padding):
            guard (digits + padding) % 4 == 0 else { throw .badBase64 }
        }
    }

    private mutating func takeBase64(
        _ byte: UInt8,
        _ bits: UInt32,
        _ digits: Int,
        _ padding: Int,
        _ output: inout [UInt8]
    ) throws(IntakeRefusal) {
        if Ascii.isBlank(byte) || Ascii.isLineBreak(byte) { return }
        if byte == UInt8(ascii: "=") {
            guard digits % 4 >= 2, digits % 4 + padding < 4 else { throw .badBase64 }
            encoding = .base64(bits: bits, digits: digits, padding: padding + 1)
            return
        }
        guard padding == 0, let value = Self.base64Value(byte) else { throw .badBase64 }
        let next = bits << 6 | UInt32(value)
        // Every digit but the first of four completes a byte.
        switch digits % 4 {
        case 1: output.append(UInt8(truncatingIfNeeded: next >> 4))
        case 2: output.append(UInt8(truncatingIfNeeded: next >> 2))
        case 3: output.append(UInt8(truncatingIfNeeded: next))
        default: break
        }
        encoding = .base64(bits: next & 0xFFF, digits: (digits + 1) % 4, padding: 0)
    }

    private static func base64Value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private mutating func takeQuoted(
        _ byte: UInt8,
        _ escape: Escape,
        _ output: inout [UInt8]
    ) throws(IntakeRefusal) {
        switch escape {
        case .none where byte == UInt8(ascii: "="): encoding = .quotedPrintable(.equals)
        case .none: output.append(byte)
        case .equals where byte == Ascii.carriageReturn: encoding = .quotedPrintable(.softReturn)
        case .equals where byte == Ascii.lineFeed: encoding = .quotedPrintable(.none)
        case .equals:
            guard let high = Ascii.hexValue(byte) else { throw .badQuotedPrintable }
            encoding = .quotedPrintable(.high(high))
        case .high(let high):
            guard let low = Ascii.hexValue(byte) else { throw .badQuotedPrintable }
            output.append(high << 4 | low)
            encoding = .quotedPrintable(.none)
        case .softReturn:
            guard byte == Ascii.lineFeed else { throw .badQuotedPrintable }
            encoding = .quotedPrintable(.none)
        }
    }
}
