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
            was reminded if that says so; 'rejected': it was to be deleted once its letter left; \
            'taken-back': so was the agreement that a sheet rests on. 'asked' in place of 'kept': \
            before one that is idle or agreed is erased, its candidate is asked by mail, and has 30 \
            days to say in the space that it is to be kept. A sheet stays as long as a candidature of \
            its candidate, and is asked about in the same way; one letter tells of all sheets. With \
            --dry-run nothing is erased, and nobody is asked or reminded.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Option(help: "fr or ch-federal; that of the country of the site if not given.")
    var profile: String?

    @Flag(help: "Only say what would be erased.")
    var dryRun = false

    func run() async throws {
        let desk = try await Desk(spaces, by: "clock", changing: !dryRun)
        let standard = try standardProfile(desk.forms)
        var sheets: [DossierID] = []
        // The last day of what else is kept of each reader: their sheets stay as long.
        var days: [ReaderID: Day] = [:]
        var asked: [DossierID] = []
        for id in try onStore({ () throws(StoreError) in try desk.store.list() }) {
            guard let dossier = try? desk.store.read(id) else {
                say("warning: dossier '\(id)' cannot be read, and is left alone [damaged]\n")
                continue
            }
            if dossier.isSheet {
                sheets.append(id)
                continue
            }
            let term = try await term(of: dossier, desk, standard)
            if term.isNewlyAsked { asked.append(id) }
            if !term.isDue {
                let reader = desk.store.reader(of: dossier)
                days[reader] = max(days[reader] ?? term.until, term.until)
            }
            try await keepOrErase(dossier, term, desk)
        }
        asked += try await keepOrErase(sheets: sheets, days, by: standard, desk)
        if !dryRun { await spaces.show(asked, in: desk.store, desk.pages) }
    }

    private func standardProfile(_ forms: IntakeForms) throws -> RetentionProfile {
        let name = profile ?? (forms.country == "CH" ? "ch-federal" : forms.country.lowercased())
        guard let profile = RetentionProfile.all.first(where: { $0.name == name }) else {
            throw ValidationError("there is no profile '\(name)'. Write --profile fr")
        }
        return profile
    }

    private func term(
        of dossier: Dossier,
        _ desk: Desk,
        _ standard: RetentionProfile
    ) async throws -> RetentionTerm {
        let id = dossier.id
        let state = Casework(dossier)
        let rules = desk.forms.rules(for: state)
        if state.isDeleted {
            let day = desk.forms.day(at: state.since)
            let isDue = state.hasSettledLetters
            return RetentionTerm(reason: "rejected", from: day, until: day, isDue: isDue)
        }
        if let incomplete = incomplete(state, rules, desk) {
            if !dryRun, let day = incomplete.reminder {
                let told = try? desk.perform(on: id, as: .clock) { _ in .remind(before: day) }
                if told != nil { await spaces.show([id], in: desk.store, desk.pages) }
            }
            return incomplete.term
        }
        let chosen = profile == nil ? rules.retention ?? standard : standard
        let kept = Retention(Candidature(dossier), by: chosen, day: desk.forms.day(at:))
        return try renewable(dossier, kept, desk)
    }

    /// The term of a dossier whose candidate can say that it is to be kept for longer; asks for that, once, when it
    /// is time.
    ///
    /// Who cannot be written to is not asked. `isTold` is whether another letter of this moment says it.
    func renewable(
        _ dossier: Dossier,
        _ kept: Retention,
        isTold: Bool = false,
        _ desk: Desk
    ) throws -> RetentionTerm {
        let term = RetentionTerm(kept, on: desk.today)
        guard kept.asks(on: desk.today) else { return term }
        // What was asked about an earlier end says nothing of this one.
        if let day = Candidature(dossier).renewal, kept.until <= day {
            return term.asked(to: day, on: desk.today)
        }
        let day = max(kept.until, desk.today.adding(days: Retention.daysToAnswer))
        let asking = Happening.renewalAsked(until: day)
        return try onStore { () throws(StoreError) -> RetentionTerm in
            let promise = try desk.writer?.promise(of: asking, to: dossier, at: desk.now)
            guard isTold || promise != nil,
                let event = try NewEvent(asking, by: "clock", at: desk.now)
            else { return term }
            var asked = term.asked(to: day, on: desk.today)
            asked.isNewlyAsked = true
            guard !dryRun else { return asked }
            do throws(StoreError) {
                _ = try desk.store.append(
                    event,
                    and: isTold ? nil : promise,
                    to: dossier.id,
                    expecting: dossier.events.count
                )
            } catch {
                // Something happened meanwhile: the next run looks again.
                guard case .conflict = error else { throw error }
                return term.kept(to: desk.today, on: desk.today)
            }
            desk.writer?.write(dossier.id, at: desk.now)
            return asked
        }
    }

    func keepOrErase(_ dossier: Dossier, _ term: RetentionTerm, _ desk: Desk) async throws {
        let id = dossier.id
        try emit(spaces.reception.store.json ? term.json(id) : term.line(id))
        guard term.isDue, !dryRun else { return }
        let reader = desk.store.reader(of: dossier)
        _ = try onStore { () throws(StoreError) in
            try desk.store.erase(id, reason: "retention", at: desk.now)
        }
        await spaces.erasePages(of: id, for: reader, in: desk.store, desk.pages)
    }

    /// The term of an incomplete dossier, and the day that its candidate is to be told of now.
    ///
    /// Nobody's dossier is deleted who was not reminded, where the campaign reminds.
    private func incomplete(
        _ state: Casework,
        _ rules: Campaign,
        _ desk: Desk
    ) -> (term: RetentionTerm, reminder: Day?)? {
        guard let day = desk.clerk.deletion(of: state, rules) else { return nil }
        let days = rules.delays.reminder
        let isTold = days == 0 || state.reminded.map { day <= $0 } ?? false
        let from = desk.forms.day(at: max(state.active, state.since))
        guard isTold else {
            let isTime = day.adding(days: -days) <= desk.today
            let reminder = isTime ? max(day, desk.today.adding(days: days)) : nil
            let until = reminder ?? day
            return (
                RetentionTerm(reason: "incomplete", from: from, until: until, isDue: false),
                reminder
            )
        }
        let until = max(day, state.reminded ?? day)
        let isDue = until < desk.today
        return (RetentionTerm(reason: "incomplete", from: from, until: until, isDue: isDue), nil)
    }
}
