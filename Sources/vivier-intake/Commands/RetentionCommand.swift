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
            its candidate. With --dry-run nothing is erased, and nobody is asked or reminded.
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
        try await keepOrErase(sheets: sheets, days, by: standard, desk)
        await spaces.show(asked, in: desk.store, desk.pages)
    }

    /// `days`: The last day of what else is kept of each reader.
    private func keepOrErase(
        sheets: [DossierID],
        _ days: [ReaderID: Day],
        by standard: RetentionProfile,
        _ desk: Desk
    ) async throws {
        var photos: [(dossier: Dossier, sheet: DossierID)] = []
        var terms: [DossierID: Term] = [:]
        for id in sheets {
            guard let dossier = try? desk.store.read(id) else { continue }
            let (state, reader) = (Candidature(dossier), desk.store.reader(of: dossier))
            if let form = SheetPhoto.sheet(ofForm: state.form) {
                // With a sheet that cannot be read, its photo is left alone too.
                if let sheet = try? desk.store.sheet(form, of: reader) {
                    photos.append((dossier, sheet.id))
                }
                continue
            }
            let kept = Retention(state, by: standard, day: desk.forms.day(at:))
            var term = Term(kept, on: desk.today)
            if kept.reason != .takenBack, let day = days[reader] {
                term = term.kept(to: day, on: desk.today)
            }
            terms[id] = term
            try await keepOrErase(dossier, term, desk)
        }
        // A photo goes with its sheet; one whose sheet is gone stays no longer.
        for (photo, sheet) in photos {
            let kept = Retention(Candidature(photo), by: standard, day: desk.forms.day(at:))
            let gone = Term(
                reason: kept.reason.rawValue,
                from: kept.from,
                until: kept.from,
                isDue: true
            )
            try await keepOrErase(photo, terms[sheet] ?? gone, desk)
        }
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
    ) async throws -> Term {
        let id = dossier.id
        let state = Casework(dossier)
        let rules = desk.forms.rules(for: state)
        if state.isDeleted {
            let day = desk.forms.day(at: state.since)
            let isDue = state.hasSettledLetters
            return Term(reason: "rejected", from: day, until: day, isDue: isDue)
        }
        if let incomplete = incomplete(state, rules, desk) {
            if !dryRun, let day = incomplete.reminder {
                let told = try? desk.perform(on: id, as: .clock) { _ in .remind(before: day) }
                if told != nil { await spaces.show([id], in: desk.store, desk.pages) }
            }
            return incomplete.term
        }
        let chosen = profile == nil ? rules.retention ?? standard : standard
        return try renewable(dossier, by: chosen, desk)
    }

    /// The term of a dossier whose candidate can say that it is to be kept for longer; asks for that, once, when it
    /// is time.
    ///
    /// Who cannot be written to is not asked.
    private func renewable(
        _ dossier: Dossier,
        by rules: RetentionProfile,
        _ desk: Desk
    ) throws -> Term {
        let state = Candidature(dossier)
        let kept = Retention(state, by: rules, day: desk.forms.day(at:))
        let term = Term(kept, on: desk.today)
        guard kept.asks(on: desk.today) else { return term }
        if let day = state.renewal { return term.asked(to: day, on: desk.today) }
        let day = max(kept.until, desk.today.adding(days: Retention.daysToAnswer))
        let asking = Happening.renewalAsked(until: day)
        return try onStore { () throws(StoreError) -> Term in
            guard let promise = try desk.writer?.promise(of: asking, to: dossier, at: desk.now),
                let event = try NewEvent(asking, by: "clock", at: desk.now)
            else { return term }
            var asked = term.asked(to: day, on: desk.today)
            guard !dryRun else { return asked }
            do throws(StoreError) {
                let known = dossier.events.count
                _ = try desk.store.append(event, and: promise, to: dossier.id, expecting: known)
            } catch {
                // Something happened meanwhile: the next run looks again.
                guard case .conflict = error else { throw error }
                return term.kept(to: desk.today, on: desk.today)
            }
            desk.writer?.write(dossier.id, at: desk.now)
            asked.isNewlyAsked = true
            return asked
        }
    }

    private func keepOrErase(_ dossier: Dossier, _ term: Term, _ desk: Desk) async throws {
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
    ) -> (term: Term, reminder: Day?)? {
        guard let day = desk.clerk.deletion(of: state, rules) else { return nil }
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
    var until: Day
    var isDue: Bool
    /// Whether its candidate was asked if it is to be kept for longer.
    var isAsked = false
    var isNewlyAsked = false

    init(reason: String, from: Day, until: Day, isDue: Bool) {
        (self.reason, self.from, self.until, self.isDue) = (reason, from, until, isDue)
    }

    init(_ kept: Retention, on today: Day) {
        self.init(
            reason: kept.reason.rawValue,
            from: kept.from,
            until: kept.until,
            isDue: kept.until < today
        )
    }

    /// The same, kept to a day at least.
    func kept(to day: Day, on today: Day) -> Term {
        var term = self
        term.until = max(until, day)
        term.isDue = term.until < today
        return term
    }

    func asked(to day: Day, on today: Day) -> Term {
        var term = kept(to: day, on: today)
        term.isAsked = true
        return term
    }

    func line(_ id: DossierID) -> [UInt8] {
        let word = isDue ? "due" : isAsked ? "asked" : "kept"
        return Array("\(word) \(until.iso) \(reason) \(id)\n".utf8)
    }

    func json(_ id: DossierID) -> [UInt8] {
        JSONValue.object([
            .init("format", .int(1)), .init("dossier", .string("\(id)")),
            .init("due", .bool(isDue)), .init("asked", .bool(isAsked)),
            .init("from", .string(from.iso)),
            .init("until", .string(until.iso)), .init("reason", .string(reason)),
        ]).bytes + [10]
    }
}
