import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite
import VivierStore

struct AlertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Mails about new offers, for those who asked for them.",
        subcommands: [RunAlerts.self]
    )
}

struct RunAlerts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Writes the mails that are due.",
        discussion: """
            Run it once a day, after the build. An alert tells of each offer once, at most once a \
            day or a week, as it was chosen, and only after it was confirmed; one that nobody \
            confirms within seven days is erased. 'outbox run' sends what is written here.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    func run() async throws {
        let options = spaces.reception
        let forms = try await options.forms()
        let store = try options.store.open()
        let writer: LetterWriter
        do {
            writer = try options.letterWriter(store, forms)
        } catch {
            say(error.note)
            throw ExitCode(1)
        }
        let run = AlertRun(
            store: store,
            forms: forms,
            writer: writer,
            offers: try await offers(try options.site(), forms),
            now: options.time
        )
        let report = try reported { try run.run() }
        await spaces.show(report.told, in: store)
        for (id, reader) in report.erased {
            await spaces.erasePages(of: id, for: reader, in: store)
        }
        try emit(options.store.json ? json(report) : text(report))
    }

    /// The open offers, once for each language of the site.
    private func offers(
        _ site: BuildOptions,
        _ forms: IntakeForms
    ) async throws -> [String: OfferQuery] {
        var offers: [String: OfferQuery] = [:]
        for language in forms.languages {
            offers[language] = try await readSite { diagnostics throws(SystemCallError) in
                try await queryOffers(site, language: language, into: &diagnostics)
            }
        }
        return offers
    }

    private func text(_ report: AlertRun.Report) -> [UInt8] {
        let told = report.told.map { "told \($0)\n" }
        let erased = report.erased.map { "erased \($0.id)\n" }
        return Array((told + erased).joined().utf8)
    }

    private func json(_ report: AlertRun.Report) -> [UInt8] {
        JSONValue.object([
            .init("format", .int(1)),
            .init("told", .array(report.told.map { .string("\($0)") })),
            .init("erased", .array(report.erased.map { .string("\($0.id)") })),
        ]).bytes + [10]
    }
}
