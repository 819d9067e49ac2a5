import VivierFiles
import VivierForms
import VivierOutbox
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// The pages of agents: a home with the queue, a list, and a page for each dossier they may see.
extension SpacePress {
    /// Makes all pages of all agents, or of one, and deletes those that are no more theirs.
    func pressDesks(of only: Agent? = nil) throws -> Report {
        try pressDesks(of: only, hasFigures: true) { rows in
            Set(rows.ids).union(rows.everyProfile.lazy.map(\.id))
        }
    }

    /// Makes the pages of agents about some dossiers, and the homes.
    ///
    /// `only` is whose pages alone are made, if not those of all.
    func pressDesks(about ids: Set<DossierID>, of only: Agent? = nil) throws -> Report {
        try pressDesks(of: only, hasFigures: only == nil) { rows in
            ids.union(only == nil ? concerned(by: ids, rows) : [])
        }
    }

    /// Figures follow a moment later where somebody waits for the rest.
    private func pressDesks(
        of only: Agent?,
        hasFigures: Bool,
        about ids: (WorkRows) -> Set<DossierID>
    ) throws -> Report {
        let agents = try only.map { [$0] } ?? store.agents()
        guard !agents.isEmpty, pages.hasDesks else { return Report() }
        try folder.make()
        let names = try agentNames()
        var report = Report()
        for id in ids(try table.refresh(clerk).rows).sorted() {
            report += try press(id, on: agents, names)
        }
        return try pressHomes(of: agents, report, hasFigures: hasFigures)
    }

    /// Makes what changed since it was called last, be it by another program.
    func pressChangedDesks() throws -> Report {
        guard try !store.agents().isEmpty else { return Report() }
        let changed = try table.refresh(clerk, takingChanges: true).changed
        return changed.isEmpty ? Report() : try pressDesks(about: changed)
    }

    var clerk: WorkClerk { WorkClerk(store: store, forms: pages.forms, now: now) }

    /// Makes the pages of agents about some dossiers, and nothing else.
    func pressCases(_ ids: [DossierID]) throws -> Report {
        let agents = try store.agents()
        guard !ids.isEmpty, !agents.isEmpty, pages.hasDesks else { return Report() }
        let names = try agentNames()
        return try ids.reduce(into: Report()) { $0 += try press($1, on: agents, names) }
    }

    /// What a dossier comes to stands on those of the same person, too; who was chosen changes what can
    /// be done about the others of the vacancy; a sheet changes what stands beside the dossiers of who
    /// keeps it.
    private func concerned(
        by ids: Set<DossierID>,
        _ rows: WorkRows
    ) -> Set<DossierID> {
        // One that cannot be read has no page.
        let dossiers = ids.compactMap { try? store.read($0) }
        let keepers = ids.compactMap { rows.reader(ofSheet: $0) }
        // Who was parted has the word no more, and those who had it too stood on their pages.
        let words = dossiers.flatMap(\.everyPersonWord)
        let readers = ids.compactMap { rows[$0]?.reader } + keepers
        var found = rows.dossiers(ofPersons: readers, saying: words)
        let chosen = dossiers.filter { $0.events.contains { $0.kind == "selected" } }
        let offers = Set(chosen.compactMap { rows[$0.id]?.offer })
        if !offers.isEmpty {
            let rowsOfThem = rows.briefs.filter { $0.offer.map(offers.contains) ?? false }
            found.formUnion(rowsOfThem.map(\.id))
        }
        // The photo of a profile is a sheet, too.
        guard !keepers.isEmpty else { return found }
        let profiles = rows.everyProfile.filter { keepers.contains($0.reader) }
        return found.union(profiles.map(\.id))
    }

    private func press(
        _ id: DossierID,
        on agents: [Agent],
        _ names: [String: String]
    ) throws -> Report {
        let lock = try store.lockSpaces()
        defer { withExtendedLifetime(lock) {} }
        let rows = try table.refresh(clerk).rows
        if let profile = rows.profile(id) { return try press(profile: profile, on: agents) }
        var report = Report()
        guard let brief = rows[id], let dossier = try? store.read(id) else {
            // One that is gone, or cannot be read: `verify` says so.
            for agent in agents { report.deleted += try delete(id, of: agent) }
            return report
        }
        let setting = setting(of: brief, rows)
        let letters = letters(of: dossier)
        let deletion = clerk.deletion(of: Casework(dossier), setting.rules)
        let sheets = sheets(beside: dossier, of: brief.reader)
        let others = rows.others(besides: brief)
        for agent in agents {
            guard sees(brief, agent) else {
                report.deleted += try delete(id, of: agent)
                continue
            }
            let access = try access(of: agent)
            let view = CaseView(
                dossier,
                setting,
                for: agent,
                access,
                work: brief.work,
                deletion: deletion,
                letters: letters,
                sheets: sheets,
                others: others.filter { sees($0, agent) }.map { other in
                    CaseView.Other(
                        other,
                        access.page(of: other.id),
                        isJoined: other.reader != brief.reader
                    )
                }
            )
            guard let page = pages.desk(view, names: names) else { throw NoTemplate() }
            if try folder.write(SpaceFolder.Page(page, under: view.secret)) { report.written += 1 }
        }
        return report
    }

    /// What a candidate chose to show beside a dossier.
    private func sheets(beside dossier: Dossier, of reader: ReaderID) -> [ShownSheet] {
        guard Candidature(dossier).isAddressedToTeam else { return [] }
        return pages.forms.sheetsAtDesk.compactMap { form in
            // What cannot be read is shown to nobody.
            guard let place = try? store.sheet(form.name, of: reader) else { return nil }
            guard let state = place.dossier.map({ Candidature($0) }),
                pages.forms.isShownAtDesk(state)
            else { return nil }
            return shown(state, of: reader)
        }
    }

    /// A sheet with its photo.
    func shown(_ state: Candidature, of reader: ReaderID) -> ShownSheet {
        let form = pages.forms.sheets.first { $0.name == state.form }
        let photo = form?.hasPhoto == true ? try? photo(ofSheet: state.form, reader) : nil
        return ShownSheet(state, jpeg: photo?.jpeg)
    }

    /// Each in its turn: who waits for the page of what they did waits for one other at most.
    private func pressHomes(
        of agents: [Agent],
        _ before: Report,
        hasFigures: Bool
    ) throws -> Report {
        var report = before
        for agent in agents { report += try pressHome(of: agent) }
        for agent in agents where hasFigures {
            if try pressFigures(of: agent) { report.written += 1 }
        }
        return report
    }

    /// Counts all dossiers before anybody has to wait for it; once more if something happened meanwhile.
    private func pressFigures(of agent: Agent) throws -> Bool {
        let (counted, end) = try figures(of: agent)
        let lock = try store.lockSpaces()
        defer { withExtendedLifetime(lock) {} }
        let isSame = try table.refresh(clerk).end == end
        return try folder.write(isSame ? counted : figures(of: agent).page)
    }

    private func figures(of agent: Agent) throws -> (page: SpaceFolder.Page, end: Int) {
        let work = try table.refresh(clerk)
        let own = own(work.rows, agent)
        return (try figures(of: own, in: work.rows, access(of: agent), agent), work.end)
    }

    /// The dossiers that an agent may see, the first that was received first.
    private func own(_ rows: WorkRows, _ agent: Agent) -> [DossierBrief] {
        if agent.scopes.isEmpty { return rows.sorted }
        // Many are of one campaign and one offer: each is asked about once.
        var known: [String: [String?: Bool]] = [:]
        return rows.sorted.filter { row in
            if let isSeen = known[row.campaign]?[row.offer] { return isSeen }
            let isSeen = sees(row, agent)
            known[row.campaign, default: [:]][row.offer] = isSeen
            return isSeen
        }
    }

    private func sees(_ brief: DossierBrief, _ agent: Agent) -> Bool {
        agent.sees(
            campaign: brief.campaign,
            employer: brief.offer.flatMap { pages.forms.employer(of: $0) }
        )
    }

    private func pressHome(of agent: Agent) throws -> Report {
        let lock = try store.lockSpaces()
        defer { withExtendedLifetime(lock) {} }
        var report = Report()
        let access = try access(of: agent)
        let rows = try table.refresh(clerk).rows
        let own = own(rows, agent)
        let home = AgentHomeView(
            agent,
            access,
            own,
            hasPassword: try store.password(of: access.reader) != nil,
            hasProfiles: agent.seesProfiles && pages.hasProfiles
        )
        guard let page = pages.desk(home), let expired = pages.expired(language: agent.language)
        else {
            throw NoTemplate()
        }
        var made = [SpaceFolder.Page(page, under: home.secret)]
        made += access.expired([]).map { SpaceFolder.Page(expired, under: $0) }
        for page in made where try folder.write(page) { report.written += 1 }
        report += try press(AgentListView(agent, access, own))
        report += try pressProfiles(of: agent, rows)
        return report
    }

    /// The campaigns that an agent sees dossiers of, in numbers.
    private func figures(
        of own: [DossierBrief],
        in rows: WorkRows,
        _ access: ReaderAccess,
        _ agent: Agent
    ) throws -> SpaceFolder.Page {
        let forms = pages.forms
        let byCampaign = Dictionary(grouping: own, by: \.campaign)
        typealias Counted = (rules: Campaign, figures: CampaignFigures)
        let every = forms.campaigns.all + [forms.campaigns.standard]
        let all = try every.compactMap { rules -> Counted? in
            let kept = try store.keptCourses(of: rules.name, for: agent, forms)
            let courses = (byCampaign[rules.name] ?? []).compactMap { rows.course(of: $0.id) }
            guard !(kept + courses).isEmpty else { return nil }
            return (rules, CampaignFigures(courses + kept) { forms.day(at: $0) })
        }
        let page = pages.deskFigures(all, home: access.home, language: agent.language)
        guard let page else { throw NoTemplate() }
        return SpaceFolder.Page(page, under: access.figures)
    }

    /// Makes what changed of a list since it was made last.
    private func press(_ list: AgentListView) throws -> Report {
        var report = Report()
        // Somebody may have taken the pages away.
        let known = folder.has(list.secret) ? table.shown(in: list.secret) : nil
        let versions = try list.parts.indices.map { number in
            if let known, known.parts.indices.contains(number),
                known.parts[number] == list.parts[number]
            {
                return known.versions[number]
            }
            let page = pages.desk(part: number, of: list)
            let made = SpaceFolder.Page(page, under: list.page(ofPart: number))
            if try folder.write(made) { report.written += 1 }
            return page.version
        }
        if known?.versions != versions {
            guard let page = pages.desk(list, versions: versions) else { throw NoTemplate() }
            let made = SpaceFolder.Page(page, under: list.secret)
            if try folder.write(made) { report.written += 1 }
        }
        // What a shorter list does not lead to any more, whoever made it.
        var number = list.parts.count
        while try folder.delete(list.page(ofPart: number).name) {
            report.deleted += 1
            number += 1
        }
        let shown = WorkTable.ShownList(parts: list.parts, versions: versions)
        table.show(shown, in: list.secret)
        return report
    }

    /// What decisions about a dossier look at, by the lists of the team.
    private func setting(
        of brief: DossierBrief,
        _ rows: WorkRows
    ) -> CaseSetting {
        let forms = pages.forms
        let positions = brief.offer.map { forms.positions(of: $0) } ?? 0
        return CaseSetting(
            rules: forms.campaigns.rules(form: brief.form, offer: brief.offer),
            vacancy: rows.vacancy(of: brief, positions: positions),
            now: now,
            day: forms.day(at:)
        )
    }

    func access(of agent: Agent) throws -> ReaderAccess {
        try access(store.reader(agent: agent.id))
    }

    private func agentNames() throws -> [String: String] {
        try store.agents().reduce(into: [:]) { $0[$1.by] = $1.name }
    }

    private func letters(of dossier: Dossier) -> [String: SpaceLetter] {
        let outbox = Outbox(store)
        return dossier.events.filter { $0.kind == "mail-queued" }.reduce(into: [:]) {
            letters,
            event in
            guard let name = event.value["mail"]?.string else { return }
            letters[name] = outbox.letter(name, of: dossier.id).map {
                SpaceLetter(subject: $0.subject, text: $0.text)
            }
        }
    }
}

extension SpacePress {
    func delete(_ id: DossierID, of agent: Agent) throws -> Int {
        try access(of: agent).everyPage(of: id).count { try folder.delete($0.name) }
    }

    /// Deletes the pages of all agents about dossiers that are gone.
    func deleteFromDesks(_ ids: [DossierID]) throws -> Int {
        var deleted = 0
        for agent in try store.agents() {
            for id in ids { deleted += try delete(id, of: agent) }
        }
        return deleted
    }

    /// The names of all pages that agents have, or had behind earlier links.
    func deskNames() throws -> Set<String> {
        let rows = try table.refresh(clerk).rows
        let (ids, profiles) = (rows.ids, rows.everyProfile)
        return try store.agents().reduce(into: []) { names, agent in
            let access = try access(of: agent)
            names.formUnion(access.everyHome.map(\.name))
            names.formUnion(access.lists.map(\.name))
            names.formUnion(parts(of: access, ids.count).map(\.name))
            names.formUnion(ids.map { access.page(of: $0).name })
            guard agent.seesProfiles else { return }
            names.formUnion(profiles.map { access.page(of: $0.id).name })
        }
    }

    /// Takes all pages of somebody away who is no agent any more.
    func deletePages(of agent: Agent) throws {
        let access = try access(of: agent)
        let ids = try store.list()
        let secrets =
            access.everyHome + access.lists + parts(of: access, ids.count)
        for secret in secrets + ids.flatMap(access.everyPage) {
            _ = try folder.delete(secret.name)
        }
    }

    /// All pages that the list of an agent could have beside itself.
    private func parts(of access: ReaderAccess, _ count: Int) -> [PageSecret] {
        (0..<AgentListView.mostParts(count)).map(access.part)
    }

    /// Takes all links of an agent back, and makes the pages of the new ones.
    func renewDesk(of agent: Agent) throws {
        let before = try access(of: agent)
        _ = try store.rotate(before.reader)
        let ids = try store.list()
        for secret in before.lists + parts(of: before, ids.count) + ids.map(before.page) {
            _ = try folder.delete(secret.name)
        }
        _ = try pressDesks(of: agent)
    }
}
