import VivierDiagnostics
import VivierForms
import VivierMail
import VivierOutbox
import VivierReception
import VivierSite
import VivierSpaces
import VivierStore
import VivierTemplate

/// Writes to candidates that what they sent is safe.
struct LetterWriter: Sendable {
    let store: Store
    let forms: IntakeForms
    let letters: LetterLibrary
    let from: Mailbox

    /// Where answers go.
    let replyTo: MailAddress

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

    /// Queues the acknowledgement of a dossier if it is owed one that the outbox does not have.
    ///
    /// Whoever sent it was told before that it is safe, and nothing here changes that: what
    /// fails is said, and tried again by `outbox run`.
    func acknowledge(_ id: DossierID, at time: Instant) {
        do {
            let dossier = try store.read(id)
            guard dossier.letter.isOpen, let mail = try mail(dossier) else { return }
            _ = try Outbox(store).queueAcknowledgement(mail, of: dossier, in: store, at: time)
        } catch let error as TemplateFailure {
            say(error.diagnostics.sorted.map { "\($0)\n" }.joined())
            say("warning: no letter about dossier '\(id)' could be written [no-letter]\n")
        } catch {
            say("warning: no letter about dossier '\(id)': \(error) [no-letter]\n")
        }
    }

    /// - Returns: `nil` if there is nobody to write to.
    private func mail(_ dossier: Dossier) throws -> OutgoingMail? {
        guard let known = try Acknowledgement(of: dossier, in: store),
            let address = forms.definition(known.form)?.mailAddress(in: dossier),
            let to = MailAddress(address)
        else { return nil }
        var promised: (messageID: String, language: String)?
        if case .promised(let messageID, let language) = dossier.letter {
            promised = (messageID, language)
        }
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
        told.contact = replyTo
        told.language = words.language
        told.space = try space(of: dossier, words.language)
        told.messageID = promised.flatMap { MessageID(known: $0.messageID) }
        return try told.mail(from: from, to: to, letters: letters)
    }

    /// The way into the space of who sent a dossier; `nil` if the site has none.
    private func space(
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
    /// The dossier that was made.
    var accepted: DossierID? {
        if case .accepted(let known) = self { known.id } else { nil }
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
