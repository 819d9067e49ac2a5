import ArgumentParser
import VivierFiles
import VivierIntake
import VivierStore

struct Scan: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Has ClamAV look at every file that it has not seen.",
        discussion: """
            Call it every few minutes, as outbox run: taking a candidature in never waits for \
            it. Each verdict is an event of the dossier. Exit codes: 0 done, 1 something unsafe was \
            found now, 74 the disk refused, 75 clamd does not answer: call again.
            """
    )

    @OptionGroup var options: StoreOptions

    @Option(help: "The socket of clamd.", completion: .file())
    var clamd = "/run/clamav/clamd.ctl"

    func run() throws {
        let store = try options.open()
        let scanner = VirusScanner(path: clamd)
        var counts: [ScanVerdict: Int] = [:]
        for id in try onStore({ () throws(StoreError) in try store.list() }) {
            guard let dossier = try? store.read(id) else { continue }
            for file in dossier.unscanned {
                let verdict = try look(at: file, of: dossier.id, in: store, with: scanner)
                counts[verdict, default: 0] += 1
                if verdict == .unsafe { say("\(id): unsafe file \(file) [unsafe-file]\n") }
            }
        }
        try show(counts)
        if counts[.unsafe] != nil { throw ExitCode(1) }
    }

    private func look(
        at file: String,
        of id: DossierID,
        in store: Store,
        with scanner: VirusScanner
    ) throws -> ScanVerdict {
        let bytes = try onStore { () throws(StoreError) in try store.file(file, of: id) }
        let verdict: ScanVerdict
        do throws(VirusScanner.Unavailable) {
            verdict = ScanVerdict(try scanner.verdict(on: bytes))
        } catch {
            say("error: no virus scanner: \(error) [no-virus-scanner]\n")
            throw ExitCode(75)
        }
        try onStore { () throws(StoreError) in
            let members: [VivierStore.JSONValue.Member] = [
                .init("sha256", .string(file)), .init("verdict", .string(verdict.rawValue)),
                .init("scanner", .string("clamd")),
            ]
            let data = VivierStore.JSONValue.object(members)
            let event = try NewEvent(
                kind: "scanned",
                by: "scan",
                source: "scanned:\(file)",
                time: options.now,
                data: data.bytes
            )
            _ = try store.append(event, to: id, expecting: nil)
        }
        return verdict
    }

    private func show(_ counts: [ScanVerdict: Int]) throws {
        if options.json {
            try emit(
                .object(
                    [.init("format", .int(1))]
                        + ScanVerdict.allCases.map { .init($0.rawValue, .int(counts[$0] ?? 0)) }
                )
            )
        } else {
            let parts = ScanVerdict.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }
            try emit(parts.joined(separator: ", ") + "\n")
        }
    }
}

extension Dossier {
    /// The files, by their SHA-256, of which no scanner has said anything.
    fileprivate var unscanned: [String] {
        let named = events.flatMap { $0.value["files"]?.array ?? [] }
        var seen: Set<String> = []
        return named.compactMap { $0["sha256"]?.string }
            .filter { !$0.isEmpty && verdict(on: $0) == nil && seen.insert($0).inserted }
    }
}
