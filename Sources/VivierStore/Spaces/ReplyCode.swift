internal import VivierCrypto

/// What stands behind the `+` of the address that answers to a letter are sent to: the dossier,
/// and the event that the letter tells of.
///
/// `NUMBER-EVENT-CODE`: only the store can make the code, 60 bits of HMAC-SHA-256. Letters and
/// digits, so that servers which change capitals change nothing.
package struct ReplyCode: Sendable, Equatable, CustomStringConvertible {
    package let dossier: DossierID
    package let event: Int
    package let description: String

    fileprivate init(_ dossier: DossierID, event: Int, code: [UInt8]) {
        self.dossier = dossier
        self.event = event
        description = "\(dossier)-\(event)-\(base32(code.prefix(8)).prefix(12))"
    }
}

extension Store {
    /// The code for answers to the letter about an event of a dossier.
    package func replyCode(for dossier: DossierID, event: Int) -> ReplyCode {
        let code = key.code(for: .reply, Array("\(dossier)\0\(event)".utf8))
        return ReplyCode(dossier, event: event, code: code)
    }

    /// Reads one; `nil` for all that this store did not write.
    package func replyCode(_ text: String) -> ReplyCode? {
        let words = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        guard words.count == 3, let dossier = DossierID(String(words[0])),
            let event = Int(words[1])
        else { return nil }
        let made = replyCode(for: dossier, event: event)
        let isEqual = isEqualInConstantTime(
            Array(made.description.utf8),
            Array(text.lowercased().utf8)
        )
        return isEqual ? made : nil
    }
}
