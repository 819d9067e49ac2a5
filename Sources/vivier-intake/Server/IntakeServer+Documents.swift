import VivierDocuments
import VivierFiles
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// What agents look at of documents: made at each request, and kept nowhere. Who looked is in the
/// journal.
extension IntakeServer {
    private enum Refusal: Error {
        /// The address was not written here, or its agent has no right any more.
        case unknown
        case expired
    }

    func document(
        _ text: String,
        _ part: DocumentPart,
        wantsJSON: Bool,
        _ pages: IntakePages
    ) async -> HTTPAnswer {
        do {
            return try await withTaskExecutorPreference(viewers) {
                let (document, agent) = try self.document(text, part, pages.forms)
                let address = "/document/\(text)"
                return answer(part, document, for: agent, address: address, wantsJSON, pages)
            }
        } catch Refusal.expired {
            return .page(410, pages.done("expired", language: ""))
        } catch let error as StoreError {
            if case .disk = error { say("error: \(error) [\(error.code)]\n") }
            return .page(404, pages.done("unknown", language: ""))
        } catch {
            return .page(404, pages.done("unknown", language: ""))
        }
    }

    /// The document of an address, as long as its agent may see the dossier; that it is looked at is
    /// in the journal then.
    private func document(
        _ text: String,
        _ part: DocumentPart,
        _ forms: IntakeForms
    ) throws -> (StoredDocument, Agent) {
        let now = Instant(milliseconds: currentMilliseconds())
        guard let token = DocumentToken(text, keys: SpaceKeys(store)) else { throw Refusal.unknown }
        guard now < token.until else { throw Refusal.expired }
        let dossier = try store.read(token.dossier)
        guard let agent = try store.agents().first(where: { $0.id == token.agent }),
            forms.allows(agent, Casework(dossier)),
            let file = dossier.attachments(called: token.sha256).first
        else { throw Refusal.unknown }
        let document = try StoredDocument(file, of: dossier, in: store)
        if let look = part.look(at: document) {
            try store.note(look, file, of: dossier, by: agent.by, at: now)
        }
        return (document, agent)
    }

    private func answer(
        _ part: DocumentPart,
        _ document: StoredDocument,
        for agent: Agent,
        address: String,
        _ wantsJSON: Bool,
        _ pages: IntakePages
    ) -> HTTPAnswer {
        do throws(NoPreview) {
            switch part {
            case .sight:
                let sight = DocumentSight(document)
                if wantsJSON {
                    return .shown("application/json", JSONValue.object(sight.json).bytes)
                }
                let words = DocumentWords(sight, address: address)
                let page = pages.forms.documentPage(words, language: agent.language)
                return .shown("text/html; charset=utf-8", page)
            case .picture(let page):
                let preview = try DocumentPreview(name: document.file.name, document.bytes)
                return .shown("image/png", try preview.picture(of: page))
            case .text:
                let preview = try DocumentPreview(name: document.file.name, document.bytes)
                let text = try preview.text().joined(separator: "\u{0C}")
                return .shown("text/plain; charset=utf-8", Array(text.utf8))
            case .original(let unscanned):
                guard document.isGiven(unscanned: unscanned) else {
                    return .text(403, "no virus scanner has found this file clean\n")
                }
                return .download(
                    document.plainName,
                    "application/octet-stream",
                    document.bytes
                )
            }
        } catch {
            return .text(error == .page ? 404 : 422, "\(error.words)\n")
        }
    }
}

extension DocumentPart {
    /// What handing it out comes to; `nil` for a copy that is not given.
    fileprivate func look(at document: StoredDocument) -> DocumentLook.Kind? {
        guard case .original(let unscanned) = self else { return .viewed }
        return document.isGiven(unscanned: unscanned) ? .fetched : nil
    }
}

extension StoredDocument {
    /// Whether a copy is handed out: never of what a scanner found to do harm.
    func isGiven(unscanned: Bool) -> Bool {
        switch verdict {
        case .clean: true
        case .unsafe: false
        case .unknown, nil: unscanned
        }
    }
}

extension DocumentWords {
    fileprivate init(_ sight: DocumentSight, address: String) {
        let document = sight.document
        let isScanned = document.isGiven(unscanned: false)
        self.init(
            name: document.file.name,
            pages: sight.pages,
            shown: sight.shown,
            text: sight.text,
            refusal: sight.refusal?.rawValue,
            original: document.isGiven(unscanned: true)
                ? (isScanned ? "original" : "unscanned") : nil,
            isScanned: isScanned,
            address: address
        )
    }
}

extension HTTPAnswer {
    /// Something of a stranger's document: shown, run by nothing, kept nowhere.
    fileprivate static func shown(_ type: String, _ body: [UInt8]) -> HTTPAnswer {
        HTTPAnswer(
            status: 200,
            headers: [
                ("Content-Type", type), ("Cache-Control", "no-store"),
                (
                    "Content-Security-Policy",
                    "sandbox allow-downloads; default-src 'none'; img-src 'self' data:; "
                        + "style-src 'unsafe-inline'"
                ),
                ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
            ],
            body: body
        )
    }
}
