internal import VivierForms
package import VivierIntake
internal import VivierMail
package import VivierStore

/// A body on its way in.
///
/// Letting it go before ``finish()`` leaves nothing behind.
package struct IncomingSubmission: ~Copyable {
    private let reception: Reception
    private let envelope: Envelope
    private var raw: RawBody
    /// What opens it if it is sealed; what is kept of it is as it came.
    private var sealed: SealedBody?
    private var reader: BodyReader?
    private var sink: SubmissionSink
    private var refusal: IntakeRefusal?
    private var size = 0

    /// The bytes of a message or of a PDF, which is read when it is there as a whole; `nil` for what a page sends.
    private var message: [UInt8]?
    private var notes: MailNotes?
    private var isOfferUnknown = false

    init(_ envelope: Envelope, at reception: Reception) {
        self.reception = reception
        self.envelope = envelope
        raw = RawBody(reception.store)
        sink = SubmissionSink(reception.store, limits: reception.attachmentLimits)
        guard case .form(let form) = reception.form(envelope.form, nil) else {
            refusal = .unknownForm
            return
        }
        sink.readsPDF = form.hasPDF
        if !envelope.isSealed {
            begin(envelope)
        } else if let key = reception.submissionKey() {
            sealed = SealedBody(key, for: envelope.form)
        } else {
            refusal = .sealedWithoutKey
        }
    }

    /// Chooses what reads it.
    private mutating func begin(_ content: Envelope) {
        let isMail = reception.takesMail && content.isMail
        if isMail || sink.readsPDF && content.isPDF {
            message = []
            return
        }
        do throws(IntakeRefusal) {
            reader = try BodyReader(contentType: content.contentType, limits: reception.limits)
        } catch {
            refusal = error
        }
    }

    /// Takes the next bytes of the body.
    ///
    /// - Returns: Whether more of it is wanted: `false` once it is over the limit.
    /// - Throws: ``StoreError``; the submission is then lost, and its sender must be told.
    package mutating func feed(_ bytes: Span<UInt8>) throws(StoreError) -> Bool {
        size += bytes.count
        guard size <= reception.limits.body else { return false }
        try raw.append(bytes)
        // Whatever stands in it: whether it is whole is said by its end.
        if let opened = sealed?.open(bytes) {
            if let type = opened.type { begin(sealedAs: type) }
            try read(opened.content.span)
        } else {
            try read(bytes)
        }
        return true
    }

    private mutating func begin(sealedAs type: String) {
        var content = envelope
        content.contentType = type
        // An envelope in an envelope could go on and on; a message need not answer all that a form asks.
        guard !content.isSealed, !content.isMail else {
            refusal = .sealedOtherwise
            return
        }
        begin(content)
    }

    private mutating func read(_ bytes: Span<UInt8>) throws(StoreError) {
        guard refusal == nil else { return }
        if let count = message?.count, count <= reception.mailLimits.message {
            message?.append(contentsOf: bytes)
        }
        do throws(IntakeRefusal) {
            try reader?.feed(bytes, into: &sink)
        } catch {
            try note(error)
        }
    }

    /// Says that the body is complete, and makes of it what it is to be.
    ///
    /// - Throws: ``StoreError``; nothing was acknowledged then.
    package consuming func finish() throws(StoreError) -> Outcome {
        guard size <= reception.limits.body else {
            return .tooLarge(.bodyTooLarge(reception.limits.body))
        }
        if let sealed = sealed.take(), !sealed.isWhole() { refusal = .notSealedForHere }
        if refusal == nil {
            do throws(IntakeRefusal) {
                try reader?.finish(into: &sink)
            } catch {
                try note(error)
            }
        }
        if let refusal { return try quarantine(refusal.code, refusal.detail) }
        if let message {
            return try envelope.isMail ? finish(message) : finish(pdf: message)
        }
        let texts: [FieldText]
        do throws(IntakeRefusal) {
            texts = try sink.fields.texts()
        } catch {
            return try quarantine(error.code, error.detail)
        }
        var values = texts.map { Submission.Value($0.name, $0.value) }
        if let bytes = sink.pdf, let filled = try? FilledPDF(bytes), filled.form == envelope.form {
            values = filled.added(to: values)
        }
        return try judge(
            Submission(
                values: values,
                files: sink.files.map {
                    SubmittedFile(field: $0.field, name: $0.name, size: $0.size)
                }
            )
        )
    }

    /// Makes of a form that was filled in off-line what its page would have sent.
    private consuming func finish(pdf bytes: [UInt8]) throws(StoreError) -> Outcome {
        let filled: FilledPDF
        do throws(PDFRefusal) {
            filled = try FilledPDF(bytes)
        } catch {
            return try quarantine(error.code, "the PDF is not a form that can be read")
        }
        guard filled.form == envelope.form else {
            return try quarantine("other-form", "the PDF is that of another form")
        }
        try sink.keep(bytes, as: "form.pdf", of: "application/pdf")
        return try judge(Submission(values: filled.added(to: [])))
    }

    /// Makes of a message what a form would have sent.
    private consuming func finish(_ message: [UInt8]) throws(StoreError) -> Outcome {
        let mail: ReceivedMail
        do throws(MailRefusal) {
            mail = try readMail(
                message,
                envelopeSender: envelope.sender,
                limits: reception.mailLimits
            )
        } catch {
            return try quarantine(error.code, error.detail)
        }
        if let code = mail.replyCode(recipient: envelope.recipient, in: reception.store) {
            return try finish(mail, message, answering: code)
        }
        if let kind = mail.automatic, kind.isReport {
            return try quarantine("mail-report", "it tells of the delivery of another message")
        }
        let offer = mail.offer(recipient: envelope.recipient) { reference in
            if case .noOffer = reception.form(envelope.form, reference) { false } else { true }
        }
        let lookup = reception.form(envelope.form, offer)
        // Who writes a letter fills in no form: none is the wrong one.
        let form: FormDefinition
        switch lookup {
        case .form(let found), .otherForm(let found): form = found
        default: return try quarantine(lookup)
        }
        let said = MailSubmission(mail, message, for: offer, by: form)
        do throws(IntakeRefusal) {
            for file in said.files { try sink.add(file.header, file.bytes) }
        } catch {
            try note(error)
            return try quarantine(error.code, error.detail)
        }
        let files = sink.files.map {
            SubmittedFile(field: $0.field, name: $0.name, size: $0.size)
        }
        try sink.keep(message, as: "message.eml", of: "message/rfc822")
        notes = MailNotes(mail)
        return try judge(Submission(values: said.values, files: files), by: form)
    }

    /// Makes of an answer to a letter a message in the thread of its dossier.
    private consuming func finish(
        _ mail: ReceivedMail,
        _ message: [UInt8],
        answering code: ReplyCode
    ) throws(StoreError) -> Outcome {
        let reply = MailReply(
            store: reception.store,
            mail: mail,
            bytes: message,
            code: code,
            time: envelope.time,
            limits: reception.attachmentLimits,
            isTrusted: envelope.quarantined != nil
        )
        guard let refusal = try reply.refusal() else { return .replied(code.dossier) }
        let isThere = reception.store.contains(code.dossier)
        return try quarantine(
            refusal.code,
            refusal.detail,
            dossier: isThere ? code.dossier : nil
        )
    }

    private mutating func note(_ refusal: IntakeRefusal) throws(StoreError) {
        if let failure = sink.failure { throw failure }
        self.refusal = refusal
        reader = nil
    }

    private consuming func judge(
        _ submission: Submission
    ) throws(StoreError) -> Outcome {
        let offer = submission[.offer].flatMap { $0.isEmpty ? nil : $0 }
        var lookup = reception.form(envelope.form, offer)
        if case .noOffer = lookup {
            // The page may be older than the offer's new reference, or its end: who filled the
            // form in is a candidate all the same, and the journal says what was not found.
            isOfferUnknown = true
            lookup = reception.form(envelope.form, nil)
        }
        if case .otherForm = lookup { return try misdirect(.form) }
        guard case .form(let form) = lookup else { return try quarantine(lookup) }
        let employer = submission[.employer] ?? ""
        guard employer.isEmpty || form.isFor(employer: employer) else {
            return try misdirect(.employer)
        }
        return try judge(submission, by: form)
    }

    /// Tells the sender that it belongs elsewhere, or keeps it where nobody is there to be told.
    private consuming func misdirect(_ reason: Misdirection) throws(StoreError) -> Outcome {
        if reception.refusal == .answered { return .misdirected(reason) }
        return try quarantine(reason.rawValue, reason.detail)
    }

    /// Keeps what no form is there to judge.
    private consuming func quarantine(_ lookup: FormLookup) throws(StoreError) -> Outcome {
        switch lookup {
        case .noForm: try quarantine("unknown-form", "there is no form of that name")
        case .closedOffer: try quarantine("closed-offer", "the offer had closed before")
        case .form, .otherForm, .noOffer:
            try quarantine("unknown-offer", "there is no offer of that reference")
        }
    }

    private consuming func judge(
        _ submission: Submission,
        by form: FormDefinition
    ) throws(StoreError) -> Outcome {
        let verdict = form.validate(submission, country: reception.country)
        if envelope.quarantined == nil, let suspicion = verdict.suspicions.first {
            return try quarantine("suspect-\(suspicion.rawValue)", "a robot may have sent it")
        }
        // Pages are asked for one, not messages or files.
        let proof = message == nil ? ProofOfWork(of: submission, for: form) : nil
        if envelope.quarantined == nil, proof == .wrong {
            return try quarantine("suspect-proof", "its proof of work is none")
        }
        let findings = sink.files.flatMap { file in
            file.findings.filter(\.isRefusal).map { (field: file.field, finding: $0) }
        }
        notes?.missing = verdict.refusals.filter { form.canBeMissing($0) }.map(\.field)
        let isExcused = notes.map { $0.missing.count == verdict.refusals.count } ?? false
        guard verdict.isAccepted || isExcused, findings.isEmpty else {
            let refused = Refused(
                form: form,
                verdict: verdict,
                submission: submission,
                findings: findings
            )
            guard reception.refusal == .kept else { return .refused(refused) }
            return try quarantine("invalid-fields", refused.summary)
        }
        var members = notes?.members ?? []
        if isOfferUnknown { members.append(.init("offer_state", .string("unknown"))) }
        if let proof { members.append(.init("proof", .string(proof.rawValue))) }
        if let address = form.mailAddress(in: verdict) {
            let reader = reception.store.reader(address: address)
            members.append(.init("reader", .string(reader.description)))
        }
        return try publish(
            ReceivedSubmission(envelope, verdict, submission, sink.files, notes: members)
        )
    }

    private consuming func publish(
        _ received: ReceivedSubmission
    ) throws(StoreError) -> Outcome {
        let store = reception.store
        let id = try received.dossierID(in: store)
        let staged = try sink.stagedDossier()
        let first = try received.event()
        switch try store.publish(staged, as: id, first: first, second: try promise(received, id)) {
        case .published(let dossier):
            reception.keep(dossier)
            return .accepted(try known(try Acknowledgement(of: dossier, in: store), id))
        case .erased(let id): return .erased(id)
        case .duplicate(let id):
            let earlier = try known(try Acknowledgement(of: id, in: store), id)
            if earlier.digest == received.digest { return .duplicate(earlier) }
            return try quarantine(
                "same-key-other-content",
                "it has the key of an earlier submission, and says something else",
                dossier: id
            )
        }
    }

    /// What is promised to who sent it; nothing to a machine.
    private borrowing func promise(
        _ received: ReceivedSubmission,
        _ id: DossierID
    ) throws(StoreError) -> NewEvent? {
        guard notes?.isAutomatic != true,
            case .form(let form) = reception.form(envelope.form, nil),
            let correspondent = received.correspondent(id, by: form)
        else { return nil }
        return try reception.promise(correspondent)
    }

    private borrowing func known(
        _ acknowledgement: Acknowledgement?,
        _ id: DossierID
    ) throws(StoreError) -> Acknowledgement {
        guard let acknowledgement else { throw .noSuchDossier(id) }
        return acknowledgement
    }

    private consuming func quarantine(
        _ code: String,
        _ detail: String,
        dossier: DossierID? = nil
    ) throws(StoreError) -> Outcome {
        if let id = envelope.quarantined { return .quarantined(id, code: code) }
        let id = try raw.publish(
            QuarantineReason(
                code: code,
                detail: detail,
                form: envelope.form,
                source: envelope.source,
                contentType: envelope.contentType,
                dossier: dossier,
                time: envelope.time
            )
        )
        return .quarantined(id, code: code)
    }
}

extension IntakeRefusal {
    fileprivate static let unknownForm = Self(
        .unsupported,
        code: "unknown-form",
        "there is no form of that name"
    )

    fileprivate static let sealedWithoutKey = Self(
        .unsupported,
        code: "sealed",
        "it is sealed, and there is no key for it here"
    )

    fileprivate static let notSealedForHere = Self(
        .unsupported,
        code: "sealed-otherwise",
        "it is sealed to another key, or damaged"
    )

    fileprivate static let sealedOtherwise = Self(
        .unsupported,
        code: "sealed-otherwise",
        "what is in it is no form of a page"
    )

    package static func bodyTooLarge(_ limit: Int) -> Self {
        Self(.tooLarge, code: "body-too-large", "more than \(limit) bytes in the body")
    }
}

extension Refused {
    /// The fields and what is wrong with them, without what they hold.
    fileprivate var summary: String {
        let fields = verdict.refusals.map { "\($0.field): \($0.code.rawValue)" }
        let files = findings.map { "\($0.field): \($0.finding.rawValue)" }
        return (fields + files).joined(separator: ", ")
    }
}
