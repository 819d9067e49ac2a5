import ArgumentParser
import Foundation
import VivierFiles
import VivierReception
import VivierSite
import VivierStore

struct CGI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cgi",
        abstract: "Answers one request of a web server (RFC 3875).",
        discussion: """
            POST …/submit/FORM takes in a submission, GET …/receipt/NUMBER shows its receipt, \
            GET …/health says that the store can be read.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    private var options: ReceptionOptions { spaces.reception }

    func run() async throws {
        let site = try options.site()
        let pages = try await readSite { diagnostics throws(SystemCallError) in
            try await IntakePages.read(site, into: &diagnostics)
        }
        let reception = try options.reception(pages.forms)
        let request = IntakeRequest(cgi: ProcessInfo.processInfo.environment)
        let answering = Answering(pages: pages, store: reception.store)
        guard request.method == "POST", case .submit(let form) = request.target else {
            return try emit(answering.answer(request).cgi)
        }
        let (answer, dossier) = submission(to: form, request, answering, reception)
        try emit(answer.cgi)
        // The server need not wait for the pages; what is not made now is made by `spaces`.
        try? FileHandle.standardOutput.close()
        guard let dossier else { return }
        await spaces.show([dossier], in: reception.store, pages)
    }

    /// - Returns: The answer, and the dossier if one was made.
    private func submission(
        to form: String,
        _ request: IntakeRequest,
        _ answering: Answering,
        _ reception: Reception
    ) -> (HTTPAnswer, DossierID?) {
        do throws(StoreError) {
            guard let outcome = try receive(form, request, reception) else {
                return (answering.failure(411, "length-required"), nil)
            }
            return (answering.answer(outcome, to: request), outcome.accepted?.id)
        } catch {
            say("error: \(error) [\(error.code)]\n")
            return (answering.answer(error, to: request), nil)
        }
    }

    /// - Returns: `nil` if the server does not say how long the body is.
    private func receive(
        _ form: String,
        _ request: IntakeRequest,
        _ reception: Reception
    ) throws(StoreError) -> Outcome? {
        guard let length = request.length, length >= 0 else { return nil }
        var incoming = reception.begin(
            Envelope(
                form: form,
                contentType: request.contentType,
                source: "cgi",
                time: options.time
            )
        )
        let reader = PieceReader()
        var left = length
        while left > 0, let piece = try next(reader, limit: left) {
            left -= piece.count
            if try !incoming.feed(piece.span) { break }
        }
        return try incoming.finish()
    }

    private func next(_ reader: PieceReader, limit: Int) throws(StoreError) -> [UInt8]? {
        do throws(SystemCallError) {
            return try reader.next(limit: limit)
        } catch {
            throw .disk(error)
        }
    }
}
