import ArgumentParser
import VivierFiles
import VivierStore

struct Attachment: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fetches one file out of a dossier.",
        discussion: """
            The bytes are checked against the journal, and go into a new file that only you may \
            read. The journal says who fetched it. A file that no virus scanner has found clean is not given without asking for \
            it. Exit codes: 0 it is there, 1 there is no such file, or it may do harm, 74 the disk \
            refused.
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "The number of the dossier.")
    var id: DossierID

    @Argument(help: "The name of the file, as its sender called it, or its SHA-256.")
    var name: String

    @Option(help: "The file to write; '-' for standard output.", completion: .file())
    var output: String

    @Flag(help: "Also what no scanner has looked at, or could judge.")
    var unscanned = false

    @Flag(help: "Also what a scanner found to be unsafe.")
    var unsafe = false

    @Option(help: "Who fetches it: the id of an agent.")
    var by = "hr"

    func run() throws {
        let store = try options.open()
        let dossier = try onStore { () throws(StoreError) in try store.read(id) }
        let file = try dossier.onlyAttachment(called: name)
        try allow(dossier.verdict(on: file.sha256))
        let bytes = try onStore { () throws(StoreError) in
            let bytes = try store.file(file.sha256, of: id)
            let by = try store.actor(called: by)
            try store.note(.fetched, file, of: dossier, by: by, at: options.now)
            return bytes
        }
        if output == "-" { return try emit(bytes) }
        try onStore { () throws(StoreError) in
            do throws(SystemCallError) {
                try DurableFile.create(output).write(bytes)
            } catch {
                throw .disk(error)
            }
        }
        guard options.json else { return }
        try emit(
            .object([
                .init("format", .int(1)), .init("name", .string(file.name)),
                .init("sha256", .string(file.sha256)), .init("size", .int(bytes.count)),
                .init("type", .string(file.mediaType)), .init("output", .string(output)),
            ])
        )
    }

    private func allow(_ verdict: ScanVerdict?) throws {
        switch verdict {
        case .clean: return
        case .unsafe where unsafe: return
        case .unknown where unscanned, nil where unscanned: return
        case .unsafe:
            say(
                """
                error: a virus scanner found this file unsafe [unsafe-file]
                  = do not open it; --unsafe writes it all the same

                """
            )
        case .unknown, nil:
            say(
                """
                error: no virus scanner has found this file clean [unscanned-file]
                  = run 'vivier-intake scan', or write it as it is with --unscanned

                """
            )
        }
        throw ExitCode(1)
    }
}
