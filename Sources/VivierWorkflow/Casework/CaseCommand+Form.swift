internal import VivierModel
package import VivierStore

/// What was typed into a form.
package struct CaseAnswers: Sendable {
    private let values: [(name: String, value: String)]
    /// Reads an hour on the clocks of the site.
    private let moment: @Sendable (String) -> Instant?

    package init(
        _ values: [(name: String, value: String)],
        moment: @escaping @Sendable (String) -> Instant?
    ) {
        self.values = values
        self.moment = moment
    }

    package subscript(name: String) -> String {
        values.first { $0.name == name }?.value.trimmed ?? ""
    }

    fileprivate func has(_ name: String) -> Bool { self[name] == "yes" }

    /// What was said of each skill.
    fileprivate func skills() throws(CaseRefusal) -> [Rating.Skill] {
        try values.filter { $0.name.hasPrefix("skill-") }.map { said throws(CaseRefusal) in
            guard let value = Int(said.value) else { throw .wrongRating }
            return Rating.Skill(name: String(said.name.dropFirst(6)), value: value)
        }
    }

    /// - Returns: `nil` if nothing was said.
    fileprivate func day(_ name: String) throws(CaseRefusal) -> Day? {
        if self[name].isEmpty { return nil }
        guard let day = Day(iso: self[name]) else { throw .nothingSaid }
        return day
    }

    fileprivate func moments(_ name: String) throws(CaseRefusal) -> [Instant] {
        try values.filter { $0.name == name && !$0.value.isBlank }.map {
            typed throws(CaseRefusal) in
            guard let moment = moment(typed.value) ?? Instant(typed.value) else {
                throw .wrongSitting
            }
            return moment
        }
    }
}

extension CaseCommand {
    /// Reads what a ``CaseForm`` was filled in with.
    ///
    /// - Parameters:
    ///   - name: The name of the form.
    ///   - subject: The document, test or stage that it is about.
    ///   - said: What was typed.
    ///   - state: The dossier: tags are said as a whole, and what is undone is its last decision.
    /// - Throws: ``CaseRefusal`` for what is missing or cannot be read.
    package init(
        form name: String,
        about subject: String,
        _ said: CaseAnswers,
        _ state: Casework
    ) throws(CaseRefusal) {
        let text = said["text"]
        switch name {
        case "accept": self = .accept
        case "move": self = .move(stage: subject)
        case "deliberate": self = .deliberate
        case "select": self = .select(isCalled: said.has("call"))
        case "call": self = .logCall(text: text)
        case "accepts": self = .takeUp
        case "declines": self = .decline
        case "complete": self = .declareComplete
        case "return": self = .giveBack(text: text)
        case "reject":
            self = .reject(reason: said["reason"], text: text, deletes: said.has("delete"))
        case "refuse": self = .refuse(text: text)
        case "reinstate": self = .reinstate(reason: said["reason"])
        case "close": self = .close(reason: said["reason"])
        case "undo":
            guard let last = state.decisions.last else { throw .nothingToUndo }
            self = .undo(event: last.number)
        case "note": self = .note(text: text, files: [])
        case "tag":
            let wanted = said["tags"].split(separator: ",").map { String($0).trimmed }
                .filter { !$0.isEmpty && $0.count <= 60 }
            self = .tag(add: wanted, remove: state.tags.filter { !wanted.contains($0) })
        case "propose": self = .propose(offer: said["offer"])
        case "unavailable":
            self = .markUnavailable(until: try said.day("until"), reason: said["reason"])
        case "available": self = .markAvailable
        case "start", "absent", "leave":
            guard let day = try said.day("date") else { throw .nothingSaid }
            self =
                name == "start" ? .start(day) : name == "leave" ? .leave(day) : .reportAbsence(day)
        default: try self.init(ofPart: name, about: subject, said)
        }
    }

    /// The forms of documents and tests.
    private init(
        ofPart name: String,
        about subject: String,
        _ said: CaseAnswers
    ) throws(CaseRefusal) {
        let text = said["text"]
        switch name {
        case "document":
            guard ["accept", "refuse"].contains(said["verdict"]) else { throw .nothingSaid }
            let found = CaseEvent.Judgement(
                document: subject,
                comment: said["comment"],
                isVisible: said.has("visible")
            )
            self = .judge(found, isAccepted: said["verdict"] == "accept")
        case "plan", "postpone":
            let sitting = CaseEvent.Sitting(
                test: subject,
                place: said["place"],
                starts: try said.moments("starts").first,
                slots: try said.moments("slot").sorted(),
                answerBy: try said.day("answer_by"),
                text: text
            )
            self = name == "plan" ? .plan(sitting) : .postpone(sitting)
        case "cancel": self = .cancel(test: subject, text: text)
        case "comes":
            self = .answer(test: subject, comes: true, slot: try said.moments("slot").first)
        case "stays-away": self = .answer(test: subject, comes: false, slot: nil)
        case "rate":
            let word = said["recommendation"]
            guard let recommendation = Rating.Recommendation(rawValue: word) else {
                throw .wrongRating
            }
            self = .rate(
                Rating(
                    test: subject,
                    skills: try said.skills(),
                    recommendation: recommendation,
                    comment: said["comment"]
                )
            )
        case "communicate": self = .communicate(test: subject)
        case "mark":
            guard said["mark"].isEmpty || Mark(said["mark"]) != nil else { throw .wrongMark }
            self = .mark(
                test: subject,
                mark: Mark(said["mark"]),
                isPassed: ["passed": true, "failed": false][said["verdict"]],
                comment: said["comment"]
            )
        default: throw .notNow
        }
    }
}

extension String {
    /// Without spaces around it.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension CandidatureCommand {
    /// Reads what was typed to a candidate; `nil` for a form that does not write to one.
    package init?(form name: String, _ said: CaseAnswers) throws(CaseRefusal) {
        switch name {
        case "message": self = .answer(said["text"])
        case "ask":
            guard let day = try said.day("until"), (1...200).contains(said["document"].count) else {
                throw .nothingSaid
            }
            self = .ask(.init(document: said["document"], until: day, text: said["text"]))
        default: return nil
        }
    }
}
