internal import VivierFiles
internal import VivierMail
package import VivierStore

extension Outbox {
    /// A mail as its reader got it, or will.
    package struct Letter: Sendable, Equatable {
        package let subject: String
        package let text: String
    }

    /// The words of a mail, as long as the outbox has it.
    ///
    /// - Returns: `nil` if it is gone, or cannot be read.
    package func letter(_ event: String, of dossier: DossierID) -> Letter? {
        guard let name = OutboxName(dossier: dossier, event: event) else { return nil }
        for entry in places(of: name).reversed() {
            guard let mail = try? read(entry), let message = try? readMail(mail.message) else {
                continue
            }
            return Letter(subject: message.subject, text: message.text)
        }
        return nil
    }
}
