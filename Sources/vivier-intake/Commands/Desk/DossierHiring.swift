import ArgumentParser
import VivierModel
import VivierStore
import VivierWorkflow

struct DossierDeliberate: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "deliberate",
        abstract: "Brings a dossier whose tests are all passed to the deliberation."
    )

    @OptionGroup var options: CaseOptions

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .deliberate }
}

struct DossierSelect: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "select",
        abstract: "Retains somebody of the short-list: one for each position.",
        discussion: "With --call the letter waits until the call is logged."
    )

    @OptionGroup var options: CaseOptions

    @Flag(help: "They are told by telephone first.")
    var call = false

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .select(isCalled: call) }
}

struct DossierCall: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Logs the call that announced the post; the letter follows."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "What was said.")
    var text = ""

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .logCall(text: text) }
}

struct DossierReply: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        abstract: "Notes whether who was retained takes the post."
    )

    @OptionGroup var options: CaseOptions

    @Flag(help: "They take it.")
    var accepts = false

    @Flag(help: "They do not.")
    var declines = false

    func validate() throws {
        guard accepts != declines else { throw ValidationError("give --accepts or --declines") }
    }

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand {
        accepts ? .takeUp : .decline
    }
}

/// A day of somebody's work, on the command line.
struct DayOptions: ParsableArguments {
    @Option(help: "The day, as 2026-12-15; today if not given.")
    var date: Day?

    func day(_ desk: Desk) -> Day { date ?? desk.today }
}

struct DossierStart: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Notes that somebody began at the post; refusals of the short-list may leave."
    )

    @OptionGroup var options: CaseOptions
    @OptionGroup var day: DayOptions

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .start(day.day(desk)) }
}

struct DossierAbsent: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "absent",
        abstract: "Notes that somebody did not come to the post; it is free again."
    )

    @OptionGroup var options: CaseOptions
    @OptionGroup var day: DayOptions

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand {
        .reportAbsence(day.day(desk))
    }
}

struct DossierLeave: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Notes that somebody left the post they had begun at."
    )

    @OptionGroup var options: CaseOptions
    @OptionGroup var day: DayOptions

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .leave(day.day(desk)) }
}

struct DossierRefuse: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Answers that somebody else has the post, once that is so.",
        discussion: "'campaign refuse' does it for everybody of a vacancy."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "What the letter says beside its own words.")
    var text = ""

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .refuse(text: text) }
}
