internal import VivierFiles
package import VivierStore

/// A table of all dossiers in SQLite, so that lists need not read every journal.
///
/// It is a cache: it can be deleted at any time, and ``rebuild()`` gives the same rows.
/// Writers know nothing of it. They note in `index.log` which dossier they are about to
/// change; who lists looks at these again. After a start of the machine, when the end
/// of that log may be lost, the table is made anew.
package struct DossierIndex {
    /// SQLite or the store refused.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    private let store: Store
    private let database: Database

    /// Opens the index of a store, making it if need be, and brings it up to date.
    ///
    /// An index that SQLite cannot read is thrown away and made anew.
    package init(of store: Store) throws(Failure) {
        do throws(Failure) {
            try self.init(opening: store)
            try refresh()
        } catch {
            try Self.discard(store)
            try self.init(opening: store)
            try rebuild()
        }
    }

    /// Makes the index anew.
    ///
    /// - Returns: How many dossiers it has.
    package static func rebuild(of store: Store) throws(Failure) -> Int {
        try discard(store)
        let index = try DossierIndex(opening: store)
        try index.rebuild()
        return try index.ask("SELECT count(*) FROM dossiers").first.flatMap { Int($0[0]) } ?? 0
    }

    private init(opening store: Store) throws(Failure) {
        self.store = store
        database = try Self.open(store.indexPath)
    }

    private static func discard(_ store: Store) throws(Failure) {
        for end in ["", "-wal", "-shm"] {
            do throws(SystemCallError) {
                try deleteFile(store.indexPath + end)
            } catch {
                throw Failure(description: "\(error)")
            }
        }
    }

    private static func open(_ path: String) throws(Failure) -> Database {
        do throws(Database.Failure) {
            let database = try Database(path)
            try database.run(schema)
            return database
        } catch {
            throw Failure(description: error.description)
        }
    }

    /// The dossiers that a filter allows, newest first.
    package func summaries(_ filter: DossierFilter) throws(Failure) -> [DossierSummary] {
        var conditions = ["source \(filter.isSheet ? "=" : "<>") ?"]
        var parameters: [Database.Value] = [.text(Dossier.sheetSource)]
        let texts = [
            ("form", filter.form), ("offer", filter.offer), ("source", filter.source),
            ("last", filter.last),
        ]
        for (column, value) in texts {
            guard let value else { continue }
            conditions.append("\(column) = ?")
            parameters.append(.text(value))
        }
        for (comparison, moment) in [(">=", filter.since), ("<", filter.until)] {
            guard let moment else { continue }
            conditions.append("received \(comparison) ?")
            parameters.append(.int(moment.milliseconds))
        }
        let condition = conditions.joined(separator: " AND ")
        let question =
            "SELECT \(DossierRow.columns) FROM dossiers WHERE \(condition) "
            + "ORDER BY received DESC, id"
        return try ask(question, parameters).compactMap { DossierRow.summary(of: $0) }
    }

    /// A dossier with letters that are not done with.
    package struct OpenLetter {
        package let id: DossierID

        /// What the dossier was made with.
        package let form: String

        /// Whether an acknowledgement is owed that nobody promised yet.
        package let isOwed: Bool

        /// Whether the outbox has letters about it, or should.
        package let isPromised: Bool
    }

    /// Dossiers with letters of which nothing says yet that they were sent, or refused for good;
    /// oldest first.
    package func openLetters() throws(Failure) -> [OpenLetter] {
        try ask("SELECT id, form, letter FROM dossiers WHERE letter > 0 ORDER BY received, id")
            .compactMap { row in
                let letter = Int64(row[2]) ?? 0
                return DossierID(row[0]).map {
                    OpenLetter(
                        id: $0,
                        form: row[1],
                        isOwed: letter & DossierRow.owed != 0,
                        isPromised: letter & DossierRow.promised != 0
                    )
                }
            }
    }

    /// The dossiers of a reader, in the order of their numbers.
    package func dossiers(of reader: ReaderID) throws(Failure) -> [DossierID] {
        try ask("SELECT id FROM dossiers WHERE reader = ? ORDER BY id", [.text("\(reader)")])
            .compactMap { DossierID($0[0]) }
    }

    /// Everybody who has a dossier, in the order of their numbers.
    package func readers() throws(Failure) -> [ReaderID] {
        try ask("SELECT DISTINCT reader FROM dossiers WHERE reader <> '' ORDER BY reader")
            .compactMap { ReaderID($0[0]) }
    }

    func ask(
        _ question: String,
        _ parameters: [Database.Value] = []
    )
        throws(Failure) -> [[String]]
    {
        do throws(Database.Failure) {
            return try database.rows(question, parameters)
        } catch {
            throw Failure(description: error.description)
        }
    }

    /// Does all of `body` or nothing of it, and nobody else at the same time.
    private func atomically(_ body: () throws -> Void) throws(Failure) {
        do {
            try database.run("BEGIN IMMEDIATE")
            do {
                try body()
                try database.run("COMMIT")
            } catch {
                try database.run("ROLLBACK")
                throw error
            }
        } catch {
            throw Failure(description: "\(error)")
        }
    }

    private func rebuild() throws(Failure) {
        try atomically {
            // Before anything is read: what changes from here on is looked at again.
            let end = try store.changesEnd()
            try database.run("DELETE FROM dossiers; DELETE FROM pending")
            let rows = try store.list().compactMap { id in try row(id) }
            try database.run(DossierRow.insert, with: rows)
            try note(end)
        }
    }

    /// Looks again at what changed since it was opened, or was looked at last.
    package func refresh() throws(Failure) {
        guard let known = try ask("SELECT log, machine FROM state").first else {
            return try rebuild()
        }
        // Nothing of it was flushed: what a power cut left is not looked at, but thrown away.
        guard known[1] == startOfMachine() else {
            throw Failure(description: "the index may be older than the start of the machine")
        }
        guard let offset = Int(known[0]), let changes = try? store.changes(from: offset) else {
            return try rebuild()
        }
        let waiting = try ask("SELECT id FROM pending").compactMap { DossierID($0[0]) }
        if changes.ids.isEmpty, waiting.isEmpty { return }
        try atomically {
            var rows: [[Database.Value]] = []
            for id in Set(changes.ids + waiting) {
                try database.run("DELETE FROM dossiers WHERE id = ?", with: [[.text("\(id)")]])
                try database.run("DELETE FROM pending WHERE id = ?", with: [[.text("\(id)")]])
                if let row = try row(id) {
                    rows.append(row)
                } else if !store.isErased(id), changes.ids.contains(id) || isRecent(waiting) {
                    // Announced, and not there yet.
                    try database.run("INSERT INTO pending VALUES (?)", with: [[.text("\(id)")]])
                }
            }
            try database.run(DossierRow.insert, with: rows)
            try note(changes.end)
        }
    }

    /// Submissions that were announced and never came are forgotten when there are many:
    /// the next rebuild finds what is there.
    private func isRecent(_ waiting: [DossierID]) -> Bool { waiting.count < 1000 }

    private func row(_ id: DossierID) throws -> [Database.Value]? {
        do throws(StoreError) {
            let dossier = try store.readSettled(id)
            return DossierRow.values(of: dossier, reader: store.reader(of: dossier))
        } catch {
            switch error {
            case .noSuchDossier, .erased: return nil
            case .damaged, .noKey: return DossierRow.unreadable(id)
            default: throw error
            }
        }
    }

    private func note(_ end: Int) throws(Database.Failure) {
        try database.run("DELETE FROM state")
        try database.run(
            "INSERT INTO state VALUES (?, ?)",
            with: [[.int(Int64(end)), .text(startOfMachine() ?? "")]]
        )
    }
}

private let schema = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS state (log INTEGER, machine TEXT);
    CREATE TABLE IF NOT EXISTS pending (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS dossiers (
        id TEXT PRIMARY KEY, received INTEGER, form TEXT, offer TEXT, source TEXT, events INTEGER,
        last TEXT, changed INTEGER, journal TEXT, size INTEGER, head TEXT, letter INTEGER,
        reader TEXT, standing INTEGER, persons TEXT
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS by_form ON dossiers (form, offer, received);
    CREATE INDEX IF NOT EXISTS by_offer ON dossiers (offer, received);
    CREATE INDEX IF NOT EXISTS by_day ON dossiers (received);
    CREATE INDEX IF NOT EXISTS by_open_letter ON dossiers (received) WHERE letter > 0;
    CREATE INDEX IF NOT EXISTS by_reader ON dossiers (reader);
    CREATE INDEX IF NOT EXISTS by_standing ON dossiers (offer, standing) WHERE standing > 0;
    CREATE INDEX IF NOT EXISTS by_persons ON dossiers (reader) WHERE persons <> '';
    SELECT letter, reader, standing, persons FROM dossiers LIMIT 0;
    """
