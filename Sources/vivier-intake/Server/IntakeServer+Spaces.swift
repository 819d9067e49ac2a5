import HTTPTypes
import HummingbirdCore
import NIOCore
import VivierAccounts
import VivierDocuments
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
            if let desk = outcome.desk { return answer(desk, pages, outcome.language) }
            if let resume = outcome.resume {
                return .download("cv.json", "application/json", resume)
            }
            if let calendar = outcome.calendar {
                return .download("invitation.ics", "text/calendar; charset=utf-8", calendar)
            }
            if let reader = outcome.archive {
                return try await archive(of: reader, outcome.language, pages)
            }
            return page(outcome, pages)
        } catch let refusal as IntakeRefusal {
            let isLarge = refusal.kind == .tooLarge
            let words = pages.done(isLarge ? "too_large" : "unknown", language: "")
            var answer = HTTPAnswer.page(isLarge ? 413 : 400, words)
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
        let photo = await made(of: incoming.photo())
        let now = Instant(milliseconds: currentMilliseconds())
        return try incoming.finish(at: now, on: pages.forms.day(at: now), photo: photo)
    }

    /// Makes a photo anew, one or two at a time: nothing of what was sent is kept.
    private func made(of sent: [UInt8]?) async -> MadePhoto? {
        guard let sent else { return nil }
        return await withTaskExecutorPreference(viewers) { () -> MadePhoto in
            do throws(NoPreview) {
                return .jpeg(try Portrait(sent).jpeg)
            } catch {
                return .refused(error.photoWords)
            }
        }
    }

    private func reception(_ pages: IntakePages) -> ActionReception {
        var reception = ActionReception(
            store: store,
            form: { pages.forms.form($0, offer: $1) },
            dossiers: { [store] in try DossierIndex(of: store).dossiers(of: $0) }
        )
        reception.country = pages.forms.country
        reception.submissionKey = { [store] in try? store.submissionKey() }
        reception.knowsTown = { pages.knows(town: $0) }
        reception.isOpen = { pages.forms.isOpen(offer: $0) }
        let submissions = Reception(
            store: store,
            taking: pages.forms,
            writing: desk.writer(pages.forms)
        ) { Instant(milliseconds: currentMilliseconds()) }
        reception.submit = { form, body, type, time throws(StoreError) in
            let envelope = Envelope(form: form, contentType: type, source: "space", time: time)
            return try submissions.receive(body, envelope)
        }
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
        reception.work = { [store, spaces, desk] token, fields, source in
            guard let press = spaces.press else { return ActionOutcome("unknown") }
            let counter = DeskCounter(store: store, press: press, writer: desk.writer(pages.forms))
            return try counter.work(token, fields, source: source)
        }
        reception.answer = { [store, desk] token, said, source in
            let now = Instant(milliseconds: currentMilliseconds())
            let table = Desk(answering: store, pages.forms, desk.writer(pages.forms), at: now)
            return try AnswerCounter(desk: table).take(token, said, source: source)
        }
        reception.renewLinks = { [spaces, desk] reader in
            guard let press = spaces.press else { return nil }
            if let agent = try press.store.agent(reader) {
                try press.renewDesk(of: agent)
                return try press.homeLink(of: reader, language: agent.language)
            }
            _ = try press.renew(reader, by: "candidate")
            if let writer = desk.writer(pages.forms) { spaces.sendLink(to: reader, writer) }
            return try press.homeLink(of: reader, language: "")
        }
        return reception
    }

    private func answer(
        _ desk: DeskAnswer,
        _ pages: IntakePages,
        _ language: String
    ) -> HTTPAnswer {
        switch desk {
        case .page(let html): .page(200, html)
        case .lead(let link): .seeOther(link)
        case .refused(let words):
            .page(422, pages.done("desk_refused", about: words, language: language))
        }
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
                about: details + outcome.details,
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

    static func fields(_ body: [UInt8], _ contentType: String) -> [String: String] {
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

extension NoPreview {
    /// The key of the words for why a photo is not taken.
    fileprivate var photoWords: String {
        switch self {
        case .unavailable: "photo_later"
        case .kind: "photo_kind"
        case .tooMuch: "photo_large"
        case .encrypted, .damaged, .empty, .page: "photo_damaged"
        }
    }
}
