package import VivierForms
package import VivierIntake
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

    package let store: Store
    package var limits = IntakeLimits()
    package var attachmentLimits = AttachmentLimits()

    /// Where telephone numbers without a country are (ISO 3166-1).
    package var country = "FR"
    package var refusal = Refusal.answered

    /// The form of a name, with what an offer adds to it; `nil` if there is none.
    ///
    /// The second argument is the reference of the offer that the submission names.
    package let form: @Sendable (_ name: String, _ offer: String?) -> FormDefinition?

    package init(
        store: Store,
        form: @escaping @Sendable (_ name: String, _ offer: String?) -> FormDefinition?
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

    /// Receives a body that is there as a whole.
    package func receive(
        _ body: [UInt8],
        _ envelope: Envelope
    ) throws(StoreError) -> Outcome {
        var incoming = begin(envelope)
        _ = try incoming.feed(body.span)
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

    package init(form: String, contentType: String, source: String, time: Instant) {
        self.form = form
        self.contentType = contentType
        self.source = source
        self.time = time
    }
}
