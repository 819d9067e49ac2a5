internal import VivierCrypto
internal import VivierIntake
internal import VivierStore

/// A submission that was sealed in the browser: an envelope around what a browser sends otherwise.
extension IncomingSubmission {
    /// Takes in what is in it; what cannot be opened here is kept as it came.
    consuming func finish(sealed bytes: [UInt8]) throws(StoreError) -> Outcome {
        guard let key = reception.submissionKey() else {
            return try quarantine("sealed", "it is sealed, and there is no key for it here")
        }
        guard let opened = key.open(bytes, for: envelope.form),
            let end = opened.firstIndex(of: UInt8(ascii: "\n"))
        else {
            return try quarantine("sealed-otherwise", "it is sealed to another key, or damaged")
        }
        var inner = envelope
        inner.contentType = String(decoding: opened[..<end], as: UTF8.self)
        // An envelope in an envelope could go on and on; a message need not answer all that a form asks.
        guard !inner.isSealed, !inner.isMail else {
            return try quarantine("sealed-otherwise", "what is in it is no form of a page")
        }
        let most = reception.limits.body
        var incoming = reception.begin(inner)
        // A suspicion, or a form that is gone: what nobody reads yet need not be readable.
        incoming.enclose(in: raw)
        guard try incoming.feed(Array(opened[(end + 1)...]).span) else {
            return .tooLarge(.bodyTooLarge(most))
        }
        return try incoming.finish()
    }
}
