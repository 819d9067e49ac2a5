import ArgumentParser
import VivierModel
import VivierStore
import VivierWorkflow

struct DossierDocument: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Accepts or refuses one document.",
        discussion: "A refusal says why; the candidate reads it if it is --visible."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The field of the form, or what was asked for: cv.")
    var name: String

    @Flag(help: "It is valid.")
    var accept = false

    @Flag(help: "It is not.")
    var refuse = false

    @Option(help: "What is to be said of it.")
    var comment = ""

    @Flag(help: "The comment is for the candidate too.")
    var visible = false

    func validate() throws {
        guard accept != refuse else { throw ValidationError("give --accept or --refuse") }
    }

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand {
        let found = CaseEvent.Judgement(document: name, comment: comment, isVisible: visible)
        return .judge(found, isAccepted: accept)
    }
}

struct DossierComplete: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract: "Notes that the candidate declared the dossier complete."
    )

    @OptionGroup var options: CaseOptions

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .declareComplete }
}

struct DossierAccept: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accepts a whole dossier; it goes on.",
        discussion: "The documents that its campaign asks for have to be accepted before."
    )

    @OptionGroup var options: CaseOptions

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .accept }
}

struct DossierReturn: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Gives a dossier back to be corrected, with a letter that says what."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "What is to be corrected.")
    var text: String

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .giveBack(text: text) }
}

struct DossierReject: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Does not retain a dossier.",
        discussion: """
            One that is for no offer is answered at once. One that is for an offer is set aside: its \
            candidate is told by 'campaign refuse', once the post is taken.
            """
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "Why, for the team.")
    var reason: String

    @Option(help: "What the letter says beside its own words.")
    var text = ""

    @Flag(help: "Delete it once the letter has left; 'retention' does.")
    var delete = false

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand {
        .reject(reason: reason, text: text, deletes: delete)
    }
}

struct DossierMove: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Brings a dossier to a stage of its campaign, one after another."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The name of the stage.")
    var stage: String

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .move(stage: stage) }
}

struct DossierReinstate: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate",
        abstract: "Takes a dossier back that was withdrawn, set aside or refused."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "Why.")
    var reason: String

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .reinstate(reason: reason) }
}

struct DossierClose: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Ends a dossier that nothing more happens to; retention counts from then on."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "Why.")
    var reason: String

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .close(reason: reason) }
}

struct DossierUndo: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Takes the last decision back, as long as its letter has not left.",
        discussion: """
            How long letters about decisions wait, 'delays: {hold: 15}' of the campaign says, in \
            minutes. The journal keeps both, the decision and that it was undone.
            """
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The number of the event of the decision; the last one if not given.")
    var event: Int?

    func command(_ desk: Desk, _ state: Casework) throws -> CaseCommand {
        guard let number = event ?? state.decisions.last?.number else {
            throw DeskRefusal(.nothingToUndo)
        }
        return .undo(event: number)
    }
}
