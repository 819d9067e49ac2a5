internal import VivierModel
package import VivierStore

extension Happening {
    /// Reads an event; `nil` for a kind that nobody outside is told of.
    ///
    /// What an event should say and does not is empty: no event is refused, since it has
    /// already happened.
    package init?(_ event: Event) {
        let data = event.value
        func text(_ name: String) -> String { data[name]?.string ?? "" }
        switch event.kind {
        case "received", "opened", Candidature.sheetOpened:
            self = .received(Received(data))
        case "document-requested":
            guard let until = Day(iso: text("until")) else { return nil }
            self = .documentRequested(
                DocumentRequest(document: text("document"), until: until, text: text("text"))
            )
        case "document-added":
            self = .documentAdded(
                request: data["request"]?.int ?? 0,
                document: text("document"),
                files: Happening.Attachment.all(in: data)
            )
        case "fields-changed":
            let changes = (data["changes"]?.array ?? []).map(FieldChange.init)
            self = event.by.hasPrefix("hr") ? .fieldsEdited(changes) : .fieldsChanged(changes)
        case "message":
            let sender: Message.Sender = text("to") == "candidate" ? .team : .candidate
            self = .message(
                Message(
                    sender: sender,
                    text: text("text"),
                    files: Happening.Attachment.all(in: data)
                )
            )
        case "mail-received":
            // What a machine answered is for the team.
            guard data["automatic"] == nil else { return nil }
            let files = Happening.Attachment.all(in: data).filter {
                $0.field != Attachment.originalMessage
            }
            self = .message(Message(sender: .candidate, text: text("text"), files: files))
        case "consent-given":
            self = .consentGiven(text("purpose"), wording: text("wording"))
        case "consent-withdrawn": self = .consentWithdrawn(text("purpose"))
        case "renewal-asked":
            guard let until = Day(iso: text("until")) else { return nil }
            self = .renewalAsked(until: until)
        case "alert-sent":
            self = .alertSent(
                (data["offers"]?.array ?? []).map { offer in
                    AlertOffer(
                        reference: offer["reference"]?.string ?? "",
                        title: offer["title"]?.string ?? "",
                        url: offer["url"]?.string ?? ""
                    )
                }
            )
        case "messages-hidden":
            self = .messagesHidden((data["hidden"]?.array ?? []).compactMap(\.int))
        case "mail-queued":
            self = .mail(name: text("mail"), template: text("template"), state: .queued)
        case "mail-sent": self = .mail(name: text("mail"), template: "", state: .sent)
        case "mail-failed": self = .mail(name: text("mail"), template: "", state: .failed)
        case "withdrawn":
            let scope = Withdrawal.Scope(rawValue: text("scope")) ?? .this
            self = .withdrawn(Withdrawal(scope: scope, reason: text("reason")))
        case "accepted": self = .accepted
        case "returned": self = .returned(text: text("text"))
        // Which of them it was, and how late, is not for outside.
        case "rejected", "refused", "closed": self = .ended
        case "link-revoked": self = .linksRenewed
        case "link-issued": self = .linkIssued
        default: return nil
        }
    }
}

extension Happening.Received {
    fileprivate init(_ data: JSONValue) {
        form = data["form"]?.string ?? ""
        offer = data["offer"]?.string
        language = data["language"]?.string ?? ""
        fields = (data["fields"]?.array ?? []).map { field in
            Happening.Field(
                name: field["name"]?.string ?? "",
                values: strings(field["value"]).isEmpty
                    ? strings(field["original"]) : strings(field["value"])
            )
        }
        files = Happening.Attachment.all(in: data)
    }
}

extension Happening.FieldChange {
    fileprivate init(_ value: JSONValue) {
        field = value["field"]?.string ?? ""
        before = strings(value["before"])
        after = strings(value["after"])
    }
}

extension Happening.Attachment {
    /// The files that an event names.
    static func all(in data: JSONValue) -> [Self] {
        (data["files"]?.array ?? []).map { file in
            Self(
                field: file["field"]?.string ?? "",
                name: file["name"]?.string ?? "",
                size: file["size"]?.int ?? 0,
                sha256: file["sha256"]?.string ?? "",
                mediaType: file["type"]?.string ?? "",
                findings: strings(file["findings"])
            )
        }
    }
}

private func strings(_ value: JSONValue?) -> [String] {
    if let text = value?.string { return [text] }
    return (value?.array ?? []).compactMap(\.string)
}
