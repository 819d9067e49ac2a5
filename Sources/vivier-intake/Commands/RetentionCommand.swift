import ArgumentParser
import VivierFiles
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Erases what may not be kept any longer.",
        discussion: """
            Prints one line for each dossier: whether it is due, the last day on which it may be \
            kept, why, and its number. 'ended': so long after its end; 'agreed': its candidate \
            agreed to be kept for other offers; 'idle': so long after the last thing that \
            happened. With --dry-run nothing is erased.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Option(help: "fr or ch-federal; that of the country of the site if not given.")
    var profile: String?

    @Flag(help: "Only say what would be erased.")
    var dryRun = false

    func run() async throws {
        let options = spaces.reception
        let site = try options.site()
        let forms = try await readSite { diagnostics throws(SystemCallError) in
            try await IntakeForms.read(site, into: &diagnostics)
        }
        let name = profile ?? (forms.country == "CH" ? "ch-federal" : forms.country.lowercased())
        guard let profile = RetentionProfile.all.first(where: { $0.name == name }) else {
            throw ValidationError("there is no profile '\(name)'. Write --profile fr")
        }
        let store = try options.store.open()
        let today = forms.day(at: options.time)
        for id in try onStore({ () throws(StoreError) in try store.list() }) {
            guard let dossier = try? store.read(id) else {
                say("warning: dossier '\(id)' cannot be read, and is left alone [damaged]\n")
                continue
            }
            let term = Retention(Candidature(dossier), by: profile, day: forms.day(at:))
            let isDue = term.until < today
            try emit(options.store.json ? json(id, term, isDue) : line(id, term, isDue))
            guard isDue, !dryRun else { continue }
            let reader = store.reader(of: dossier)
            _ = try onStore { () throws(StoreError) in
                try store.erase(id, reason: "retention", at: options.time)
            }
            await spaces.erasePages(of: id, for: reader, in: store)
        }
    }

    private func line(_ id: DossierID, _ term: Retention, _ isDue: Bool) -> [UInt8] {
        Array("\(isDue ? "due" : "kept") \(term.until.iso) \(term.reason.rawValue) \(id)\n".utf8)
    }

    private func json(_ id: DossierID, _ term: Retention, _ isDue: Bool) -> [UInt8] {
        JSONValue.object([
            .init("format", .int(1)), .init("dossier", .string("\(id)")),
            .init("due", .bool(isDue)), .init("from", .string(term.from.iso)),
            .init("until", .string(term.until.iso)), .init("reason", .string(term.reason.rawValue)),
        ]).bytes + [10]
    }
}
