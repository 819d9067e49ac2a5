package import VivierCrypto
package import VivierForms
package import VivierIntake
package import VivierMail
package import VivierStore

/// Turns bodies into dossiers of one store.
///
/// Whatever comes in ends as one ``Outcome``; bytes that are neither a dossier nor in
/// quarantine are those whose sender was told that they were not taken.
package struct Reception: Sendable {
    /// What becomes of a submission that the form refuses.
    package enum Refusal: Sendable {
        /// The sender is told at once and can correct it: a browser.
        case answered

        /// Nobody is there to correct it: it is put into quarantine.
        case kept
    }

    /// As much of a body that is there as a whole is read at once.
    private static let piece = 64 << 10

    package let store: Store
    package var limits = IntakeLimits()
    package var attachmentLimits = AttachmentLimits()
    package var mailLimits = MailLimits()

    /// Whether a message is read as a form that was sent.
    ///
    /// Not from the web: a message need not answer all that a form asks.
    package var takesMail = false

    /// Where telephone numbers without a country are (ISO 3166-1).
    package var country = "FR"
    package var refusal = Refusal.answered

    /// What opens submissions that were sealed in a browser; `nil` if none is here: they wait in quarantine, as they came.
    package var submissionKey: @Sendable () -> SealingKey? = { nil }

    /// What the journal promises to who sent a submission, as surely as it has the submission;
    /// `nil` if nothing.
    package var promise: @Sendable (Correspondent) throws(StoreError) -> NewEvent? = { _ in nil }

    /// Keeps what the journal of a new dossier promises, as it was published: nobody else knows of
    /// it yet.
    package var keep: @Sendable (Dossier) -> Void = { _ in }

    /// The form of a name, with what the offer of a reference adds to it.
    package let form: @Sendable (_ name: String, _ offer: String?) -> FormLookup

    package init(
        store: Store,
        form: @escaping @Sendable (_ name: String, _ offer: String?) -> FormLookup
    ) {
        self.store = store
        self.form = form
        // How much a file may hold is the form's to say, field by field, with a message.
        limits.file = limits.fileBytes
        limits.files = 20
    }

    /// Begins to receive a body.
    package func begin(_ envelope: Envelope) -> IncomingSubmission {
        IncomingSubmission(envelope, at: self)
    }

    /// Tries again what is in quarantine, and notes there which dossier came of it.
    ///
    /// - Parameters:
    ///   - id: Its number in quarantine.
    ///   - form: In place of the form that it was meant for.
    /// - Returns: `nil` if the disk changed the bytes.
    /// - Throws: ``StoreError``; it is in quarantine then as before.
    package func requeue(
        _ id: QuarantineID,
        form: String? = nil
    ) throws(StoreError) -> Outcome? {
        let reason = try store.quarantined(id).reason
        guard let bytes = try store.quarantinedBytes(id) else { return nil }
        var envelope = Envelope(
            form: form ?? reason.form,
            contentType: reason.contentType,
            source: reason.source,
            time: reason.time
        )
        envelope.quarantined = id
        var reception = self
        reception.takesMail = true
        // It was let in before.
        reception.limits.body = max(limits.body, bytes.count)
        let outcome = try reception.receive(bytes, envelope)
        switch outcome {
        case .accepted(let known), .duplicate(let known): try store.settle(id, as: known.id)
        case .replied(let dossier): try store.settle(id, as: dossier)
        default: break
        }
        return outcome
    }

    /// Receives a body that is there as a whole.
    package func receive(
        _ body: [UInt8],
        _ envelope: Envelope
    ) throws(StoreError) -> Outcome {
        var incoming = begin(envelope)
        // In pieces: what is sealed is opened piece by piece.
        var start = 0
        while start < body.count {
            let end = min(start + Self.piece, body.count)
            guard try incoming.feed(body.span.extracting(start..<end)) else { break }
            start = end
        }
        return try incoming.finish()
    }
}

/// What is known of a body before it is read.
package struct Envelope: Sendable {
    /// The name of the form.
    package var form: String
    package var contentType: String

    /// How it came: `http`, `cgi`, `file`; nothing personal.
    package var source: String
    package var time: Instant

    /// What the mail server was told, without angle brackets; `nil` if that is not known.
    package var sender: String?
    package var recipient: String?

    /// Where the bytes are, if they are in quarantine and somebody had them tried again: they
    /// stay there if they cannot be taken, and no suspicion of a robot counts any more.
    package var quarantined: QuarantineID?

    package init(form: String, contentType: String, source: String, time: Instant) {
        self.form = form
        self.contentType = contentType
        self.source = source
        self.time = time
    }

    /// Whether the body is a message (RFC 5322).
    package var isMail: Bool {
        mediaType == "message/rfc822"
    }

    /// Whether the body was sealed in the browser that it came from.
    var isSealed: Bool { mediaType == Self.sealed }

    package static let sealed = "application/vnd.vivier.sealed"

    /// What a sealed body begins with.
    package static let sealedMark = SealingKey.mark

    /// Whether the body is a form that was filled in as a PDF.
    var isPDF: Bool { mediaType == "application/pdf" }

    private var mediaType: String {
        contentType.prefix { $0 != ";" && $0 != " " }.lowercased()
    }
}
