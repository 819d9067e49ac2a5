import VivierStore
import VivierWorkflow

/// That somebody of the team looked at a document, or took a copy of it.
struct DocumentLook {
    /// The kind of its event.
    enum Kind: String {
        case viewed = "document-viewed"
        case fetched = "document-fetched"
    }

    let kind: Kind
    let time: Instant
    /// Who it was, as journals name them.
    let by: String
    /// What the file is a document of; empty for one of a note.
    let document: String
    /// As its sender called it.
    let file: String

    /// - Returns: `nil` for an event of another kind.
    init?(_ event: Event) {
        guard let kind = Kind(rawValue: event.kind) else { return nil }
        self.kind = kind
        (time, by) = (event.time, event.by)
        document = event.value["document"]?.string ?? ""
        file = event.value["file"]?.string ?? ""
    }

    var json: JSONValue {
        .object([
            .init("kind", .string(kind.rawValue)), .init("time", .string(time.description)),
            .init("by", .string(by)), .init("document", .string(document)),
            .init("file", .string(file)),
        ])
    }
}

extension Store {
    /// Writes into the journal of a dossier that somebody looks at a document, durably.
    ///
    /// Once a day (UTC) for each agent, document and kind: the first look costs a flush, the next
    /// pages and looks of that day nothing. What cannot be written down is not to be shown.
    ///
    /// - Parameters:
    ///   - kind: What is done.
    ///   - file: The file.
    ///   - dossier: The dossier, as it was just read.
    ///   - by: Who it is, as journals name them.
    ///   - time: The moment.
    /// - Throws: `StoreError`, with nothing written.
    func note(
        _ kind: DocumentLook.Kind,
        _ file: NamedAttachment,
        of dossier: Dossier,
        by: String,
        at time: Instant
    ) throws(StoreError) {
        let day = time.milliseconds / 86_400_000
        let source = "\(kind.rawValue):\(by):\(file.sha256):\(day)"
        if dossier.events.contains(where: { $0.source == source }) { return }
        let document = Casework(dossier).documents.first { document in
            document.files.contains { $0.sha256 == file.sha256 }
        }
        let data = JSONValue.object([
            .init("document", .string(document?.name ?? "")), .init("file", .string(file.name)),
            .init("sha256", .string(file.sha256)),
        ])
        let event = try NewEvent(
            kind: kind.rawValue,
            by: by,
            source: source,
            time: time,
            data: data.bytes
        )
        _ = try append(event, to: dossier.id)
    }
}

extension Store {
    /// How journals name who gave a name: an agent if there is one of that id.
    func actor(called name: String) throws(StoreError) -> String {
        try agents().first { $0.id == name }?.by ?? name
    }
}
