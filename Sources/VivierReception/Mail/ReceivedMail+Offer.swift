internal import VivierMail

extension ReceivedMail {
    /// The reference of the offer that a message is for: `jobs+REFERENCE@…` in an address that
    /// it was sent to, else `[REFERENCE]` in its subject, in small letters or capitals.
    ///
    /// - Parameters:
    ///   - recipient: The address that the server took it in for; what follows the `+` there
    ///     is the reference, known or not.
    ///   - isKnown: Whether there is, or was, such an offer.
    /// - Returns: `nil` if it is for none in particular.
    func offer(recipient: String?, isKnown: (String) -> Bool) -> String? {
        let stated = recipient.flatMap { Self.detail(of: $0) }
        let named = recipients.compactMap { Self.detail(of: $0) }
        for text in [stated].compactMap(\.self) + named + bracketed {
            if let reference = [text, text.uppercased(), text.lowercased()].first(where: isKnown) {
                return reference
            }
        }
        return stated
    }

    /// What follows the `+` of an address (RFC 5233).
    static func detail(of address: String) -> String? {
        guard let at = address.lastIndex(of: "@"),
            let plus = address[..<at].firstIndex(of: "+")
        else { return nil }
        let detail = address[address.index(after: plus)..<at]
        return detail.isEmpty ? nil : String(detail)
    }

    private var bracketed: [String] {
        subject.split(separator: "[").dropFirst(subject.hasPrefix("[") ? 0 : 1).compactMap { part in
            part.firstIndex(of: "]").map { String(part[..<$0]) }
        }
    }
}
