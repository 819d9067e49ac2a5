internal import VivierModel
package import VivierStore

extension Happening {
    /// The kind of its event and what that says; `nil` for what no command causes.
    package var written: (kind: String, data: JSONValue)? {
        switch self {
        case .documentRequested(let request):
            (
                "document-requested",
                .object([
                    .init("document", .string(request.document)),
                    .init("until", .string(request.until.iso)),
                    .init("text", .string(request.text)),
                ])
            )
        case .documentAdded(let request, let document, let files):
            (
                "document-added",
                .object([
                    .init("request", .int(request)), .init("document", .string(document)),
                    .init("files", .array(files.map(\.written))),
                ])
            )
        case .fieldsChanged(let changes), .fieldsEdited(let changes):
            (
                "fields-changed",
                .object([.init("changes", .array(changes.map(\.written)))])
            )
        case .message(let message):
            (
                "message",
                .object([
                    .init("thread", .string("main")), .init("text", .string(message.text)),
                    .init("files", .array([])),
                    .init("to", .string(message.sender == .team ? "candidate" : "team")),
                ])
            )
        case .withdrawn(let withdrawal):
            (
                "withdrawn",
                .object([
                    .init("scope", .string(withdrawal.scope.rawValue)),
                    .init("reason", .string(withdrawal.reason)),
                ])
            )
        case .consentGiven(let purpose, let wording):
            (
                "consent-given",
                .object(
                    [.init("purpose", .string(purpose))]
                        + (wording.isEmpty ? [] : [.init("wording", .string(wording))])
                )
            )
        case .consentWithdrawn(let purpose):
            ("consent-withdrawn", .object([.init("purpose", .string(purpose))]))
        case .renewalAsked(let until):
            ("renewal-asked", .object([.init("until", .string(until.iso))]))
        case .alertSent(let offers):
            (
                "alert-sent",
                .object([
                    .init(
                        "offers",
                        .array(
                            offers.map { offer in
                                .object([
                                    .init("reference", .string(offer.reference)),
                                    .init("title", .string(offer.title)),
                                    .init("url", .string(offer.url)),
                                ])
                            }
                        )
                    )
                ])
            )
        case .messagesHidden(let numbers):
            (
                "messages-hidden",
                .object([.init("hidden", .array(numbers.map { .int($0) }))])
            )
        case .received, .mail, .accepted, .returned, .ended, .linksRenewed, .linkIssued: nil
        }
    }
}

extension NewEvent {
    /// The first event of a sheet that a reader keeps by a form.
    ///
    /// `address` is where its reader is asked whether it may be kept for longer.
    ///
    /// - Throws: ``StoreError/invalidEvent(reason:)``.
    package static func sheetOpened(
        _ form: String,
        by reader: ReaderID,
        language: String,
        address: String? = nil,
        fields: [Happening.Field],
        files: [Happening.Attachment] = [],
        source: String,
        at time: Instant
    ) throws(StoreError) -> NewEvent {
        let written = fields.map { field in
            JSONValue.object([
                .init("name", .string(field.name)),
                .init("value", .array(field.values.map { .string($0) })),
            ])
        }
        return try NewEvent(
            kind: Candidature.sheetOpened,
            by: "candidate",
            source: source,
            time: time,
            data: JSONValue.object(
                [
                    .init("form", .string(form)), .init("reader", .string(reader.description)),
                    .init("language", .string(language)), .init("fields", .array(written)),
                ] + (address.map { [.init("address", .string($0))] } ?? [])
                    + (files.isEmpty ? [] : [.init("files", .array(files.map(\.written)))])
            ).bytes
        )
    }

    /// What a command causes, ready for a journal; `nil` for what none causes.
    ///
    /// - Throws: ``StoreError/invalidEvent(reason:)``.
    package init?(
        _ happening: Happening,
        by: String,
        source: String = "",
        at time: Instant
    ) throws(StoreError) {
        guard let written = happening.written else { return nil }
        try self.init(
            kind: written.kind,
            by: by,
            source: source,
            time: time,
            data: written.data.bytes
        )
    }
}

extension Happening.Attachment {
    var written: JSONValue {
        .object([
            .init("field", .string(field)), .init("name", .string(name)),
            .init("sha256", .string(sha256)), .init("size", .int(size)),
            .init("type", .string(mediaType)),
            .init("findings", .array(findings.map { .string($0) })),
        ])
    }
}

extension Happening.FieldChange {
    fileprivate var written: JSONValue {
        .object([
            .init("field", .string(field)),
            .init("before", .array(before.map { .string($0) })),
            .init("after", .array(after.map { .string($0) })),
        ])
    }
}
