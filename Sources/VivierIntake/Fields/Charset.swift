/// The character sets that a form's text may be in.
enum Charset: Sendable {
    case utf8
    case windows1252

    /// ISO-8859-1 is read as Windows-1252, as every browser does (WHATWG Encoding).
    init(named name: String) throws(IntakeRefusal) {
        switch name {
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "iso-8859-1", "latin1", "iso8859-1", "windows-1252", "cp1252": self = .windows1252
        default: throw .unknownCharset
        }
    }

    func text(of bytes: [UInt8]) throws(IntakeRefusal) -> String {
        switch self {
        case .windows1252: return Self.decodeWindows1252(bytes)
        case .utf8:
            guard let text = String(validating: bytes, as: UTF8.self) else { throw .badText }
            return text
        }
    }

    static func decodeWindows1252(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append(
                0x80...0x9F ~= byte ? special[Int(byte) - 0x80] : Unicode.Scalar(byte)
            )
        }
        return String(text)
    }

    /// The 32 places where Windows-1252 differs from ISO-8859-1.
    private static let special: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}",
        "\u{2021}", "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}",
        "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}",
        "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}",
        "\u{178}",
    ]
}
