import HTTPTypes
import HummingbirdCore
import NIOCore
import VivierAccounts
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
        _ pages: IntakePages
    ) async -> HTTPAnswer {
        do {
            let outcome = try await withTaskExecutorPreference(threads) {
                let outcome = try await self.outcome(request, body, pages)
                if let reader = outcome.reader {
                    spaces.press(reader, erased: outcome.erased)
                }
                return outcome
            }
            if let id = outcome.told { desk.write(soon: id) }
            if let resume = outcome.resume {
                return .download("cv.json", "application/json", resume)
            }
            if let reader = outcome.archive {
                return try await archive(of: reader, outcome.language, pages)
            }
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

    /// Stops an alert; a mail program that was told to asks for it, or a person.
    func unsubscribe(_ token: String, _ pages: IntakePages) async -> HTTPAnswer {
        do {
            let outcome = try await withTaskExecutorPreference(threads) {
                let now = Instant(milliseconds: currentMilliseconds())
                let outcome = try reception(pages)
                    .unsubscribe(token, at: now, on: pages.forms.day(at: now))
                if let reader = outcome.reader { spaces.press(reader) }
                return outcome
            }
            return page(outcome, pages)
        } catch {
            say("error: an alert could not be stopped: \(error) [no-action]\n")
            return .page(500, pages.done("busy", language: ""))
        }
    }

    private func outcome(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ pages: IntakePages
    ) async throws -> ActionOutcome {
        let reception = reception(pages)
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

    private func reception(_ pages: IntakePages) -> ActionReception {
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
        reception.choosePassword = { [entrance] reader, password, again in
            do {
                try entrance.accounts.set(password, again: again, for: reader)
                return nil
            } catch let refusal as Accounts.Refusal {
                return refusal.rawValue
            }
        }
        reception.renewLinks = { [spaces, desk] reader in
            guard let press = spaces.press else { return nil }
            _ = try press.renew(reader, by: "candidate")
            if let writer = desk.writer(pages.forms) { spaces.sendLink(to: reader, writer) }
            return try press.homeLink(of: reader, language: "")
        }
        return reception
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
            pages.done(
                outcome.key,
                about: details,
                language: outcome.language,
                link: outcome.link
            )
        )
    }

    /// Opens a sealed page for a browser without scripts.
    ///
    /// Only the code opens it, as in the browser; nothing of it is kept or written anywhere.
    func space(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ pages: IntakePages
    ) async -> HTTPAnswer {
        let fields = await smallForm(request, body)
        guard let press = spaces.press, let secret = PageSecret(code: fields["code"] ?? ""),
            let page = press.open(secret)
        else { return .page(404, pages.done("unknown", language: "")) }
        return .page(200, pages.opened(page))
    }

    /// The fields of a short form, the first of each name; none if it cannot be read.
    func smallForm(_ request: IntakeRequest, _ body: RequestBody) async -> [String: String] {
        guard (request.length ?? 0) < 4096 else { return [:] }
        var bytes: [UInt8] = []
        do {
            for try await buffer in body {
                bytes += buffer.readableBytesView
                if bytes.count > 4096 { return [:] }
            }
        } catch {
            return [:]
        }
        return Self.fields(bytes, request.contentType)
    }

    private static func fields(_ body: [UInt8], _ contentType: String) -> [String: String] {
        var fields = FieldCollector()
        do throws(IntakeRefusal) {
            var reader = try BodyReader(contentType: contentType, limits: IntakeLimits())
            try reader.feed(body.span, into: &fields)
            try reader.finish(into: &fields)
            return try fields.texts().reduce(into: [:]) { $0[$1.name] = $0[$1.name] ?? $1.value }
        } catch {
            return [:]
        }
    }
}
