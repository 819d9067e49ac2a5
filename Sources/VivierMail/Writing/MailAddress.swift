/// An address that mail can be sent to, such as `lea.martin@example.org`.
///
/// It holds letters, digits and a few signs of ASCII: whatever becomes of it, in a
/// header, in a command to a mail server or in the arguments of a program, it
/// cannot be taken for something else. Quoted local parts, literals in brackets and
/// addresses beyond ASCII are refused.
package struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package var description: String { text }

    /// What stands after the `@`, in lower case.
    package var domain: String {
        String(text.drop { $0 != "@" }.dropFirst()).lowercased()
    }

    /// - Returns: `nil` for what is no address (RFC 5321 §4.1.2, its `Dot-string`;
    ///   lengths of §4.5.3.1).
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64,
            Self.isLocalPart(parts[0].utf8), Self.isDomain(parts[1].utf8)
        else { return nil }
        self.text = text
    }

    private static func isLocalPart(_ bytes: Substring.UTF8View) -> Bool {
        let atoms = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // A program would take a leading hyphen for an option.
        return bytes.first != UInt8(ascii: "-")
            && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomText) }
    }

    private static func isDomain(_ bytes: Substring.UTF8View) -> Bool {
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let hyphen = UInt8(ascii: "-")
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
                && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
        }
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
