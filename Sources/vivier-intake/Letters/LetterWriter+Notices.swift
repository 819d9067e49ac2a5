import VivierMail
import VivierOutbox
import VivierReception
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// Letters that tell what happened to a dossier after it came.
extension LetterWriter {
    /// Promises the letter about what is about to happen to a dossier.
    ///
    /// - Returns: What its journal is to say with it; `nil` if no letter tells of it, or nobody is
    ///   written to.
    func promise(
        of happening: Happening,
        to dossier: Dossier,
        at time: Instant
    ) throws(StoreError) -> NewEvent? {
        guard let notice = happening.notice else { return nil }
        return try promise(notice, to: dossier, at: time)
    }

    /// Promises a letter about the event that the journal of a dossier has next.
    ///
    /// - Parameters:
    ///   - notice: Which letter.
    ///   - dossier: The journal before that event.
    ///   - notBefore: Until when it waits; longer where a letter before it does.
    ///   - time: The moment.
    /// - Returns: What the journal is to say; `nil` if there is no such letter, or nobody is
    ///   written to.
    /// - Throws: `StoreError`.
    func promise(
        _ notice: Notice,
        to dossier: Dossier,
        notBefore: Instant? = nil,
        at time: Instant
    ) throws(StoreError) -> NewEvent? {
        guard letters.has(notice.rawValue), address(of: dossier) != nil,
            dossier.events.first?.value["automatic"] == nil
        else { return nil }
        let name = notice.name(dossier.events.count + 1)
        let notBefore = [notBefore, turn(of: notice, in: dossier)].compactMap(\.self).max()
        return try .letterPromised(
            name,
            template: notice.rawValue,
            messageID: MessageID(
                dossier: dossier.id.description,
                event: name,
                sender: from.address
            ),
            language: forms.language(Candidature(dossier).language),
            notBefore: notBefore,
            at: time
        )
    }

    /// Until when letters wait that go before one: nobody is invited before hearing of the
    /// acceptance that can still be undone.
    private func turn(of notice: Notice, in dossier: Dossier) -> Instant? {
        guard notice.keepsItsTurn else { return nil }
        return dossier.promisedLetters.filter { letter in
            Notice.named(letter.mail)?.notice.keepsItsTurn ?? false
        }.compactMap(\.notBefore).max()
    }

    /// - Returns: `nil` for a letter that this program does not write, and without an address.
    func notice(
        _ dossier: Dossier,
        _ promised: Dossier.PromisedLetter
    ) throws -> OutgoingMail? {
        let state = Candidature(dossier)
        guard let (notice, number) = Notice.named(promised.mail), let to = address(of: dossier),
            let event = dossier.events.first(where: { $0.number == number })
        else { return nil }
        // Of the event itself: the history of its candidate does not have what still waits.
        let happening = Happening(event)
        let work = CaseEvent(event)
        guard work?.notice == notice || happening?.notice == notice else { return nil }
        let language = promised.language
        // Nobody writes into a sheet: there is no thread.
        let reply: (address: MailAddress, isThread: Bool) =
            dossier.isSheet ? (replyTo, false) : replyAddress(dossier.id, event: number)
        let words = forms.receiptWords(
            form: state.form,
            offer: state.offer,
            receivedAt: Int(event.time.milliseconds / 1000),
            language: language
        )
        var told = NoticeMail(
            dossier: dossier.id,
            template: notice.rawValue,
            event: promised.mail,
            happened: event.time,
            replyTo: reply.address
        )
        (told.title, told.site, told.moment) = (words.title, words.site, words.received)
        (told.isThread, told.language) = (reply.isThread, words.language)
        if dossier.isSheet {
            // A mail is read by others: which sheets somebody keeps is not their business.
            told.title = forms.sheetsTitle(language: words.language)
            told.isSheet = true
        }
        told.messageID = MessageID(known: promised.messageID)
        told.space = try space(of: dossier, words.language)
        if notice == .alert {
            let token = ActionToken.unsubscribing(
                dossier.id,
                store.reader(of: dossier),
                keys: SpaceKeys(store)
            )
            told.unsubscribe = forms.intakeAddress("unsubscribe/\(token.text(SpaceKeys(store)))")
        }
        if let work, work.notice == notice {
            told.add(work, before: number, dossier, forms)
        } else if let happening {
            told.add(happening, state, forms)
        }
        return try told.mail(from: from, to: to, letters: letters)
    }
}

extension NoticeMail {
    /// Adds what happened, in the words of the site.
    fileprivate mutating func add(
        _ happening: Happening,
        _ state: Candidature,
        _ forms: IntakeForms
    ) {
        switch happening {
        case .documentRequested(let wish):
            document = wish.document
            until = forms.words(for: wish.until, language: language)
            lines = wish.text.split(whereSeparator: \.isNewline).map(String.init)
        case .message(let message):
            lines = message.text.split(
                omittingEmptySubsequences: false,
                whereSeparator: \.isNewline
            )
            .map(String.init)
        case .withdrawn(let withdrawal): scope = withdrawal.scope.rawValue
        case .fieldsChanged(let changes):
            fields = changes.map { change in
                forms.label(
                    ofField: change.field,
                    form: state.form,
                    offer: state.offer,
                    language: language
                )
            }
        case .renewalAsked(let day): until = forms.words(for: day, language: language)
        case .alertSent(let found): offers = found.map { ($0.title, $0.url) }
        default: break
        }
    }
}
