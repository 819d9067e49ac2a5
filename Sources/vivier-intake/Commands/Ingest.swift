import ArgumentParser
import VivierFiles
import VivierReception
import VivierSite
import VivierStore

struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes in submissions from a file, a folder or standard input.",
        discussion: """
            Prints one line of JSON for each, once it is on the disk: its number and whether it \
            was accepted, was there already, or went into quarantine.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "A file, a folder of files, or '-' for standard input.")
    var path: String

    @Option(help: "The name of the form, as in content/forms/NAME.yml.")
    var form: String

    @Option(help: "What the bytes are; told by their beginning if not given.")
    var contentType: String?

    @Option(help: "Where they came from, for the journal; nothing personal.")
    var source = "file"

    private var options: ReceptionOptions { spaces.reception }

    func run() async throws {
        let forms = try await options.forms()
        var reception = try options.reception(forms)
        reception.refusal = .kept
        reception.takesMail = true
        var isComplete = true
        var changed: [DossierID] = []
        for path in try paths() {
            let outcome = try receive(path, by: reception)
            try emit(outcome.json(forms) + [10])
            changed += [outcome.changed].compactMap(\.self)
            isComplete = isComplete && outcome.isKept
        }
        await spaces.show(changed, in: reception.store)
        if !isComplete { throw ExitCode(1) }
    }

    /// The files of a folder in the order of their names; hidden ones are left alone.
    private func paths() throws -> [String] {
        guard path != "-", isFolder(path) else { return [path] }
        let found = try onDisk { () throws(SystemCallError) in try listFiles(below: path) }
        for item in found.passedOver {
            say("warning: '\(item.path)' is not a file, and was left alone [not-a-file]\n")
        }
        return found.files.filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .map { "\(path)/\($0)" }
    }

    private func receive(_ path: String, by reception: Reception) throws -> Outcome {
        let reader = try onDisk { () throws(SystemCallError) in
            path == "-" ? PieceReader() : try PieceReader(path)
        }
        func next() throws -> [UInt8]? {
            try onDisk { () throws(SystemCallError) in try reader.next() }
        }
        var piece = try next()
        var incoming = reception.begin(
            Envelope(
                form: form,
                contentType: contentType ?? guessedContentType(piece ?? []),
                source: source,
                time: options.time
            )
        )
        while let bytes = piece {
            let isWanted = try onStore { () throws(StoreError) in try incoming.feed(bytes.span) }
            piece = isWanted ? try next() : nil
        }
        do throws(StoreError) {
            return try incoming.finish()
        } catch {
            return try onStore { () throws(StoreError) in throw error }
        }
    }
}

/// Does what needs the disk; says what it refused, and ends with code 74.
private func onDisk<Result>(_ body: () throws(SystemCallError) -> Result) throws -> Result {
    try onStore { () throws(StoreError) in
        do throws(SystemCallError) { return try body() } catch { throw .disk(error) }
    }
}
