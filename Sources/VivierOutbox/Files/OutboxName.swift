package import VivierStore

/// What names a mail in the outbox: the dossier and the event it tells of.
///
/// One event never makes two mails: the name is the duplicate check.
package struct OutboxName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let dossier: DossierID

    /// Lower-case letters, digits and `-`, at most 64: `acknowledgement-1`.
    package let event: String

    package var description: String { "\(dossier).\(event)" }

    /// - Returns: `nil` for an event that is no such word.
    package init?(dossier: DossierID, event: String) {
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
        guard (1...64).contains(event.utf8.count), event.utf8.allSatisfy(allowed.contains) else {
            return nil
        }
        self.dossier = dossier
        self.event = event
    }

    /// Reads what ``description`` writes.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let dossier = DossierID(String(parts[0])) else { return nil }
        self.init(dossier: dossier, event: String(parts[1]))
    }

    package static func < (one: Self, other: Self) -> Bool {
        one.description < other.description
    }
}
