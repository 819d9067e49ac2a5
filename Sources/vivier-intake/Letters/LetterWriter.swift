import VivierDiagnostics
import VivierForms
import VivierIndex
import VivierMail
import VivierOutbox
import VivierReception
import VivierSite
import VivierSpaces
import VivierStore
import VivierTemplate

/// Writes to candidates that what they sent is safe, and what happened to it.
struct LetterWriter: Sendable {
    let store: Store
    let forms: IntakeForms
    let letters: LetterLibrary
    let from: Mailbox

    /// Where answers go that belong to no thread.
    let replyTo: MailAddress

    /// Whose plus-addresses the intake takes in as answers; `nil` if there is none.
    let replies: MailAddress?

    /// Promises the acknowledgement of a submission that comes in.
    ///
    /// - Returns: What its journal is to say; `nil` if no mail can be sent to the address.
    func promise(to correspondent: Correspondent) throws(StoreError) -> NewEvent? {
        guard MailAddress(correspondent.address) != nil else { return nil }
        return try .acknowledgementPromised(
            messageID: AcknowledgementMail.messageID(
                of: correspondent.dossier,
                from: from.address
            ),
            language: forms.language(correspondent.language),
            at: correspondent.time
        )
    }

    /// Queues the letters about a dossier that are owed and that the outbox does not have.
    ///
    /// Whoever acted was told before that it is safe, and nothing here changes that: what
    /// fails is said, and tried again by `outbox run`.
    func write(_ id: DossierID, at time: Instant) {
        sayingWhatFails(id) {
            let dossier = try store.read(id)
            let outbox = Outbox(store)
            if dossier.letter == .owed, let mail = try acknowledgement(dossier) {
                _ = try outbox.queueAcknowledgement(mail, of: dossier, in: store, at: time)
            }
            for promise in dossier.promisedLetters where try outbox.lacks(promise.mail, of: id) {
                try queue(promise, dossier, at: time)
            }
        }
    }

    /// Queues the letters that the journal of a dossier promises, which has just been published:
    /// neither is it read again, nor does anybody look for letters that cannot be there yet.
    func writeFirst(_ dossier: Dossier, at time: Instant) {
        sayingWhatFails(dossier.id) {
            for promise in dossier.promisedLetters { try queue(promise, dossier, at: time) }
        }
    }

    private func queue(
        _ promise: Dossier.PromisedLetter,
        _ dossier: Dossier,
        at time: Instant
    ) throws {
        guard let mail = try mail(promise, dossier) else { return sayIfUnaddressed(dossier) }
        _ = try Outbox(store).queue(
            mail,
            as: promise.mail,
            of: dossier.id,
            in: store,
            notBefore: promise.notBefore,
            at: time
        )
    }

    private func sayingWhatFails(_ id: DossierID, _ body: () throws -> Void) {
        do {
            try body()
        } catch let error as TemplateFailure {
            say(error.diagnostics.sorted.map { "\($0)\n" }.joined())
            say("warning: no letter about dossier '\(id)' could be written [no-letter]\n")
        } catch {
            say("warning: no letter about dossier '\(id)': \(error) [no-letter]\n")
        }
    }

    /// A letter is promised to an address only: where there is none now, the form changed.
    private func sayIfUnaddressed(_ dossier: Dossier) {
        guard address(of: dossier) == nil else { return }
        let form = formName(of: dossier)
        say(
            "warning: a letter about dossier '\(dossier.id)' was promised and cannot be written: "
                + "the form '\(form)' that it came through is gone, or asks for no address any "
                + "more [no-letter]\n"
        )
    }

    /// - Returns: `nil` for a letter of a kind that this program does not write.
    private func mail(
        _ promise: Dossier.PromisedLetter,
        _ dossier: Dossier
    ) throws -> OutgoingMail? {
        promise.mail == Dossier.acknowledgement
            ? try acknowledgement(dossier, promise) : try notice(dossier, promise)
    }

    /// The address that a dossier has for its sender; `nil` if there is nobody to write to.
    ///
    /// A sheet that was opened before sheets had an address goes by what else there is of its reader.
    func address(of dossier: Dossier) -> MailAddress? {
        var text = dossier.mailAddress(by: forms.definition)
        if text == nil, dossier.isSheet { text = addressElsewhere(store.reader(of: dossier)) }
        return text.flatMap { MailAddress($0) }
    }

    private func addressElsewhere(_ reader: ReaderID) -> String? {
        // Without an index nobody is found; the next run tries again.
        let ids = try? DossierIndex(of: store).dossiers(of: reader)
        return (ids ?? []).compactMap { try? store.read($0) }.mailAddress(by: forms.definition)
    }

    private func formName(of dossier: Dossier) -> String {
        dossier.events.first?.value["form"]?.string ?? ""
    }

    /// Where an answer to the letter about an event goes: into the thread of its dossier, where the
    /// site has an address for that.
    func replyAddress(_ id: DossierID, event: Int) -> (address: MailAddress, isThread: Bool) {
        let words = replies?.text.split(separator: "@") ?? []
        let code = store.replyCode(for: id, event: event)
        guard words.count == 2, let address = MailAddress("\(words[0])+\(code)@\(words[1])") else {
            return (replyTo, false)
        }
        return (address, true)
    }

    /// - Returns: `nil` if there is nobody to write to.
    private func acknowledgement(
        _ dossier: Dossier,
        _ promised: Dossier.PromisedLetter? = nil
    ) throws -> OutgoingMail? {
        guard let known = try Acknowledgement(of: dossier, in: store),
            let to = address(of: dossier)
        else { return nil }
        let words = forms.receiptWords(of: known, in: promised?.language)
        var told = AcknowledgementMail(
            dossier: known.id,
            title: words.title,
            site: words.site,
            received: known.time,
            receivedText: words.received
        )
        told.code = known.code
        told.files = known.files.map { .init(name: $0.name, size: $0.size, sha256: $0.sha256) }
        told.steps = [words.next].compactMap(\.self)
        told.answerBy = words.answerDay
        told.contact = replyAddress(dossier.id, event: 1).address
        told.language = words.language
        told.space = try space(of: dossier, words.language)
        told.messageID = promised.flatMap { MessageID(known: $0.messageID) }
        return try told.mail(from: from, to: to, letters: letters)
    }

    /// The way into the space of who sent a dossier; `nil` if the site has none.
    func space(
        of dossier: Dossier,
        _ language: String
    ) throws(StoreError) -> (link: String, code: String)? {
        guard forms.hasSpaces else { return nil }
        let reader = store.reader(of: dossier)
        let secret = SpaceKeys(store).home(of: reader, rotation: try store.rotation(of: reader))
        return (forms.link(to: secret, language: language), secret.code)
    }
}

extension IntakeForms {
    /// The words of a receipt, in the language of the page if no other is given.
    func receiptWords(of known: Acknowledgement, in language: String? = nil) -> ReceiptWords {
        receiptWords(
            form: known.form,
            offer: known.offer,
            receivedAt: Int(known.time.milliseconds / 1000),
            language: language ?? known.language
        )
    }
}

extension Outcome {
    /// What who sent it is told of the dossier that was made.
    var accepted: Acknowledgement? {
        if case .accepted(let receipt) = self { receipt } else { nil }
    }

    /// The dossier whose pages are to be made again.
    var changed: DossierID? {
        if case .replied(let id) = self { id } else { accepted?.id }
    }

    /// What scripts are told, with the words of the receipt.
    ///
    /// `location`: Where its receipt is, from the address that it was sent to.
    func json(_ forms: IntakeForms, location: String? = nil) -> [UInt8] {
        json { known in
            let words = forms.receiptWords(of: known)
            return [
                location.map { .init("location", .string($0)) },
                .init("about", .string(words.title)),
                .init("received", .string(words.received)),
                .init("next", words.next.map { .string($0) } ?? .null),
                .init("answer_by", words.answerBy.map { .string($0) } ?? .null),
            ].compactMap(\.self)
        }
    }
}
