import HTTPTypes
import HummingbirdCore
import NIOCore
import VivierFiles
import VivierForms
import VivierIndex
import VivierIntake
import VivierReception
import VivierSite
import VivierSpaces
import VivierStore

/// What candidates do in their spaces.
extension IntakeServer {
    /// Does what a form of a sealed page asks, and answers once its pages show it.
    func action(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ answering: Answering
    ) async -> HTTPAnswer {
        let pages = answering.pages
        do {
            let outcome = try await withTaskExecutorPreference(threads) {
                let outcome = try await self.outcome(request, body, pages)
                if let reader = outcome.reader {
                    spaces.press(reader, erased: [outcome.erased].compactMap(\.self))
                }
                return outcome
            }
            if let id = outcome.told { desk.write(soon: id) }
            return page(outcome, pages)
        } catch let refusal as IntakeRefusal {
            var answer = HTTPAnswer.page(400, pages.done("unknown", language: ""))
            if refusal.kind == .tooLarge { answer.status = 413 }
            answer.isFinal = true
            return answer
        } catch {
            say("error: an action could not be done: \(error) [no-action]\n")
            var answer = HTTPAnswer.page(500, pages.done("busy", language: ""))
            answer.isFinal = true
            return answer
        }
    }

    private func outcome(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ pages: IntakePages
    ) async throws -> ActionOutcome {
        var reception = ActionReception(
            store: store,
            form: { pages.forms.form($0, offer: $1) },
            dossiers: { [store] in try DossierIndex(of: store).dossiers(of: $0) }
        )
        reception.country = pages.forms.country
        if let writer = desk.writer(pages.forms) {
            reception.promise = { dossier, happening, time throws(StoreError) in
                try writer.promise(of: happening, to: dossier, at: time)
            }
        }
        if let length = request.length, length > reception.limits.body {
            throw IntakeRefusal.bodyTooLarge(reception.limits.body)
        }
        var incoming = try reception.begin(contentType: request.contentType)
        var size = 0
        for try await buffer in body {
            size += buffer.readableBytes
            metrics.received(buffer.readableBytes)
            try incoming.feed(buffer.readableBytesUInt8Span)
        }
        if let length = request.length, size < length { throw Receiving.Interrupted() }
        let now = Instant(milliseconds: currentMilliseconds())
        return try incoming.finish(at: now, on: pages.forms.day(at: now))
    }

    private func page(_ outcome: ActionOutcome, _ pages: IntakePages) -> HTTPAnswer {
        let details = outcome.refusals.map { refusal in
            pages.words(
                of: refusal,
                form: outcome.form,
                offer: outcome.offer,
                language: outcome.language
            )
        }
        let status =
            switch outcome.key {
            case _ where outcome.isDone: 200
            case "unknown": 404
            case "expired", "erased": 410
            default: 422
            }
        return .page(
            status,
            pages.done(outcome.key, about: details, language: outcome.language)
        )
    }

    /// Opens a sealed page for a browser without scripts.
    ///
    /// Only the code opens it, as in the browser; nothing of it is kept or written anywhere.
    func space(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ answering: Answering
    ) async -> HTTPAnswer {
        let pages = answering.pages
        guard let press = spaces.press, (request.length ?? 0) < 4096 else {
            return .page(404, pages.done("unknown", language: ""))
        }
        var bytes: [UInt8] = []
        do {
            for try await buffer in body {
                bytes += buffer.readableBytesView
                if bytes.count > 4096 { break }
            }
        } catch {
            bytes = []
        }
        guard let code = code(bytes, request.contentType), let secret = PageSecret(code: code),
            let page = press.open(secret)
        else { return .page(404, pages.done("unknown", language: "")) }
        return .page(200, pages.opened(page))
    }

    private func code(_ body: [UInt8], _ contentType: String) -> String? {
        var fields = FieldCollector()
        do throws(IntakeRefusal) {
            var reader = try BodyReader(contentType: contentType, limits: IntakeLimits())
            try reader.feed(body.span, into: &fields)
            try reader.finish(into: &fields)
            return try fields.texts().first { $0.name == "code" }?.value
        } catch {
            return nil
        }
    }
}
