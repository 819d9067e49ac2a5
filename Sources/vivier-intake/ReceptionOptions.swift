import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierReception
import VivierSite
import VivierStore

/// Which store and which site a command takes submissions in for, and when.
struct ReceptionOptions: ParsableArguments {
    @OptionGroup var store: StoreOptions

    @Option(help: "Folder of the theme; beside the folder of forms if not given.")
    var templates: String?

    @Option(
        name: .customLong("site"),
        help: "Where visitors find the site; the url of site.yml if not given."
    )
    var url: String?

    @Option(help: "Where visitors find the intake; that of site.yml if not given.")
    var intake: String?

    @Option(help: "The moment to work at, as 2026-11-21T04:00:00.123Z; now if not given.")
    var now: String?

    func validate() throws {
        if let now, Instant(now) == nil {
            throw ValidationError("'\(now)' is not a moment. Write --now 2026-11-21T04:00:00.000Z")
        }
    }

    /// When the command runs.
    var time: Instant { now.flatMap { Instant($0) } ?? store.now }

    /// Where the theme is.
    var themeFolder: String { templates ?? "\(store.content)/../templates" }

    /// What reading the site needs.
    func site() throws -> BuildOptions {
        guard isFolder(store.content) else {
            throw ValidationError(
                "there is no folder '\(store.content)'. Give the folder of the forms with --content"
            )
        }
        var options = BuildOptions(
            content: store.content,
            templates: themeFolder,
            output: "",
            day: nil,
            now: Int(time.milliseconds / 1000),
            jobs: processorCount()
        )
        let settings = "\(store.content)/../site.yml"
        (options.url, options.intake) = (url, intake)
        if exists(settings) { options.settings = settings }
        return options
    }

    /// Reads the forms of the site, and says what is wrong with them.
    func forms() async throws -> IntakeForms {
        let site = try site()
        return try await readSite { diagnostics throws(SystemCallError) in
            try await IntakeForms.read(site, into: &diagnostics)
        }
    }

    /// What takes in what these forms accept.
    func reception(_ forms: IntakeForms) throws -> Reception {
        let store = try store.open()
        return Reception(
            store: store,
            taking: forms,
            writing: letterWriterIfAny(store, forms)
        ) { [time] in time }
    }
}

extension Reception {
    /// Takes in what the forms of a site accept.
    ///
    /// - Parameters:
    ///   - store: Where it goes.
    ///   - forms: What is accepted.
    ///   - writer: Who promises and writes letters; `nil` if nobody is written to.
    ///   - clock: When a letter is written.
    init(
        store: Store,
        taking forms: IntakeForms,
        writing writer: LetterWriter?,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.init(store: store) { forms.lookup($0, offer: $1) }
        country = forms.country
        // Without a key that can be read, what is sealed waits in quarantine.
        submissionKey = { try? store.submissionKey() }
        guard let writer else { return }
        promise = { correspondent throws(StoreError) in try writer.promise(to: correspondent) }
        keep = { dossier in writer.writeFirst(dossier, at: clock()) }
    }
}

/// Reads what a command needs of the site; says what is wrong with the forms, and all that is
/// wrong if nothing can be read.
func readSite<Site>(
    _ read: (inout Diagnostics) async throws(SystemCallError) -> Site?
) async throws -> Site {
    var diagnostics = Diagnostics()
    let site: Site?
    do throws(SystemCallError) {
        site = try await read(&diagnostics)
    } catch {
        say("error: \(error)\n")
        throw ExitCode(74)
    }
    let faults = diagnostics.sorted.filter { site == nil || $0.path.contains("forms/") }
    say(faults.map { "\($0)\n" }.joined())
    guard let site else { throw ExitCode(1) }
    return site
}
