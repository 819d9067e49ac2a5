import VivierFiles
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
    struct NoTemplate: Error {}

    let store: Store
    let pages: IntakePages
    /// Where the site stands.
    let site: String
    let now: Instant

    /// Where pages stand below the folder of the site.
    static let folder = IntakePages.sealedFolder

    /// Where the pages go.
    private var folder: String { "\(site)/\(Self.folder)" }

    /// How many files were changed.
    struct Report: Equatable {
        var written = 0
        var deleted = 0
    }

    /// Makes the pages of one reader again.
    ///
    /// `erased`: Dossiers of the reader that are gone now.
    /// - Throws: What the disk, the store or the index refused; pages in place stay.
    func press(_ reader: ReaderID, erased: [DossierID] = []) throws -> Report {
        let lock = try store.lockSpaces()
        defer { withExtendedLifetime(lock) {} }
        try makeFolder()
        var report = Report()
        let made = try sealed(reader, erased: erased, try DossierIndex(of: store))
        for (name, bytes) in made.pages where try write(name, bytes) { report.written += 1 }
        for name in made.gone where try delete(name) { report.deleted += 1 }
        return report
    }

    /// Makes the pages of everybody, and deletes those of nobody.
    func pressAll() throws -> Report {
        try makeFolder()
        // What changes from here on is looked at again.
        let end = try store.changesEnd()
        var report = Report()
        for reader in try DossierIndex(of: store).readers() {
            report.written += try press(reader).written
        }
        report.deleted = try deleteStrays()
        try store.notePressed(upTo: end)
        return report
    }

    /// Makes the pages of all whose dossiers changed since everybody's were made: what a process
    /// that was stopped did not come to.
    func catchUp() throws -> Report {
        guard let start = try store.pressed(), let changes = try store.changes(from: start) else {
            return try pressAll()
        }
        var readers: Set<ReaderID> = []
        for id in Set(changes.ids) {
            // Who erased one saw to its pages.
            guard let dossier = try? store.read(id) else { continue }
            readers.insert(store.reader(of: dossier))
        }
        var report = Report()
        for reader in readers.sorted() { report.written += try press(reader).written }
        return report
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
            let secrets = [access.home] + ids.map(access.page) + access.expired(ids)
            known.formUnion(secrets.map(\.name))
        }
        var deleted = 0
        for name in try names(in: folder) where isPageName(name) && !known.contains(name) {
            if try delete(name) { deleted += 1 }
        }
        return deleted
    }

    /// The pages of a reader by the names of their files, and the names of those that are no more.
    private func sealed(
        _ reader: ReaderID,
        erased: [DossierID],
        _ index: DossierIndex
    ) throws -> (pages: [(name: String, bytes: [UInt8])], gone: [String]) {
        let access = try access(reader)
        let ids = try index.dossiers(of: reader)
        let states = try ids.compactMap { try readable($0) }
        let gone = erased.flatMap(access.everyPage).map(\.name)
        guard let first = states.first else {
            return ([], gone + access.everyHome.map(\.name))
        }
        let home = HomeView(states, access)
        guard let homePage = pages.home(home),
            let expired = pages.expired(language: first.language)
        else { throw NoTemplate() }
        var made = [(home.secret.name, SealedPage.seal(homePage.bytes, with: home.secret))]
        for view in home.candidatures {
            guard let page = pages.candidature(view) else { throw NoTemplate() }
            made.append((view.secret.name, SealedPage.seal(page.bytes, with: view.secret)))
        }
        for secret in access.expired(states.map(\.id)) {
            made.append((secret.name, SealedPage.seal(expired.bytes, with: secret)))
        }
        return (made, gone)
    }

    private func access(_ reader: ReaderID) throws -> ReaderAccess {
        ReaderAccess(
            reader,
            rotation: try store.rotation(of: reader),
            keys: SpaceKeys(store),
            now: now,
            today: pages.forms.day(at: now)
        )
    }

    /// `nil` for a dossier that was erased since it was listed, or that is damaged: `verify` says so.
    private func readable(_ id: DossierID) throws(StoreError) -> Candidature? {
        do throws(StoreError) {
            return Candidature(try store.read(id))
        } catch {
            switch error {
            case .erased, .noSuchDossier, .damaged, .noKey: return nil
            default: throw error
            }
        }
    }

    private func makeFolder() throws(SystemCallError) {
        var path = site
        for part in Self.folder.split(separator: "/") {
            path += "/\(part)"
            try makePublicFolder(path)
        }
    }

    /// - Returns: Whether it differs from what stood there.
    private func write(_ name: String, _ bytes: [UInt8]) throws(SystemCallError) -> Bool {
        let path = "\(folder)/\(name)"
        if exists(path), try readFile(path) == bytes { return false }
        try replacePublic(path, bytes)
        return true
    }

    private func delete(_ name: String) throws(SystemCallError) -> Bool {
        guard exists("\(folder)/\(name)") else { return false }
        try deleteFile("\(folder)/\(name)")
        return true
    }
}

extension SpacePress {
    /// Deletes the pages of a dossier and the homes that lead there, whatever is in them.
    static func delete(
        of id: DossierID,
        for reader: ReaderID,
        in store: Store,
        site: String
    ) {
        guard let rotation = try? store.rotation(of: reader) else { return }
        let keys = SpaceKeys(store)
        for earlier in 0...rotation {
            for secret in [
                keys.home(of: reader, rotation: earlier),
                keys.page(of: id, for: reader, rotation: earlier),
            ] {
                // One that cannot be deleted is found by `vivier-intake spaces`.
                try? deleteFile("\(site)/\(folder)\(secret.name)")
            }
        }
    }
}

/// The name of a page, or one that a stop left half-written.
private func isPageName(_ name: String) -> Bool {
    let plain = name.hasSuffix(".new") ? String(name.dropLast(4)) : name
    return ReaderID(plain) != nil
}
