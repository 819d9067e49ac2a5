import VivierFiles
import VivierForms
import VivierIndex
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// Makes the sealed pages of readers and puts them in place.
///
/// The folder belongs to it: `vivier build` neither writes nor deletes there.
struct SpacePress {
    /// The theme has no page for spaces, or a broken one.
    struct NoTemplate: Error, CustomStringConvertible {
        let description = "the theme has no pages for spaces, or a broken one"
    }

    let store: Store
    let pages: IntakePages
    let folder: SpaceFolder
    let now: Instant
    /// What agents' lists are made of.
    let table: WorkTable

    /// `site`: The folder of the site.
    init(
        store: Store,
        pages: IntakePages,
        site: String,
        now: Instant,
        table: WorkTable = WorkTable()
    ) {
        self.table = table
        self.store = store
        var pages = pages
        if pages.forms.areSealed {
            // Without a key that can be read, nothing in spaces is sealed.
            pages.forms.submissionKey = try? store.publicSubmissionKey()
        }
        self.pages = pages
        folder = SpaceFolder(site: site)
        self.now = now
    }

    /// How many files were changed.
    struct Report: Equatable {
        var written = 0
        var deleted = 0

        static func + (report: Report, other: Report) -> Report {
            Report(
                written: report.written + other.written,
                deleted: report.deleted + other.deleted
            )
        }

        static func += (report: inout Report, other: Report) {
            report.written += other.written
            report.deleted += other.deleted
        }
    }

    /// Makes the pages of one reader again.
    ///
    /// - Parameters:
    ///   - reader: Whose.
    ///   - erased: Dossiers of the reader that are gone now.
    ///   - index: One that is open already.
    /// - Returns: How many files differ now.
    /// - Throws: What the disk, the store or the index refused; pages in place stay.
    func press(
        _ reader: ReaderID,
        erased: [DossierID] = [],
        _ index: DossierIndex? = nil
    ) throws -> Report {
        if let agent = try store.agent(reader) { return try pressDesks(about: [], of: agent) }
        var report = try pressSpace(reader, erased: erased, index)
        // What is gone is gone from the pages of agents at once; other changes follow in a moment.
        if !erased.isEmpty {
            report += try pressCases(store.dossiers(beside: erased, of: reader))
        }
        report += try withdrawProfiles(of: reader, erased: erased)
        for id in erased { try store.settlePages(of: id) }
        return report
    }

    /// Makes what a process did not come to that was stopped after it erased something.
    func pressOwed() throws -> Report {
        let owed = try store.owedPages()
        guard !owed.isEmpty else { return Report() }
        var report = Report()
        for (reader, mine) in Dictionary(grouping: owed, by: \.reader) {
            report += try press(reader, erased: mine.map(\.id))
        }
        return try report + pressDesks(about: Set(owed.map(\.id)))
    }

    /// The same without the pages of agents.
    private func pressSpace(
        _ reader: ReaderID,
        erased: [DossierID],
        _ index: DossierIndex?
    ) throws -> Report {
        let lock = try store.lockSpaces()
        defer { withExtendedLifetime(lock) {} }
        try folder.make()
        let ids = try upToDate(index).dossiers(of: reader)
        let made = try sealed(reader, ids, erased: erased)
        var report = Report()
        for page in made.pages where try folder.write(page) { report.written += 1 }
        for name in made.gone where try folder.delete(name) { report.deleted += 1 }
        if !erased.isEmpty { report.deleted += try deleteFromDesks(erased) }
        // Who has nothing here any more has no password either.
        if ids.isEmpty, !erased.isEmpty { try store.deletePassword(of: reader) }
        return report
    }

    /// Makes the pages of everybody, and deletes those of nobody.
    func pressAll() throws -> Report {
        try folder.make()
        // What changes from here on is looked at again.
        let end = try store.changesEnd()
        let owed = try store.owedPages()
        let index = try DossierIndex(of: store)
        var report = try press(Set(try index.readers()), index)
        report += try pressDesks()
        report.deleted += try deleteStrays()
        for one in owed { try store.settlePages(of: one.id) }
        try store.notePressed(upTo: end)
        return report
    }

    /// Makes the pages of all whose dossiers changed since everybody's were made: what a process
    /// that was stopped did not come to.
    func catchUp() throws -> Report {
        guard let start = try store.pressed(), let changes = try store.changes(from: start) else {
            return try pressAll()
        }
        return try pressOwed() + show(changes.ids)
    }

    /// Makes the pages of those who have some dossiers.
    func show(_ ids: some Sequence<DossierID>) throws -> Report {
        // Who erased one saw to its pages.
        let dossiers = Set(ids).compactMap { try? store.read($0) }
        let readers = Set(dossiers.map { store.reader(of: $0) })
        guard !readers.isEmpty else { return Report() }
        var report = try press(readers, DossierIndex(of: store))
        report += try pressDesks(about: Set(ids))
        return report
    }

    private func press(_ readers: Set<ReaderID>, _ index: DossierIndex) throws -> Report {
        var report = Report()
        for reader in readers.sorted() {
            report += try press(reader, index)
        }
        return report
    }

    /// What comes while the pages of others are made must not be missed by an index of before.
    private func upToDate(_ index: DossierIndex?) throws -> DossierIndex {
        // One that cannot go on is opened anew.
        if let index, (try? index.refresh()) != nil { return index }
        return try DossierIndex(of: store)
    }

    /// Deletes pages of nobody, and what a stop left half-written.
    private func deleteStrays() throws -> Int {
        let lock = try store.lockSpaces()
        defer { withExtendedLifetime(lock) {} }
        // Read again: somebody may have come since.
        let index = try DossierIndex(of: store)
        var known: Set<String> = []
        for reader in try index.readers() {
            let access = try access(reader)
            let ids = try index.dossiers(of: reader)
            let secrets = access.everyHome + ids.flatMap(access.everyPage)
            known.formUnion(secrets.map(\.name))
        }
        known.formUnion(try deskNames())
        var deleted = 0
        for name in try folder.pages where !known.contains(name) {
            if try folder.delete(name) { deleted += 1 }
        }
        return deleted
    }
}

extension SpacePress {
    /// Does it; says what stood in the way, since `vivier-intake spaces` can do it later.
    static func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            say("warning: pages of spaces could not be made: \(error) [no-space]\n")
        }
    }
}
