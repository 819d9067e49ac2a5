extension Dossier {
    /// The files that its events name, each once, in their order.
    package var files: [StoredFile] {
        var found: [StoredFile] = []
        for event in events {
            for file in event.value["files"]?.array ?? [] {
                guard let hash = file["sha256"]?.string, let size = file["size"]?.int else {
                    continue
                }
                let stored = StoredFile(sha256: hash, size: size)
                if !found.contains(stored) { found.append(stored) }
            }
        }
        return found
    }

    /// Whether it is no candidature, but a sheet that its reader keeps in the space.
    package var isSheet: Bool { events.first?.kind == "sheet-opened" }

    /// Where lists say that a sheet came from.
    package static let sheetSource = "sheet"

    /// What lists show of it.
    package var summary: DossierSummary {
        let first = events.first?.value
        return DossierSummary(
            id: id,
            received: events.first?.time ?? Instant(milliseconds: 0),
            form: first?["form"]?.string ?? "",
            offer: first?["offer"]?.string ?? "",
            source: isSheet ? Self.sheetSource : first?["source"]?.string ?? "",
            events: events.count,
            last: events.last?.kind ?? "",
            changed: events.last?.time ?? Instant(milliseconds: 0),
            state: tail.state
        )
    }
}

/// A dossier in a list: nothing personal.
package struct DossierSummary: Sendable, Equatable {
    package let id: DossierID
    package let received: Instant
    package let form: String
    package let offer: String
    package let source: String
    package let events: Int
    /// The kind of the last event.
    package let last: String
    package let changed: Instant
    package let state: JournalState

    package init(
        id: DossierID,
        received: Instant,
        form: String,
        offer: String,
        source: String,
        events: Int,
        last: String,
        changed: Instant,
        state: JournalState
    ) {
        self.id = id
        self.received = received
        self.form = form
        self.offer = offer
        self.source = source
        self.events = events
        self.last = last
        self.changed = changed
        self.state = state
    }

    package var json: JSONValue {
        .object([
            .init("id", .string(id.description)),
            .init("received", .string(received.description)), .init("form", .string(form)),
            .init("offer", .string(offer)), .init("source", .string(source)),
            .init("events", .int(events)), .init("last", .string(last)),
            .init("changed", .string(changed.description)),
            .init("journal", .string(state.rawValue)),
        ])
    }
}

/// Which dossiers a list shows.
package struct DossierFilter: Sendable {
    package var form: String?
    package var offer: String?
    package var source: String?
    package var last: String?
    package var since: Instant?
    package var until: Instant?
    /// Sheets that candidates keep in their spaces, in place of what was sent.
    package var isSheet = false

    package init() {}

    package func allows(_ summary: DossierSummary) -> Bool {
        isSheet == (summary.source == Dossier.sheetSource)
            && (form == nil || form == summary.form) && (offer == nil || offer == summary.offer)
            && (source == nil || source == summary.source) && (last == nil || last == summary.last)
            && since.map { $0 <= summary.received } ?? true
            && until.map { summary.received < $0 } ?? true
    }
}
