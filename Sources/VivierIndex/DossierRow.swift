internal import VivierCrypto
internal import VivierStore
internal import VivierWorkflow

/// How a dossier stands in the table.
enum DossierRow {
    static let columns = "id, received, form, offer, source, events, last, changed, journal"
    /// Bits of the column `letter`.
    static let owed: Int64 = 1
    static let promised: Int64 = 2
    static let insert = "INSERT OR REPLACE INTO dossiers VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"

    /// `reader`: `nil` for a dossier that nobody can open.
    static func values(of dossier: Dossier, reader: ReaderID?) -> [Database.Value] {
        let summary = dossier.summary
        let state = Casework(dossier)
        return [
            .text(summary.id.description), .int(summary.received.milliseconds),
            .text(summary.form), .text(summary.offer), .text(summary.source),
            .int(Int64(summary.events)), .text(summary.last), .int(summary.changed.milliseconds),
            .text(summary.state.rawValue), .int(Int64(dossier.length)),
            .text(hexadecimal(dossier.head)), .int(dossier.openLetters),
            .text(reader?.description ?? ""), .int(Int64(state.standing.rawValue)),
            .text(state.persons.joined(separator: " ")),
        ]
    }

    /// A dossier that nobody can open is listed all the same, so that it is missed.
    static func unreadable(_ id: DossierID) -> [Database.Value] {
        values(
            of: Dossier(
                id: id,
                events: [],
                tail: .damaged(line: 1, reason: "it cannot be read"),
                length: 0
            ),
            reader: nil
        )
    }

    static func summary(of row: [String]) -> DossierSummary? {
        guard row.count == 9, let id = DossierID(row[0]), let received = Int64(row[1]),
            let events = Int(row[5]), let changed = Int64(row[7]),
            let state = JournalState(rawValue: row[8])
        else { return nil }
        return DossierSummary(
            id: id,
            received: Instant(milliseconds: received),
            form: row[2],
            offer: row[3],
            source: row[4],
            events: events,
            last: row[6],
            changed: Instant(milliseconds: changed),
            state: state
        )
    }
}

extension Dossier {
    /// What is to be done about its letters; 0 if nothing.
    fileprivate var openLetters: Int64 {
        (letter == .owed ? DossierRow.owed : 0)
            + (promisedLetters.isEmpty ? 0 : DossierRow.promised)
    }
}
