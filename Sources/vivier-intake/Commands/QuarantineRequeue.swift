import ArgumentParser
import VivierFiles
import VivierReception
import VivierSite
import VivierStore

struct QuarantineRequeue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requeue",
        abstract: "Takes in again what is in quarantine, as if it came now.",
        discussion: """
            What can be taken in becomes a dossier, received when it first came. What still \
            cannot stays where it is. No suspicion of a robot counts: a person has looked.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The number in quarantine.")
    var id: QuarantineID

    @Option(help: "The form to take it in by, if not the one that it was sent to.")
    var form: String?

    private var options: ReceptionOptions { spaces.reception }

    func run() async throws {
        let forms = try await options.forms()
        var reception = try options.reception(forms)
        reception.refusal = .kept
        let outcome = try onStore { () throws(StoreError) in
            try reception.requeue(id, form: form)
        }
        guard let outcome else {
            say("error: the bytes are not what was received [damaged-file]\n")
            throw ExitCode(1)
        }
        try emit(outcome.json(forms) + [10])
        if let id = outcome.changed { await spaces.show([id], in: reception.store) }
        if case .quarantined = outcome { throw ExitCode(1) }
    }
}
