/// A dossier as it was read: every event that can be trusted, and the state of the rest.
package struct Dossier: Sendable, Equatable {
    package let id: DossierID
    package let events: [Event]
    package let tail: JournalTail
    /// Bytes of the journal that hold ``events``.
    package let length: Int

    /// The hash of the last line: 32 bytes.
    package var head: [UInt8] { events.last?.hash ?? [] }

    package init(id: DossierID, events: [Event], tail: JournalTail, length: Int) {
        self.id = id
        self.events = events
        self.tail = tail
        self.length = length
    }
}

/// What became of a submission.
package enum Publication: Sendable, Equatable {
    /// It is in the store, as reading it would give it, and stays there whatever happens next.
    case published(Dossier)
    /// It had been received before, and is safe.
    case duplicate(DossierID)
    /// A dossier of this number was erased; nothing was kept.
    case erased(DossierID)
}

/// Where an appended event stands.
package struct AppendedEvent: Sendable, Equatable {
    package let number: Int
    /// The hash of its line: 32 bytes.
    package let hash: [UInt8]
    /// Whether it stood there already: an event with the same source was appended before.
    package let isRepeated: Bool
}

/// A file that came with a submission.
package struct StoredFile: Sendable, Equatable {
    /// SHA-256 of what was sent, in hexadecimal.
    package let sha256: String
    /// In bytes.
    package let size: Int
}
