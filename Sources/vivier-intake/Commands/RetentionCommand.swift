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
            happened; 'incomplete': its candidate did not complete it in the days of its campaign, and \
            was reminded if that says so; 'rejected': it was to be deleted once its letter left. With \
            --dry-run nothing is erased, and nobody is reminded.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Option(help: "fr or ch-federal; that of the country of the site if not given.")
    var profile: String?

    @Flag(help: "Only say what would be erased.")
    var dryRun = false

    func run() async throws {
        let desk = try await Desk(spaces.reception, by: "clock")
        let standard = try standardProfile(desk.forms)
        for id in try onStore({ () throws(StoreError) in try desk.store.list() }) {
            guard let dossier = try? desk.store.read(id) else {
                say("warning: dossier '\(id)' cannot be read, and is left alone [damaged]\n")
                continue
            }
            try await keepOrErase(dossier, desk, standard)
        }
    }

    private func standardProfile(_ forms: IntakeForms) throws -> RetentionProfile {
        let name = profile ?? (forms.country == "CH" ? "ch-federal" : forms.country.lowercased())
        guard let profile = RetentionProfile.all.first(where: { $0.name == name }) else {
            throw ValidationError("there is no profile '\(name)'. Write --profile fr")
        }
        return profile
    }

    private func keepOrErase(
        _ dossier: Dossier,
        _ desk: Desk,
        _ standard: RetentionProfile
    ) async throws {
        let id = dossier.id
        let state = Casework(dossier)
        let rules = desk.forms.rules(for: state)
        let term: Term
        if state.isDeleted {
            let day = desk.forms.day(at: state.since)
            let isDue = state.hasSettledLetters
            term = Term(reason: "rejected", from: day, until: day, isDue: isDue)
        } else if let incomplete = incomplete(state, rules, desk) {
            if !dryRun, let day = incomplete.reminder {
                let told = try? desk.perform(on: id, as: .clock) { _ in .remind(before: day) }
                if told != nil { await spaces.show([id], in: desk.store) }
            }
            term = incomplete.term
        } else {
            let chosen = profile == nil ? rules.retention ?? standard : standard
            let kept = Retention(Candidature(dossier), by: chosen, day: desk.forms.day(at:))
            term = Term(
                reason: kept.reason.rawValue,
                from: kept.from,
                until: kept.until,
                isDue: kept.until < desk.today
            )
        }
        try emit(spaces.reception.store.json ? term.json(id) : term.line(id))
        guard term.isDue, !dryRun else { return }
        let reader = desk.store.reader(of: dossier)
        _ = try onStore { () throws(StoreError) in
            try desk.store.erase(id, reason: "retention", at: desk.now)
        }
        await spaces.erasePages(of: id, for: reader, in: desk.store)
    }

    /// The term of an incomplete dossier, and the day that its candidate is to be told of now.
    ///
    /// Nobody's dossier is deleted who was not reminded, where the campaign reminds.
    private func incomplete(
        _ state: Casework,
        _ rules: Campaign,
        _ desk: Desk
    ) -> (term: Term, reminder: Day?)? {
        guard let day = desk.deletion(of: state, rules) else { return nil }
        let days = rules.delays.reminder
        let isTold = days == 0 || state.reminded.map { day <= $0 } ?? false
        let from = desk.forms.day(at: max(state.active, state.since))
        guard isTold else {
            let isTime = day.adding(days: -days) <= desk.today
            let reminder = isTime ? max(day, desk.today.adding(days: days)) : nil
            let until = reminder ?? day
            return (Term(reason: "incomplete", from: from, until: until, isDue: false), reminder)
        }
        let until = max(day, state.reminded ?? day)
        let isDue = until < desk.today
        return (Term(reason: "incomplete", from: from, until: until, isDue: isDue), nil)
    }
}

/// Until when a dossier is kept, and why.
private struct Term {
    let reason: String
    let from: Day
    let until: Day
    let isDue: Bool

    func line(_ id: DossierID) -> [UInt8] {
        Array("\(isDue ? "due" : "kept") \(until.iso) \(reason) \(id)\n".utf8)
    }

    func json(_ id: DossierID) -> [UInt8] {
        JSONValue.object([
            .init("format", .int(1)), .init("dossier", .string("\(id)")),
            .init("due", .bool(isDue)), .init("from", .string(from.iso)),
            .init("until", .string(until.iso)), .init("reason", .string(reason)),
        ]).bytes + [10]
    }
}
