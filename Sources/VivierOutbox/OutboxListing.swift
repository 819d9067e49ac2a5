package import VivierFiles
package import VivierStore

/// A mail of the outbox, for people to see.
package struct OutboxListing: Sendable, Equatable {
    package var name: OutboxName

    /// `new`, `interrupted` (a process was killed while a server was asked), `sent`,
    /// `failed` or `damaged`.
    package var state: String
    package var attempts: Int
    package var unanswered: Int
    package var next: Instant?
    package var answer: String?
}

extension Outbox {
    /// The mails of some folders, folder by folder, by name.
    package func listing(_ folders: [Folder]) throws(SystemCallError) -> [OutboxListing] {
        var listing: [OutboxListing] = []
        for folder in folders {
            for entry in try entries(folder) {
                guard let mail = try read(entry) else {
                    guard exists(path(entry)) else { continue }
                    listing.append(
                        OutboxListing(
                            name: entry.name,
                            state: "damaged",
                            attempts: 0,
                            unanswered: 0
                        )
                    )
                    continue
                }
                let isInterrupted = folder == .new && mail.started != nil
                listing.append(
                    OutboxListing(
                        name: entry.name,
                        state: isInterrupted ? "interrupted" : folder.rawValue,
                        attempts: mail.attempts,
                        unanswered: mail.unanswered,
                        next: folder == .new ? mail.next : nil,
                        answer: mail.answer
                    )
                )
            }
        }
        return listing
    }
}
