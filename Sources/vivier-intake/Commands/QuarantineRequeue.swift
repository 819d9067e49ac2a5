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
        let site = try options.site()
        let forms = try await readSite { diagnostics throws(SystemCallError) in
            try await IntakeForms.read(site, into: &diagnostics)
        }
        let office = try options.frontOffice(forms)
        var reception = office.reception
        reception.refusal = .kept
        let outcome = try onStore { () throws(StoreError) in
            try reception.requeue(id, form: form)
        }
        guard let outcome else {
            say("error: the bytes are not what was received [damaged-file]\n")
            throw ExitCode(1)
        }
        try emit(outcome.json(forms) + [10])
        if let id = outcome.accepted { office.writer?.write(id, at: options.time) }
        if let id = outcome.changed { await spaces.show([id], in: reception.store) }
        if case .quarantined = outcome { throw ExitCode(1) }
    }
}
