internal import CGMime

/// What names a mail for every program on its way, without its angle brackets.
///
/// The same event of the same dossier always gives the same one: a mail that was
/// delivered twice can be seen to be one, and most readers show it once.
package struct MessageID: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package var description: String { text }

    /// One that was made before.
    ///
    /// - Returns: `nil` for a text that could end the header.
    package init?(known text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !text.contains(where: { "<>".contains($0) })
        else { return nil }
        self.text = text
    }

    /// - Parameters:
    ///   - dossier: The dossier's id.
    ///   - event: What the mail is about, once for ever in that dossier, such as
    ///     `acknowledgement-1`.
    ///   - sender: Its domain stands after the `@`.
    package init(dossier: String, event: String, sender: MailAddress) {
        let named = "vivier/mail\0\(dossier)\0\(event)"
        // gchecksum.h: the text is ours to free; `nil` only for an unknown kind of sum.
        let sum = unsafe g_compute_checksum_for_data(
            G_CHECKSUM_SHA256,
            Array(named.utf8),
            gsize(named.utf8.count)
        )
        defer { unsafe g_free(sum) }
        let digits = unsafe sum.map { unsafe String(cString: $0) } ?? ""
        text = "\(digits.prefix(32))@\(sender.domain)"
    }
}
