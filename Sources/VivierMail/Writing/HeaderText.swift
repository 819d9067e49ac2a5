/// A text that may stand in a header: the only way of a person's words into one.
///
/// It has no control character, CR, LF and NUL above all, so that it cannot begin
/// another header; no `=?`, which readers would decode into something else; and no
/// character that changes the direction of what follows it.
package struct HeaderText: Sendable, Hashable {
    package let text: String

    /// - Returns: `nil` for a text that may not stand in a header, and for one of
    ///   more than 300 bytes.
    package init?(_ text: String) {
        guard text.utf8.count <= 300, !text.utf8.containsEncodedWord,
            text.unicodeScalars.allSatisfy(Self.isAllowed)
        else { return nil }
        self.text = text
    }

    /// A text of letters, digits and `-`, whatever was given.
    package init(word: String) {
        text = String(
            word.unicodeScalars.filter {
                $0.isASCII && $0.properties.isAlphabetic
                    || ("0"..."9").contains($0) || $0 == "-"
            }
        )
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default:
            !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        }
    }
}

extension String.UTF8View {
    fileprivate var containsEncodedWord: Bool {
        zip(self, dropFirst()).contains { $0 == UInt8(ascii: "=") && $1 == UInt8(ascii: "?") }
    }
}

/// An address, and the name of who is reached there.
package struct Mailbox: Sendable, Hashable {
    package var name: HeaderText?
    package var address: MailAddress

    package init(name: HeaderText? = nil, _ address: MailAddress) {
        self.name = name
        self.address = address
    }
}
