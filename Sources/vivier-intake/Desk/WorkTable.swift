import Synchronization
import VivierForms
import VivierModel
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// What every dossier comes to in the lists of the team, kept as long as the program runs.
///
/// Only dossiers that changed are read again; a new day, or other campaigns, and all are.
final class WorkTable: Sendable {
    private struct Content {
        var end: Int
        let day: Day
        let campaigns: [Campaign]
        var rows = WorkRows()
        /// When the first dossier begins to wait without anybody's doing; never too late.
        var nextWake: Instant?
        /// Announced, and not there yet.
        var awaited: Set<DossierID> = []
        /// Changed since somebody asked what did.
        var changed: Set<DossierID> = []
    }

    /// A list as its pages have it.
    struct ShownList {
        let parts: [[DossierBrief]]
        let versions: [String]
    }

    /// A list of profiles as its page has it.
    struct ShownProfiles: Equatable {
        let language: String
        let profiles: [ProfileBrief]
    }

    private struct Shown {
        var lists: [PageSecret: ShownList] = [:]
        var profiles: [PageSecret: ShownProfiles] = [:]
    }

    private let content = Mutex<Content?>(nil)
    /// What the pages of lists have.
    private let shown = Mutex(Shown())
    private let start: Int?

    /// `start`: How long the list of changes was when its owner began; what changed since is taken as
    /// changed at the first call, too.
    init(since start: Int? = nil) { self.start = start }

    /// Brings the table up to date.
    ///
    /// - Returns: All dossiers that agents work on, those that changed since the last call that
    ///   took the changes, and how long the list of changes was.
    /// - Throws: What the store refused.
    func refresh(
        _ clerk: WorkClerk,
        takingChanges: Bool = false
    ) throws -> (rows: WorkRows, changed: Set<DossierID>, end: Int) {
        try content.withLock { kept in
            // Taken out, so that what changes is not a copy.
            var content = try upToDate(kept.take(), clerk)
            let changed = content.changed
            if takingChanges { content.changed = [] }
            kept = content
            return (content.rows, changed, content.end)
        }
    }

    /// A list as its pages have it; `nil` if they were not made here.
    func shown(in list: PageSecret) -> ShownList? { shown.withLock { $0.lists[list] } }

    /// Notes what the pages of a list have now.
    func show(_ list: ShownList, in page: PageSecret) { shown.withLock { $0.lists[page] = list } }

    /// A list of profiles as its page has it; `nil` if it was not made here.
    func profiles(in page: PageSecret) -> ShownProfiles? { shown.withLock { $0.profiles[page] } }

    /// Notes what a list of profiles has now.
    func show(_ profiles: ShownProfiles, in page: PageSecret) {
        shown.withLock { $0.profiles[page] = profiles }
    }

    private func upToDate(_ kept: consuming Content?, _ clerk: WorkClerk) throws -> Content {
        guard kept?.day == clerk.today, kept?.campaigns == clerk.campaigns,
            let end = kept?.end, let changes = try clerk.store.changes(from: end),
            var content = kept.take()
        else { return try whole(clerk, after: kept) }
        var again = content.awaited.union(changes.ids)
        if let wake = content.nextWake, wake <= clerk.now {
            let woken = content.rows.briefs.filter { $0.wakes.map { $0 <= clerk.now } ?? false }
            again.formUnion(woken.map(\.id))
            content.nextWake = content.rows.briefs.filter { !again.contains($0.id) }
                .compactMap(\.wakes).min()
        }
        content.end = changes.end
        content.awaited = []
        for id in again { try read(id, into: &content, clerk, isNew: true) }
        return content
    }

    private func whole(_ clerk: WorkClerk, after kept: Content?) throws -> Content {
        // Before anything is read: what changes from here on is looked at again.
        let end = try clerk.store.changesEnd()
        var content = Content(end: end, day: clerk.today, campaigns: clerk.campaigns)
        // Other rules change what can be done about every dossier.
        let isRuled = kept.map { $0.campaigns != clerk.campaigns } ?? false
        for id in try clerk.store.list() { try read(id, into: &content, clerk, isNew: isRuled) }
        content.rows.sort()
        content.changed.formUnion(kept?.changed ?? [])
        // Words may be others, too.
        shown.withLock { $0 = Shown() }
        if kept == nil, let start {
            let early = try clerk.store.changes(from: start)?.ids
            content.changed.formUnion(early ?? Array(content.rows.ids))
            content.awaited.formUnion((early ?? []).filter { content.rows[$0] == nil })
        }
        return content
    }

    private func read(
        _ id: DossierID,
        into content: inout Content,
        _ clerk: WorkClerk,
        isNew: Bool
    ) throws {
        do throws(StoreError) {
            let dossier = try clerk.store.readSettled(id)
            let brief = clerk.brief(of: dossier)
            content.rows.set(id, brief, brief == nil ? nil : CaseCourse(dossier))
            if dossier.isSheet {
                let reader = clerk.store.reader(of: dossier)
                content.rows.setSheet(id, of: reader, clerk.profile(of: dossier, reader))
            }
            content.nextWake = [content.nextWake, brief?.wakes].compactMap(\.self).min()
            if isNew { content.changed.insert(id) }
        } catch {
            switch error {
            case .noSuchDossier: content.awaited.insert(id)
            // `verify` says what is wrong with it.
            case .erased, .damaged, .noKey:
                content.rows.set(id, nil, nil)
                content.rows.dropProfile(id)
                content.changed.insert(id)
            default: throw error
            }
        }
    }
}

/// Knows what a dossier comes to for the team, at one moment.
struct WorkClerk {
    let store: Store
    let forms: IntakeForms
    let now: Instant

    var today: Day { forms.day(at: now) }
    var campaigns: [Campaign] { forms.campaigns.all + [forms.campaigns.standard] }

    /// - Returns: `nil` for what is no business of the team: sheets that candidates keep, alerts.
    func brief(of dossier: Dossier) -> DossierBrief? {
        guard isWork(dossier) else { return nil }
        let state = Casework(dossier)
        let rules = forms.rules(for: state)
        return DossierBrief(
            state,
            of: store.reader(of: dossier),
            campaign: rules.name,
            work: waiting(for: state, rules),
            at: now
        )
    }

    /// - Returns: `nil` for what its owner does not show to all employers.
    func profile(of dossier: Dossier, _ reader: ReaderID) -> ProfileBrief? {
        let state = Candidature(dossier)
        return forms.isShownToMembers(state) ? ProfileBrief(state, of: reader) : nil
    }

    /// Whether it is no sheet that a candidate keeps, nor an alert.
    func isWork(_ dossier: Dossier) -> Bool {
        guard let first = dossier.events.first, first.kind != Candidature.sheetOpened else {
            return false
        }
        let form = first.value["form"]?.string ?? ""
        return forms.definition(form)?.isAlert != true
    }
}
