import ArgumentParser
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

/// When and where a test is, on the command line.
struct SittingOptions: ParsableArguments {
    @Option(help: "The name of the test in the campaign.")
    var test: String

    @Option(help: "Where.")
    var place = ""

    @Option(help: "When a written test begins, on the clocks of the site: 2026-12-10T09:00.")
    var starts: String?

    @Option(help: "An hour to choose of an oral or practical test; several times.")
    var slot: [String] = []

    @Option(help: "The last day to answer, as 2026-12-04.")
    var answerBy: Day?

    @Option(help: "What the letter says beside its own words.")
    var text = ""

    func sitting(_ desk: Desk) throws -> CaseEvent.Sitting {
        CaseEvent.Sitting(
            test: test,
            place: place,
            starts: try starts.map { try desk.moment($0) },
            slots: try slot.map { try desk.moment($0) }.sorted(),
            answerBy: answerBy,
            text: text
        )
    }
}

extension Desk {
    /// A moment on the clocks of the site.
    func moment(_ text: String) throws -> Instant {
        if let moment = forms.moment(text) ?? Instant(text) { return moment }
        throw ValidationError("'\(text)' is not a moment. Write 2026-12-10T09:00")
    }
}

struct DossierPlan: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Invites to a test, at one hour or with hours to choose between.",
        discussion: "The letter carries the appointment for a calendar once its hour is known."
    )

    @OptionGroup var options: CaseOptions
    @OptionGroup var sitting: SittingOptions

    func command(_ desk: Desk, _ state: Casework) throws -> CaseCommand {
        .plan(try sitting.sitting(desk))
    }
}

struct DossierPostpone: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "postpone",
        abstract: "Moves a test; candidates get new letters, their calendars another hour."
    )

    @OptionGroup var options: CaseOptions
    @OptionGroup var sitting: SittingOptions

    func command(_ desk: Desk, _ state: Casework) throws -> CaseCommand {
        .postpone(try sitting.sitting(desk))
    }
}

struct DossierCancel: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancels a test."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The name of the test in the campaign.")
    var test: String

    @Option(help: "What the letter says beside its own words.")
    var text = ""

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand {
        .cancel(test: test, text: text)
    }
}

struct DossierAnswer: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Notes what a candidate answered to an invitation, and the hour they chose.",
        discussion: """
            Of two who choose one hour, one gets it. An answer after the day it was asked for by is \
            taken, and flagged.
            """
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The name of the test in the campaign.")
    var test: String

    @Flag(help: "They come.")
    var comes = false

    @Flag(help: "They do not.")
    var declines = false

    @Option(help: "The hour they chose, on the clocks of the site: 2026-12-10T09:00.")
    var slot: String?

    func validate() throws {
        guard comes != declines else { throw ValidationError("give --comes or --declines") }
    }

    func command(_ desk: Desk, _ state: Casework) throws -> CaseCommand {
        .answer(test: test, comes: comes, slot: try slot.map { try desk.moment($0) })
    }
}

struct DossierMark: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "mark",
        abstract: "Records the mark of a test, for the team alone.",
        discussion: "Whether it is passed follows from the campaign, unless it is said."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The name of the test in the campaign.")
    var test: String

    @Option(help: "The mark, such as 14 or 12,5.")
    var mark: String?

    @Flag(help: "It is passed, whatever the mark.")
    var passed = false

    @Flag(help: "It is not, whatever the mark.")
    var failed = false

    @Option(help: "What is to be said of it.")
    var comment = ""

    func validate() throws {
        guard !passed || !failed else { throw ValidationError("give --passed or --failed") }
        guard mark.map({ Mark($0) != nil }) ?? true else {
            throw ValidationError("'\(mark ?? "")' is no mark. Write --mark 12,5")
        }
    }

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand {
        .mark(
            test: test,
            mark: mark.flatMap { Mark($0) },
            isPassed: passed ? true : failed ? false : nil,
            comment: comment
        )
    }
}

struct DossierRate: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "rate",
        abstract: "Records what one of the team found at a test, skill by skill, and recommends.",
        discussion: "Each agent has one word on a test; a later one takes its place."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The name of the test in the campaign.")
    var test: String

    @Option(help: "A skill of the test and its value from 1 to 5: clarity=4; all of them.")
    var skill: [String] = []

    @Option(help: "strong-no, no, yes or strong-yes.")
    var recommend: String

    @Option(help: "What is to be said of it.")
    var comment = ""

    func validate() throws {
        guard Rating.Recommendation(rawValue: recommend) != nil else {
            throw ValidationError("--recommend is strong-no, no, yes or strong-yes")
        }
        guard skills.count == skill.count else {
            throw ValidationError("write skills as --skill clarity=4")
        }
    }

    func command(_ desk: Desk, _ state: Casework) throws -> CaseCommand {
        let order = desk.forms.rules(for: state).test(test)?.skills.map(\.name) ?? []
        func place(_ skill: Rating.Skill) -> Int { order.firstIndex(of: skill.name) ?? order.count }
        return .rate(
            Rating(
                test: test,
                skills: skills.sorted { place($0) < place($1) },
                recommendation: Rating.Recommendation(rawValue: recommend) ?? .no,
                comment: comment
            )
        )
    }

    private var skills: [Rating.Skill] {
        skill.compactMap { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let value = Int(parts[1]) else { return nil }
            return Rating.Skill(name: parts[0], value: value)
        }
    }
}

struct DossierCommunicate: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "communicate",
        abstract: "Tells a candidate whether a test is passed; without it, nobody does."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The name of the test in the campaign.")
    var test: String

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .communicate(test: test) }
}
