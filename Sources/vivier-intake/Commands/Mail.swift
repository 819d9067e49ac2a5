import ArgumentParser
import VivierFiles
import VivierIntake
import VivierReception
import VivierSite
import VivierStore

struct Mail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes in one message that a mail server pipes to it.",
        discussion: """
            Whatever can be received is kept, as a dossier or in quarantine, so that no message \
            is sent back. Exit codes: 0 it is on the disk, 74 the disk refused, 75 it cannot be \
            taken in now; the server is to try again after both.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Option(help: "The name of the form, as in content/forms/NAME.yml.")
    var form: String

    @Option(help: "The sender that the mail server was told; MAILER-DAEMON for a bounce.")
    var sender: String?

    @Option(help: "The address that it came for; what follows its + names the offer.")
    var recipient: String?

    @Option(help: "Where it came from, for the journal; nothing personal.")
    var source = "mail"

    private var options: ReceptionOptions { spaces.reception }

    func run() async throws {
        do {
            try await take()
        } catch let code as ExitCode where code.rawValue == 74 {
            throw code
        } catch is ExitCode {
            throw ExitCode(75)
        } catch {
            say("error: \(error)\n")
            throw ExitCode(75)
        }
    }

    private func take() async throws {
        let forms = try await options.forms()
        var reception = try options.reception(forms)
        reception.refusal = .kept
        reception.takesMail = true
        // The mail server says how much a message may have.
        reception.limits.body = .max
        let outcome = try onStore { () throws(StoreError) in try receive(by: reception) }
        if options.store.json { try emit(outcome.json(forms) + [10]) }
        if let id = outcome.changed { await spaces.show([id], in: reception.store) }
    }

    private func receive(by reception: Reception) throws(StoreError) -> Outcome {
        var envelope = Envelope(
            form: form,
            contentType: "message/rfc822",
            source: source,
            time: options.time
        )
        envelope.sender = sender
        envelope.recipient = recipient
        var incoming = reception.begin(envelope)
        let reader = PieceReader()
        while let piece = try next(reader) { _ = try incoming.feed(piece.span) }
        return try incoming.finish()
    }

    private func next(_ reader: PieceReader) throws(StoreError) -> [UInt8]? {
        do throws(SystemCallError) { return try reader.next() } catch { throw .disk(error) }
    }
}
