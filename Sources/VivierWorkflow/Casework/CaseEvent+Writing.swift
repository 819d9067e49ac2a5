internal import VivierModel
package import VivierStore

extension CaseEvent {
    /// The kind of its event, and what that says.
    package var written: (kind: String, data: JSONValue) {
        func object(_ members: (String, JSONValue)...) -> JSONValue {
            .object(members.map { JSONValue.Member($0.0, $0.1) })
        }
        func vacancy(_ name: String, _ date: Day) -> JSONValue {
            object(("vacancy", .string(name)), ("date", .string(date.iso)))
        }
        return switch self {
        case .documentAccepted(let found): ("document-accepted", found.written)
        case .documentRejected(let found): ("document-rejected", found.written)
        case .declaredComplete: ("declared-complete", object())
        case .accepted: ("accepted", object())
        case .returned(let text): ("returned", object(("text", .string(text))))
        case .rejected(let reason, let text, let deletes):
            (
                "rejected",
                object(
                    ("reason", .string(reason)),
                    ("text", .string(text)),
                    ("delete", .bool(deletes))
                )
            )
        case .setAside(let reason): ("set-aside", object(("reason", .string(reason))))
        case .moved(let stage): ("moved", object(("stage", .string(stage))))
        case .deliberating: ("deliberating", object())
        case .noted(let text, let files):
            (
                "note",
                object(("text", .string(text)), ("files", .array(files.map(\.written))))
            )
        case .tagged(let tags):
            ("tagged", object(("tags", .array(tags.map { .string($0) }))))
        case .unavailable(let until, let reason):
            (
                "unavailable",
                object(
                    ("until", until.map { .string($0.iso) } ?? .null),
                    ("reason", .string(reason))
                )
            )
        case .available: ("available", object())
        case .linked(let link):
            (
                "linked",
                object(
                    ("dossier", .string(link.dossier)),
                    ("offer", .string(link.offer)),
                    ("role", .string(link.role.rawValue))
                )
            )
        case .personJoined(let word): ("person-joined", object(("as", .string(word))))
        case .personParted(let word): ("person-parted", object(("as", .string(word))))
        case .testPlanned(let sitting): ("test-planned", sitting.written)
        case .testMoved(let sitting): ("test-moved", sitting.written)
        case .testCancelled(let test, let text):
            ("test-cancelled", object(("test", .string(test)), ("text", .string(text))))
        case .testAnswered(let answer):
            (
                "test-answered",
                object(
                    ("test", .string(answer.test)),
                    ("answer", .string(answer.comes ? "yes" : "no")),
                    ("slot", answer.slot.map { .string($0.description) } ?? .null),
                    ("late", .bool(answer.isLate))
                )
            )
        case .testReminded(let test, let hour):
            (
                "test-reminded",
                object(("test", .string(test)), ("hour", .string(hour.description)))
            )
        case .testRated(let rating): ("test-rated", rating.written)
        case .testMarked(let marking):
            (
                "test-marked",
                object(
                    ("test", .string(marking.test)),
                    ("mark", marking.mark.map { .string($0.description) } ?? .null),
                    ("outcome", .string(outcome(marking.isPassed))),
                    ("comment", .string(marking.comment))
                )
            )
        case .resultCommunicated(let test, let isPassed):
            (
                "result-communicated",
                object(("test", .string(test)), ("outcome", .string(outcome(isPassed))))
            )
        case .shortlisted(let vacancy, let rank, let sha256):
            (
                "shortlisted",
                object(
                    ("vacancy", .string(vacancy)),
                    ("rank", .int(rank)),
                    ("sha256", .string(sha256))
                )
            )
        case .selected(let vacancy, let isCalled):
            ("selected", object(("vacancy", .string(vacancy)), ("call", .bool(isCalled))))
        case .called(let text): ("called", object(("text", .string(text))))
        case .offerAccepted(let vacancy):
            ("offer-accepted", object(("vacancy", .string(vacancy))))
        case .offerDeclined(let vacancy):
            ("offer-declined", object(("vacancy", .string(vacancy))))
        case .refused(let name, let text):
            ("refused", object(("vacancy", .string(name)), ("text", .string(text))))
        case .started(let name, let date): ("started", vacancy(name, date))
        case .noShow(let name, let date): ("no-show", vacancy(name, date))
        case .left(let name, let date): ("left", vacancy(name, date))
        case .closed(let reason): ("closed", object(("reason", .string(reason))))
        case .reinstated(let reason): ("reinstated", object(("reason", .string(reason))))
        case .reminded(let day): ("reminded", object(("before", .string(day.iso))))
        case .undone(let number): ("undone", object(("event", .int(number))))
        }
    }

    private func outcome(_ isPassed: Bool) -> String { isPassed ? "passed" : "failed" }
}

extension NewEvent {
    /// What the team's work leaves, ready for a journal.
    ///
    /// - Throws: ``StoreError/invalidEvent(reason:)``.
    package init(
        _ event: CaseEvent,
        by: String,
        source: String = "",
        at time: Instant
    ) throws(StoreError) {
        let (kind, data) = event.written
        try self.init(kind: kind, by: by, source: source, time: time, data: data.bytes)
    }
}

extension CaseEvent.Judgement {
    fileprivate var written: JSONValue {
        .object([
            .init("document", .string(document)), .init("comment", .string(comment)),
            .init("visible", .bool(isVisible)),
        ])
    }
}

extension CaseEvent.Sitting {
    fileprivate var written: JSONValue {
        .object([
            .init("test", .string(test)), .init("place", .string(place)),
            .init("starts", starts.map { .string($0.description) } ?? .null),
            .init("answer_by", answerBy.map { .string($0.iso) } ?? .null),
            .init("text", .string(text)),
            .init("slots", .array(slots.map { .string($0.description) })),
        ])
    }
}
