package import VivierModel
package import VivierStore

/// Something that can be done about a dossier now, as a form has it.
package struct CaseForm: Sendable, Equatable {
    /// What is typed or chosen.
    package struct Input: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            case line
            case lines
            case day
            /// An hour on the clocks of the site.
            case moment
            /// Several of them.
            case moments
            case mark
            case tick
            case choice([String])
            /// One of some hours.
            case hour([Instant])
        }

        package let name: String
        /// What the campaign calls it; `nil` where the theme has a word.
        package let label: TranslatedText?
        package let kind: Kind
        package let isRequired: Bool

        init(
            _ name: String,
            _ kind: Kind,
            isRequired: Bool = false,
            label: TranslatedText? = nil
        ) {
            self.name = name
            self.label = label
            self.kind = kind
            self.isRequired = isRequired
        }
    }

    /// As it is called at the command line: `accept`.
    package let name: String
    /// The document, test or stage that it is about; empty for the dossier as a whole.
    package let subject: String
    package let inputs: [Input]
    /// Whether it decides about a person.
    package let isDecision: Bool

    init(
        _ name: String,
        about subject: String = "",
        _ inputs: [Input],
        isDecision: Bool = false
    ) {
        self.name = name
        self.subject = subject
        self.inputs = inputs
        self.isDecision = isDecision
    }
}

extension Casework {
    /// All that somebody can do about it now, what brings it forward first.
    ///
    /// Each is a command that ``decide(_:as:in:)`` takes with some answers; which, is said when it
    /// is done.
    package func forms(as actor: Actor, in setting: CaseSetting) -> [CaseForm] {
        let all = wholes(setting) + sittings(setting) + ends(setting) + keeps()
        return all.compactMap { form, sample in
            (try? decide(sample, as: actor, in: setting)) == nil ? nil : form
        } + partingForm(for: actor, in: setting) + anonymisingForm(for: actor)
    }

    /// The same for its documents.
    package func documentForms(as actor: Actor, in setting: CaseSetting) -> [CaseForm] {
        documents.compactMap { document in
            // Whatever was found of it before can be said anew.
            let found = CaseEvent.Judgement(
                document: document.name,
                comment: "\(document.comment) x",
                isVisible: false
            )
            let sample = CaseCommand.judge(found, isAccepted: true)
            guard (try? decide(sample, as: actor, in: setting)) != nil else { return nil }
            return CaseForm(
                "document",
                about: document.name,
                [
                    .init("verdict", .choice(["accept", "refuse"]), isRequired: true),
                    .init("comment", .lines), .init("visible", .tick),
                ]
            )
        }
    }

    private typealias Possibility = (form: CaseForm, sample: CaseCommand)

    private func possible(
        _ name: String,
        _ sample: CaseCommand,
        about subject: String = "",
        _ inputs: [CaseForm.Input] = []
    ) -> Possibility {
        (CaseForm(name, about: subject, inputs, isDecision: sample.isDecision), sample)
    }

    private func wholes(_ setting: CaseSetting) -> [Possibility] {
        let here = setting.rules.stages.firstIndex { $0.name == stage } ?? -1
        let stages = setting.rules.stages.enumerated().filter { $0.offset != here }
            .filter { $0.offset <= here + 1 }.map(\.element.name)
        let moves = stages.reversed().map { name in
            possible("move", .move(stage: name), about: name)
        }
        return [possible("accept", .accept)] + moves + [
            possible("deliberate", .deliberate),
            possible("select", .select(isCalled: false), [.init("call", .tick)]),
            possible("call", .logCall(text: ""), [.init("text", .lines)]),
            possible("accepts", .takeUp), possible("declines", .decline),
            possible("start", .start(setting.today), [.init("date", .day, isRequired: true)]),
            possible(
                "absent",
                .reportAbsence(setting.today),
                [.init("date", .day, isRequired: true)]
            ),
            possible("leave", .leave(setting.today), [.init("date", .day, isRequired: true)]),
            possible("complete", .declareComplete),
            possible("return", .giveBack(text: "x"), [.init("text", .lines, isRequired: true)]),
        ]
    }

    private func sittings(_ setting: CaseSetting) -> [Possibility] {
        setting.rules.tests.flatMap { rule -> [Possibility] in
            let hour = setting.now.advanced(seconds: 3600)
            var sitting = CaseEvent.Sitting(test: rule.name, place: "")
            if rule.kind.hasSlots { sitting.slots = [hour] } else { sitting.starts = hour }
            let hours: CaseForm.Input =
                rule.kind.hasSlots
                ? .init("slot", .moments, isRequired: true)
                : .init("starts", .moment, isRequired: true)
            let inputs: [CaseForm.Input] = [
                hours, .init("place", .line), .init("answer_by", .day), .init("text", .lines),
            ]
            let test = self.test(rule.name)
            let slots = test?.sitting.slots ?? []
            let answers: [CaseForm.Input] =
                slots.isEmpty ? [] : [.init("slot", .hour(slots), isRequired: true)]
            func answer(_ comes: Bool) -> CaseCommand {
                let free = slots.first { setting.now < $0 && $0 != test?.answer?.slot }
                return .answer(test: rule.name, comes: comes, slot: comes ? free : nil)
            }
            return [
                possible("plan", .plan(sitting), about: rule.name, inputs),
                possible(
                    "mark",
                    .mark(
                        test: rule.name,
                        mark: Mark(hundredths: 0),
                        isPassed: nil,
                        comment: " x "
                    ),
                    about: rule.name,
                    [
                        .init("mark", .mark), .init("verdict", .choice(["passed", "failed"])),
                        .init("comment", .lines),
                    ]
                ),
                rate(rule),
                possible("communicate", .communicate(test: rule.name), about: rule.name),
                possible("comes", answer(true), about: rule.name, answers),
                possible("stays-away", answer(false), about: rule.name),
                possible("postpone", .postpone(sitting), about: rule.name, inputs),
                possible(
                    "cancel",
                    .cancel(test: rule.name, text: ""),
                    about: rule.name,
                    [.init("text", .lines)]
                ),
            ]
        }
    }

    /// Skills by their names behind `skill-`.
    private func rate(_ rule: Campaign.Test) -> Possibility {
        let sample = Rating(
            test: rule.name,
            skills: rule.skills.map { .init(name: $0.name, value: 3) },
            recommendation: .yes,
            comment: " x "
        )
        let steps = CaseForm.Input.Kind.choice((1...5).map(String.init))
        let skills = rule.skills.map { skill in
            CaseForm.Input("skill-\(skill.name)", steps, isRequired: true, label: skill.label)
        }
        let words = Rating.Recommendation.allCases.map(\.rawValue)
        return possible(
            "rate",
            .rate(sample),
            about: rule.name,
            skills + [
                .init("recommendation", .choice(words), isRequired: true),
                .init("comment", .lines),
            ]
        )
    }

    private func ends(_ setting: CaseSetting) -> [Possibility] {
        let reason = CaseForm.Input("reason", .lines, isRequired: true)
        // One that is for a vacancy is answered later, and with the others.
        let rest: [CaseForm.Input] =
            offer == nil ? [.init("text", .lines), .init("delete", .tick)] : []
        return [
            possible("reject", .reject(reason: "x", text: "", deletes: false), [reason] + rest),
            possible("refuse", .refuse(text: ""), [.init("text", .lines)]),
            possible("undo", .undo(event: decisions.last?.number ?? 0)),
            possible("reinstate", .reinstate(reason: "x"), [reason]),
            possible("close", .close(reason: "x"), [reason]),
        ]
    }

    private func keeps() -> [Possibility] {
        [
            possible(
                "note",
                .note(text: "x", files: []),
                [.init("text", .lines, isRequired: true)]
            ),
            possible("tag", .tag(add: ["\u{1}"], remove: []), [.init("tags", .line)]),
            possible("propose", .propose(offer: ""), [.init("offer", .line, isRequired: true)]),
            possible(
                "unavailable",
                .markUnavailable(until: Day(number: 0), reason: "x"),
                [.init("until", .day), .init("reason", .line)]
            ),
            possible("available", .markAvailable),
            possible("join", .join(as: ""), [.init("number", .line, isRequired: true)]),
        ]
    }

    /// Whichever of the candidate's dossiers said it, and whatever the word: it is taken back here, too.
    private func partingForm(for actor: Actor, in setting: CaseSetting) -> [CaseForm] {
        guard setting.vacancy.isJoined, let role = actor.role, role >= .reviewer else { return [] }
        return [CaseForm("part", [])]
    }
}

extension Candidature {
    /// What somebody of the team can write to its candidate now.
    package func forms(as actor: Actor, at now: Instant, on today: Day) -> [CaseForm] {
        guard let role = actor.role, role >= .reviewer else { return [] }
        let text = CaseForm.Input("text", .lines, isRequired: true)
        let wish = Happening.DocumentRequest(document: "x", until: today, text: "")
        let all: [(form: CaseForm, sample: CandidatureCommand)] = [
            (CaseForm("message", [text]), .answer("x")),
            (
                CaseForm(
                    "ask",
                    [
                        .init("document", .line, isRequired: true),
                        .init("until", .day, isRequired: true), .init("text", .lines),
                    ]
                ),
                .ask(wish)
            ),
        ]
        return all.filter { (try? decide($0.sample, at: now, on: today)) != nil }.map(\.form)
    }
}
