import VivierSpaces
import VivierStore
import VivierWorkflow

/// What every dossier comes to in the lists of the team, and what all of them mean for one.
struct WorkRows {
    private var rows: [DossierID: DossierBrief] = [:]
    /// The same, the first that was received first.
    private(set) var sorted: [DossierBrief] = []
    /// While the first are read, they stand in no order: each in its place would take the square of the time.
    private var isSorted = false
    /// How far each came: what figures are made of.
    private var courses: [DossierID: CaseCourse] = [:]
    /// How many of an offer were chosen, took the post, began.
    private var vacancies: [String: VacancyState] = [:]
    /// Who keeps which sheet: what they show stands beside their dossiers.
    ///
    /// One that was erased is remembered, so that it goes from there.
    private var sheets: [DossierID: ReaderID] = [:]
    /// Sheets whose owners show them to all employers of the site.
    private var profiles: [DossierID: ProfileBrief] = [:]
    /// Dossiers of somebody who has a post by them.
    private var hired: [ReaderID: Set<DossierID>] = [:]
    private var dossiers: [ReaderID: Set<DossierID>] = [:]
    /// Whom the team takes for one person.
    private var joined = JoinedReaders()

    var ids: Dictionary<DossierID, DossierBrief>.Keys { rows.keys }
    var briefs: Dictionary<DossierID, DossierBrief>.Values { rows.values }

    subscript(id: DossierID) -> DossierBrief? { rows[id] }

    func course(of id: DossierID) -> CaseCourse? { courses[id] }

    func reader(ofSheet id: DossierID) -> ReaderID? { sheets[id] }

    /// `profile`: What the list of profiles has of it; `nil` if it is not to be there.
    mutating func setSheet(_ id: DossierID, of reader: ReaderID, _ profile: ProfileBrief?) {
        sheets[id] = reader
        profiles[id] = profile
    }

    var everyProfile: Dictionary<DossierID, ProfileBrief>.Values { profiles.values }

    func profile(_ id: DossierID) -> ProfileBrief? { profiles[id] }

    mutating func dropProfile(_ id: DossierID) { profiles[id] = nil }

    /// Puts all in the order of their receipt, which stays from then on.
    mutating func sort() {
        sorted = rows.values.sorted { $0.isBefore($1) }
        isSorted = true
    }

    private mutating func move(_ known: DossierBrief?, _ brief: DossierBrief?) {
        guard isSorted else { return }
        if let known { sorted.remove(at: sorted.place(of: known)) }
        if let brief { sorted.insert(brief, at: sorted.place(of: brief)) }
    }

    /// Takes a dossier in as it is now, or out.
    mutating func set(_ id: DossierID, _ brief: DossierBrief?, _ course: CaseCourse?) {
        if let known = rows[id] { count(known, -1) }
        move(rows[id], brief)
        rows[id] = brief
        courses[id] = brief == nil ? nil : course
        if let brief { count(brief, 1) }
    }

    private mutating func count(_ brief: DossierBrief, _ step: Int) {
        if let offer = brief.offer {
            var state = vacancies[offer] ?? VacancyState(positions: 0)
            state.count(brief, step)
            vacancies[offer] = state
        }
        joined.count(brief.persons, of: brief.reader, step)
        Self.note(brief, in: &dossiers, step)
        if brief.phase.isHired { Self.note(brief, in: &hired, step) }
    }

    private static func note(
        _ brief: DossierBrief,
        in dossiers: inout [ReaderID: Set<DossierID>],
        _ step: Int
    ) {
        if step > 0 {
            dossiers[brief.reader, default: []].insert(brief.id)
        } else {
            dossiers[brief.reader]?.remove(brief.id)
            if dossiers[brief.reader]?.isEmpty ?? false { dossiers[brief.reader] = nil }
        }
    }

    /// All dossiers of those who are one person with some readers, or with who has some words.
    func dossiers(
        ofPersons readers: some Sequence<ReaderID>,
        saying words: some Sequence<String>
    ) -> Set<DossierID> {
        Set(joined.persons(of: readers, saying: words).flatMap { dossiers[$0] ?? [] })
    }

    /// The other dossiers of the same person, the newest first.
    func others(besides brief: DossierBrief) -> [DossierBrief] {
        joined.person(of: brief.reader).flatMap { dossiers[$0] ?? [] }
            .filter { $0 != brief.id }.compactMap { rows[$0] }
            .sorted { $1.isBefore($0) }
    }

    /// What the others mean for a dossier, without the hours of tests.
    ///
    /// - Complexity: O(posts that its candidate has).
    func vacancy(of brief: DossierBrief, positions: Int) -> VacancyState {
        var state = brief.offer.flatMap { vacancies[$0] } ?? VacancyState(positions: 0)
        state.positions = positions
        if brief.offer != nil { state.count(brief, -1) }
        let person = joined.person(of: brief.reader)
        state.isJoined = person.count > 1
        state.isHiredElsewhere = person.contains { reader in
            (hired[reader] ?? []).contains { $0 != brief.id }
        }
        return state
    }
}

extension VacancyState {
    fileprivate mutating func count(_ brief: DossierBrief, _ step: Int) {
        if brief.phase == .selected { selected += step }
        if brief.isPlaced { hired += step }
        if brief.hasStarted { started += step }
    }
}

extension [DossierBrief] {
    /// Where it stands in the order of receipt, or would.
    fileprivate func place(of brief: DossierBrief) -> Int {
        var range = startIndex..<endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range =
                self[middle].isBefore(brief)
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
