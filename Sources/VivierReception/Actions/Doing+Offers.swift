internal import VivierCrypto
internal import VivierForms
internal import VivierIntake
internal import VivierSpaces
internal import VivierStore
internal import VivierWorkflow

/// What readers do about offers in their space: keep some in mind, apply once more.
extension Doing {
    /// Keeps offers in the space, and lets go of those that were ticked.
    func select(_ token: ActionToken) throws -> ActionOutcome {
        let place = try store.sheet(Selection.form, of: token.reader)
        let kept = place.dossier.map { Selection(Candidature($0)).offers } ?? []
        let added = said("offer").filter { reception.isOpen($0) != nil }
        let offers = Selection.offers(kept, adding: added, without: Set(said("forget")))
        let done = ActionOutcome("selected", isDone: true, reader: token.reader)
        guard offers != kept else { return ActionOutcome(.unchanged) }
        let field = Happening.Field(name: Selection.field, values: offers)
        guard place.dossier == nil else {
            let said = offers.joined(separator: "\n")
            let refused = try perform(
                .correct([field]),
                token,
                on: place.id,
                saying: said,
                isTold: false
            )
            return refused ?? done
        }
        let first = try NewEvent.sheetOpened(
            Selection.form,
            by: token.reader,
            language: self["language"],
            address: address(in: try known(of: token.reader)),
            fields: [field],
            source: source(token),
            at: now
        )
        _ = try store.publish(try store.stageSealed(), as: place.id, first: first)
        return done
    }

    /// Applies for another offer with what one candidature brought, judged anew by the form as it
    /// is now.
    func applyAgain(_ token: ActionToken) throws -> ActionOutcome {
        guard let id = token.dossier else { return ActionOutcome("unknown") }
        let dossier = try store.read(id)
        let state = Candidature(dossier)
        let offer = self["offer"]
        guard store.reader(of: dossier) == token.reader, !state.isSheet, !offer.isEmpty else {
            return ActionOutcome("unknown")
        }
        guard reception.isOpen(offer) == true else { return ActionOutcome("offer_closed") }
        let earlier = try reception.dossiers(token.reader)
            .compactMap { try? Candidature(store.read($0)) }
            .filter { $0.offer == offer }
        guard earlier.allSatisfy(\.stage.isOver) else { return ActionOutcome("already_applied") }
        let seed = "\(id)/\(token.reader)/\(offer)/\(earlier.count)"
        let copy = SubmittedAgain(
            state,
            offer: offer,
            key: hexadecimal(SHA256.hash(Array(seed.utf8)).prefix(16))
        )
        let body = try copy.body { sha256 throws(StoreError) in try store.file(sha256, of: id) }
        switch try reception.submit(state.form, body, copy.contentType, now) {
        case .accepted(let known), .duplicate(let known):
            var outcome = ActionOutcome("applied", isDone: true, reader: token.reader)
            outcome.told = known.id
            return outcome
        case .refused(let refused):
            var outcome = invalid(refused.refusals, state)
            outcome.offer = offer
            return outcome
        case .quarantined, .replied, .misdirected, .tooLarge: return ActionOutcome("not_applied")
        case .erased: return ActionOutcome("erased", reader: token.reader)
        }
    }

    private func said(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }
}

/// What a candidature brought, as a browser would send it for another offer.
private struct SubmittedAgain {
    private let boundary: String
    private let fields: [(name: String, value: String)]
    private let files: [Happening.Attachment]

    /// `key`: What makes a second press the same submission.
    init(_ state: Candidature, offer: String, key: String) {
        boundary = "vivier-\(key)"
        let answers = state.fields.flatMap { field in field.values.map { (field.name, $0) } }
        fields =
            answers + [
                (ReservedField.offer.rawValue, offer),
                (ReservedField.language.rawValue, state.language),
                (ReservedField.idempotencyKey.rawValue, key),
            ]
        files = state.resent
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// - Throws: What `read` throws for a file that is gone or damaged.
    func body(
        _ read: (_ sha256: String) throws(StoreError) -> [UInt8]
    ) throws(StoreError) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += head("name=\"\(name)\"")
            body += Array(value.utf8) + Array("\r\n".utf8)
        }
        for file in files {
            body += head("name=\"\(file.field)\"; filename=\"\(quotable(file.name))\"")
            body += try read(file.sha256) + Array("\r\n".utf8)
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    private func head(_ disposition: String) -> [UInt8] {
        Array("--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n".utf8)
    }

    /// As browsers write names of files (WHATWG HTML, "multipart form data").
    private func quotable(_ name: String) -> String {
        name.map { character in
            switch character {
            case "\"": "%22"
            case "\r", "\n", "\r\n": "_"
            default: String(character)
            }
        }.joined()
    }
}
