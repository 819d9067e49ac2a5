package import VivierModel
package import VivierStore

/// A candidature as its journal tells it: the fold of its events.
package struct Candidature: Sendable, Equatable {
    /// Something that happened, and when.
    package struct Entry: Sendable, Equatable {
        /// Number of its event.
        package let number: Int
        package let time: Instant
        package var happening: Happening
    }

    /// A document that was asked for; the number is that of the event.
    package struct Request: Sendable, Equatable {
        package let number: Int
        package let wish: Happening.DocumentRequest
        /// When its one slot was filled.
        package var filled: Instant?
    }

    /// Where it stands, in the words that its candidate may know.
    ///
    /// At which stage a refusal fell is not among them.
    package enum Stage: String, Sendable, CaseIterable {
        case received
        /// A person has looked at it, and it goes on.
        case examined
        /// The team asked for a correction.
        case returned
        case withdrawn
        case ended

        package var isOver: Bool { self == .withdrawn || self == .ended }
    }

    /// The kind of the first event of a sheet.
    package static let sheetOpened = "sheet-opened"

    package let id: DossierID
    /// Whether it is no candidature, but a sheet that its reader keeps: a profile.
    package private(set) var isSheet = false
    package private(set) var form = ""
    package private(set) var offer: String?
    /// The language of the page that it was sent from; empty if it did not say.
    package private(set) var language = ""
    package private(set) var fields: [Happening.Field] = []
    package private(set) var files: [Happening.Attachment] = []
    package private(set) var requests: [Request] = []
    package private(set) var stage = Stage.received
    /// Numbers of the messages that the candidate does not want to see.
    package private(set) var hidden: Set<Int> = []
    package private(set) var history: [Entry] = []
    /// How many events there are, those included that nobody outside is told of.
    package private(set) var events = 0
    package private(set) var received = Instant(milliseconds: 0)
    /// When the last event was that the candidate is told of.
    package private(set) var changed = Instant(milliseconds: 0)
    /// When somebody did something about it last: what is kept is counted from there.
    package private(set) var active = Instant(milliseconds: 0)
    /// The day after which it is erased if nobody wants it to be kept; `nil` if nobody was asked.
    package private(set) var renewal: Day?

    package init(_ id: DossierID) { self.id = id }

    /// Folds the journal of a dossier.
    package init(_ dossier: Dossier) {
        self.init(dossier.id)
        let kept = dossier.untold
        for event in dossier.events {
            if kept.contains(event.number) { events = event.number } else { apply(event) }
        }
    }

    /// Takes one event into account.
    ///
    /// No event is refused here, since it has already happened.
    package mutating func apply(_ event: Event) {
        events = event.number
        if event.number == 1 { isSheet = event.kind == Self.sheetOpened }
        // The candidate is told in words of the team, not in a line of the history.
        if event.kind == "reinstated" { stage = .received }
        guard let happening = Happening(event) else { return }
        changed = event.time
        if event.number == 1 { received = event.time }
        apply(happening, event)
    }

    private mutating func apply(_ happening: Happening, _ event: Event) {
        var isNew = true
        switch happening {
        case .received(let first):
            (form, offer, language) = (first.form, first.offer, first.language)
            (fields, files) = (first.fields, first.files)
        case .documentRequested(let wish):
            requests.append(Request(number: event.number, wish: wish))
        case .documentAdded(let request, _, let added):
            files += added
            for index in requests.indices where requests[index].number == request {
                requests[index].filled = requests[index].filled ?? event.time
            }
        case .fieldsChanged(let changes):
            for change in changes { set(change.field, to: change.after) }
            if stage == .returned { stage = .received }
        case .fieldsEdited(let changes):
            for change in changes { set(change.field, to: change.after) }
        case .mail(let name, _, let state) where state != .queued:
            isNew = !settle(name, state)
        case .withdrawn: stage = .withdrawn
        case .accepted: stage = .examined
        case .returned: stage = .returned
        case .ended: if stage != .withdrawn { stage = .ended }
        case .messagesHidden(let numbers):
            hidden = Set(numbers)
            isNew = false
        case .renewalAsked(let until): renewal = until
        case .consentGiven(Self.keepingPurpose, _): renewal = nil
        case .message, .mail, .linksRenewed, .linkIssued, .consentGiven, .consentWithdrawn,
            .alertSent:
            break
        }
        if happening.isActivity {
            active = event.time
            // Who goes on with it wants it to be kept; one that is over needs an agreement.
            if !stage.isOver { renewal = nil }
        }
        guard isNew else { return }
        history.append(Entry(number: event.number, time: event.time, happening: happening))
    }

    private mutating func set(_ field: String, to values: [String]) {
        if let index = fields.firstIndex(where: { $0.name == field }) {
            fields[index].values = values
        } else {
            fields.append(Happening.Field(name: field, values: values))
        }
    }

    /// Writes what became of a mail where it was queued.
    private mutating func settle(_ name: String, _ state: Happening.MailState) -> Bool {
        for index in history.indices {
            guard case .mail(name, let template, _) = history[index].happening else { continue }
            history[index].happening = .mail(name: name, template: template, state: state)
            return true
        }
        return false
    }
}

extension Candidature {
    /// Requests that nobody has answered and whose day is not over.
    package func openRequests(on today: Day) -> [Request] {
        guard !stage.isOver else { return [] }
        return requests.filter { $0.filled == nil && today <= $0.wish.until }
    }

    /// How many messages the candidate wrote since a moment.
    package func messages(since moment: Instant) -> Int {
        history.count { entry in
            guard case .message(let message) = entry.happening else { return false }
            return message.sender == .candidate && moment <= entry.time
        }
    }
}

extension Dossier {
    /// Events that its candidate does not hear of: what was undone, and what is decided as long as
    /// its letter waits, so that it can still be undone.
    var untold: Set<Int> {
        var untold: Set<Int> = []
        var letters: [String: (events: Set<Int>, isWaiting: Bool)] = [:]
        for event in events {
            let mail = event.value["mail"]?.string ?? ""
            switch event.kind {
            case "undone": untold.insert(event.value["event"]?.int ?? 0)
            case "mail-queued":
                guard let told = Notice.named(mail) else { continue }
                let isWaiting = event.value["not_before"] != nil
                letters[mail] = ([told.number, event.number], isWaiting)
            case "mail-cancelled": untold.formUnion(letters.removeValue(forKey: mail)?.events ?? [])
            case "mail-sent", "mail-failed": letters[mail] = nil
            default: break
            }
        }
        return letters.values.filter(\.isWaiting).reduce(into: untold) { $0.formUnion($1.events) }
    }
}
