package import VivierModel

/// What happened to a candidature, of the kinds that somebody outside may see.
///
/// `VivierStore/FORMAT.md` says how each stands in a journal.
package enum Happening: Sendable, Equatable {
    case received(Received)
    case documentRequested(DocumentRequest)
    case documentAdded(request: Int, document: String, files: [Attachment])
    case fieldsChanged([FieldChange])
    /// The same, by the team.
    case fieldsEdited([FieldChange])
    case message(Message)
    case mail(name: String, template: String, state: MailState)
    case withdrawn(Withdrawal)
    case accepted
    case returned(text: String)
    case ended
    case linksRenewed
    /// Somebody asked for the link again, by the address.
    case linkIssued
    /// Its reader agreed to something: to get the mails of an alert, to be kept for longer, to what
    /// a sheet asks; with the words that were agreed to, where a form has them.
    case consentGiven(String, wording: String = "")
    /// The same is agreed to no more.
    case consentWithdrawn(String)
    /// It is asked whether it may be kept for longer, and is erased after a day otherwise.
    case renewalAsked(until: Day)
    /// An alert told of new offers.
    case alertSent([AlertOffer])
    /// The messages that the candidate does not want to see; all of them, by their numbers.
    case messagesHidden([Int])
}

extension Happening {
    /// What a form or a message brought.
    package struct Received: Sendable, Equatable {
        package var form: String
        package var offer: String?
        package var language: String
        package var fields: [Field]
        package var files: [Attachment]
    }

    /// What was answered to one question of a form.
    package struct Field: Sendable, Equatable {
        package var name: String
        package var values: [String]

        package init(name: String, values: [String]) {
            self.name = name
            self.values = values
        }
    }

    /// An offer as an alert told of it.
    package struct AlertOffer: Sendable, Equatable {
        package var reference: String
        package var title: String
        package var url: String

        package init(reference: String, title: String, url: String) {
            self.reference = reference
            self.title = title
            self.url = url
        }
    }

    package struct FieldChange: Sendable, Equatable {
        package var field: String
        package var before: [String]
        package var after: [String]

        package init(field: String, before: [String], after: [String]) {
            self.field = field
            self.before = before
            self.after = after
        }
    }

    package struct Attachment: Sendable, Equatable {
        /// The field of a message that a dossier, or an event of it, was made of.
        package static let originalMessage = "original-message"

        package var field: String
        /// As its sender called it.
        package var name: String
        /// Bytes.
        package var size: Int
        package var sha256: String
        package var mediaType: String
        /// What was found in it.
        package var findings: [String] = []

        package init(
            field: String,
            name: String,
            size: Int,
            sha256: String,
            mediaType: String,
            findings: [String] = []
        ) {
            self.field = field
            self.name = name
            self.size = size
            self.sha256 = sha256
            self.mediaType = mediaType
            self.findings = findings
        }
    }

    /// A wish of the team for one document: it opens one slot, until the end of a day.
    package struct DocumentRequest: Sendable, Equatable {
        package var document: String
        package var until: Day
        package var text: String

        package init(document: String, until: Day, text: String) {
            self.document = document
            self.until = until
            self.text = text
        }
    }

    package struct Message: Sendable, Equatable {
        package enum Sender: String, Sendable {
            case candidate
            case team
        }

        package var sender: Sender
        package var text: String
        /// What came with it.
        package var files: [Attachment] = []

        package init(sender: Sender, text: String, files: [Attachment] = []) {
            self.sender = sender
            self.text = text
            self.files = files
        }
    }

    package enum MailState: String, Sendable {
        case queued
        case sent
        case failed
    }

    package struct Withdrawal: Sendable, Equatable {
        package enum Scope: String, Sendable, CaseIterable {
            /// This candidature alone.
            case this
            /// Every candidature of the reader.
            case all
            /// This one; what came with it may serve for other offers.
            case pool
            /// This one, and everything that came with it is erased.
            case erase
        }

        package var scope: Scope
        package var reason: String

        package init(scope: Scope, reason: String) {
            self.scope = scope
            self.reason = reason
        }
    }
}
