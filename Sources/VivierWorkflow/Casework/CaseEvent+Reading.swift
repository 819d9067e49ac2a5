internal import VivierModel
package import VivierStore

extension CaseEvent {
    /// Reads an event; `nil` for a kind that is not of the team's work.
    ///
    /// What it should say and does not is empty: it has already happened.
    package init?(_ event: Event) {
        let data = event.value
        func text(_ name: String) -> String { data[name]?.string ?? "" }
        func flag(_ name: String) -> Bool { data[name] == .bool(true) }
        let day = Day(iso: text("date")) ?? Day(number: 0)
        let vacancy = text("vacancy")
        let isPassed = text("outcome") == "passed"
        switch event.kind {
        case "document-accepted": self = .documentAccepted(Judgement(data))
        case "document-rejected": self = .documentRejected(Judgement(data))
        case "declared-complete": self = .declaredComplete
        case "accepted": self = .accepted
        case "returned": self = .returned(text: text("text"))
        case "rejected":
            self = .rejected(reason: text("reason"), text: text("text"), deletes: flag("delete"))
        case "set-aside": self = .setAside(reason: text("reason"))
        case "moved": self = .moved(stage: text("stage"))
        case "deliberating": self = .deliberating
        case "note":
            self = .noted(text: text("text"), files: Happening.Attachment.all(in: data))
        case "tagged": self = .tagged((data["tags"]?.array ?? []).compactMap(\.string))
        case "unavailable":
            self = .unavailable(until: Day(iso: text("until")), reason: text("reason"))
        case "available": self = .available
        case "linked":
            guard let role = Link.Role(rawValue: text("role")) else { return nil }
            self = .linked(Link(dossier: text("dossier"), offer: text("offer"), role: role))
        case "person-joined": self = .personJoined(as: text("as"))
        case "person-parted": self = .personParted(as: text("as"))
        case "test-planned": self = .testPlanned(Sitting(data))
        case "test-moved": self = .testMoved(Sitting(data))
        case "test-cancelled": self = .testCancelled(test: text("test"), text: text("text"))
        case "test-answered":
            self = .testAnswered(
                Answer(
                    test: text("test"),
                    comes: text("answer") == "yes",
                    slot: Instant(text("slot")),
                    isLate: flag("late")
                )
            )
        case "test-reminded":
            guard let hour = Instant(text("hour")) else { return nil }
            self = .testReminded(test: text("test"), hour: hour)
        case "test-rated": self = .testRated(Rating(data))
        case "test-marked":
            self = .testMarked(
                Marking(
                    test: text("test"),
                    mark: Mark(text("mark")),
                    isPassed: isPassed,
                    comment: text("comment")
                )
            )
        case "result-communicated":
            self = .resultCommunicated(test: text("test"), isPassed: isPassed)
        case "shortlisted":
            self = .shortlisted(
                vacancy: vacancy,
                rank: data["rank"]?.int ?? 0,
                sha256: text("sha256")
            )
        case "selected": self = .selected(vacancy: vacancy, isCalled: flag("call"))
        case "called": self = .called(text: text("text"))
        case "offer-accepted": self = .offerAccepted(vacancy: vacancy)
        case "offer-declined": self = .offerDeclined(vacancy: vacancy)
        case "refused": self = .refused(vacancy: vacancy, text: text("text"))
        case "started": self = .started(vacancy: vacancy, date: day)
        case "no-show": self = .noShow(vacancy: vacancy, date: day)
        case "left": self = .left(vacancy: vacancy, date: day)
        case "closed": self = .closed(reason: text("reason"))
        case "reinstated": self = .reinstated(reason: text("reason"))
        case "reminded": self = .reminded(before: Day(iso: text("before")) ?? Day(number: 0))
        case "undone": self = .undone(event: data["event"]?.int ?? 0)
        default: return nil
        }
    }
}

extension CaseEvent.Judgement {
    fileprivate init(_ data: JSONValue) {
        document = data["document"]?.string ?? ""
        comment = data["comment"]?.string ?? ""
        isVisible = data["visible"] == .bool(true)
    }
}

extension CaseEvent.Sitting {
    fileprivate init(_ data: JSONValue) {
        test = data["test"]?.string ?? ""
        place = data["place"]?.string ?? ""
        starts = data["starts"]?.string.flatMap { Instant($0) }
        slots = (data["slots"]?.array ?? []).compactMap(\.string).compactMap { Instant($0) }
        answerBy = data["answer_by"]?.string.flatMap { Day(iso: $0) }
        text = data["text"]?.string ?? ""
    }
}
