package import VivierStore

/// What names a mail in the outbox: the dossier and the event it tells of.
///
/// One event never makes two mails: the name is the duplicate check.
package struct OutboxName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let dossier: DossierID

    /// Lower-case letters, digits and `-`, at most 64: `acknowledgement-1`.
    package let event: String

    package var description: String { "\(dossier).\(event)" }

    /// The number of the event that it tells of; 0 for a name that ends with none.
    package var number: Int {
        event.utf8.lastIndex(of: UInt8(ascii: "-"))
            .flatMap { Int(event[event.index(after: $0)...]) } ?? 0
    }

    /// Whether it goes to somebody of the team: no journal tells of it.
    package var isToAgent: Bool { event.hasPrefix("agent-") }

    /// What names a mail to somebody of the team, once for ever; `nil` for a letter whose name does
    /// not begin with `agent-`.
    ///
    /// - Parameters:
    ///   - agent: Who gets it, as a reader.
    ///   - letter: Which, as its template is called: `agent-link`.
    ///   - time: When it was asked for, or what tells it apart.
    package init?(agent: ReaderID, letter: String, _ time: String) {
        guard letter.hasPrefix("agent-"), let id = DossierID(agent.description) else { return nil }
        self.init(dossier: id, event: "\(letter)-\(time)")
    }

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
