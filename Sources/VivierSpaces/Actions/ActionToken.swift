internal import VivierCrypto
package import VivierStore

/// The right to do one thing, in a form of a sealed page: who, what, on which dossier, until when.
///
/// `v1.1.ACTION.READER.ROTATION.DOSSIER.TARGET.UNTIL.NONCE.TAG`, where the tag is
/// HMAC-SHA-256 of all that stands before it. Nothing personal is in it.
package struct ActionToken: Sendable, Equatable {
    package enum Action: String, Sendable, CaseIterable {
        case withdraw
        case withdrawAll = "withdraw-all"
        case supply
        case correct
        case message
        case hide
        case password
        case renew
        case archive
        case eraseAll = "erase-all"
        case prolong
        // What the team asks: to an invitation, to a post, whether the dossier is complete.
        case answer
        case reply
        case complete
        // Offers: some are kept, one is applied for with what another candidature brought.
        case select
        case apply
        // Alerts.
        case confirm
        case unsubscribe
        // Sheets.
        case open
        case keep
        case importResume = "import"
        case exportResume = "export"
        case forget
        /// Puts a photo in the place of the one that a sheet has, if it has one.
        case photo
        /// Whatever a form of an agent's page asks for.
        case desk
    }

    package let action: Action
    package let reader: ReaderID
    /// How often the links of the reader had been taken back.
    package let rotation: Int
    /// `nil` for what concerns all dossiers of the reader.
    package let dossier: DossierID?
    /// Number of the event that is answered: a request for a document, an invitation; how many
    /// photos a sheet had when it may get another; else 0.
    package let target: Int
    /// From then on it is worth nothing.
    package let until: Instant
    /// 26 characters: the source of the event that it causes, so that a repeat causes none.
    package let nonce: String

    /// `state`: What the page was made of; a page made later has other nonces.
    init(
        _ action: Action,
        _ reader: ReaderID,
        rotation: Int,
        dossier: DossierID?,
        target: Int = 0,
        until: Instant,
        state: Int,
        keys: SpaceKeys
    ) {
        self.action = action
        self.reader = reader
        self.rotation = rotation
        self.dossier = dossier
        self.target = target
        self.until = until
        let seed = [
            "nonce", action.rawValue, reader.description, dossier?.description ?? "-",
            "\(rotation)", "\(target)", "\(state)",
        ]
        let code = hmacSHA256(Array(seed.joined(separator: "\0").utf8), key: keys.action)
        nonce = base32(code.prefix(16))
    }

    /// The right to stop an alert, in each of its mails: it never ends, and outlives other links.
    package static func unsubscribing(
        _ dossier: DossierID,
        _ reader: ReaderID,
        keys: SpaceKeys
    ) -> ActionToken {
        ActionToken(
            .unsubscribe,
            reader,
            rotation: 0,
            dossier: dossier,
            until: Instant(milliseconds: 0),
            state: 0,
            keys: keys
        )
    }

    /// What a form carries.
    package func text(_ keys: SpaceKeys) -> String {
        let words = [
            "v1", "1", action.rawValue, reader.description, "\(rotation)",
            dossier?.description ?? "-", "\(target)", "\(until.milliseconds / 1000)", nonce,
        ]
        return SignedWords.text(words, keys)
    }

    /// Reads what a form sent.
    ///
    /// - Returns: `nil` for all that this store did not write, to the last bit.
    package init?(_ text: String, keys: SpaceKeys) {
        guard let words = SignedWords.words(of: text, count: 9, keys),
            words[..<2] == ["v1", "1"], let action = Action(rawValue: words[2]),
            let reader = ReaderID(words[3]), let rotation = Int(words[4]),
            let target = Int(words[6]), let until = Int64(words[7])
        else { return nil }
        self.action = action
        self.reader = reader
        self.rotation = rotation
        dossier = DossierID(words[5])
        self.target = target
        self.until = Instant(milliseconds: until * 1000)
        nonce = words[8]
    }

    /// When tokens of a page that is made now end: with the month after this one, so that pages
    /// change for it once a month and not each day.
    static func end(for now: Instant) -> Instant {
        let text = now.description
        let year = Int(text.prefix(4)) ?? 0
        let month = Int(text.dropFirst(5).prefix(2)) ?? 1
        let months = year * 12 + month - 1 + 2
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        return Instant("\(padded(months / 12, 4))-\(padded(months % 12 + 1, 2))-01") ?? now
    }
}
