internal import VivierFiles

extension Store {
    /// Reads a dossier and checks its journal; takes no lock and changes nothing.
    ///
    /// - Complexity: the size of that journal, however many dossiers there are.
    package func read(_ id: DossierID) throws(StoreError) -> Dossier {
        let bytes = try journalBytes(id)
        return try dossier(id, JournalScan(bytes, of: id, safeguards: safeguards))
    }

    func dossier(_ id: DossierID, _ scan: JournalScan) throws(StoreError) -> Dossier {
        let key = try dossierKey(id.description)
        var events: [Event] = []
        for line in scan.lines { events.append(try event(line, key: key, of: id)) }
        return Dossier(id: id, events: events, tail: scan.tail, length: scan.validLength)
    }

    func journalBytes(_ id: DossierID) throws(StoreError) -> [UInt8] {
        if isErased(id) { throw .erased(id) }
        do throws(SystemCallError) {
            return try readFile(layout.journal(id))
        } catch {
            guard error.isMissing else { throw .disk(error) }
            throw isErased(id) ? .erased(id) : missing(id)
        }
    }

    /// A dossier without its journal is damage, not absence.
    func missing(_ id: DossierID) -> StoreError {
        exists(layout.dossier(id))
            ? .damaged(id, line: 1, reason: "the journal is missing") : .noSuchDossier(id)
    }

    func event(
        _ line: JournalScan.Line,
        key: DossierKey?,
        of id: DossierID
    )
        throws(StoreError) -> Event
    {
        let data: [UInt8]
        if let key {
            guard let opened = key.open(line.line.data, envelope: line.line.envelope) else {
                throw .noKey(id)
            }
            data = opened
        } else {
            // Sealed by itself, and its key is gone.
            guard line.line.data.first != UInt8(ascii: "\"") else { throw .noKey(id) }
            data = Array(line.line.data)
        }
        return Event(
            number: line.line.number,
            time: line.line.time,
            kind: line.line.kind,
            by: line.line.by,
            source: line.line.source,
            data: data,
            hash: line.hash
        )
    }

    /// The numbers of all dossiers, in their order.
    package func list() throws(StoreError) -> [DossierID] {
        try onDisk { () throws(SystemCallError) in
            var ids: [DossierID] = []
            for shard in StoreLayout.shards {
                ids += try names(in: "\(root)/dossiers/\(shard)").compactMap { DossierID($0) }
            }
            return ids.sorted()
        }
    }

    /// The bytes of a file that an event names, checked against its hash.
    package func file(_ sha256: String, of id: DossierID) throws(StoreError) -> [UInt8] {
        let key = try dossierKey(id.description)
        let name = key?.fileName(sha256: sha256) ?? sha256
        do throws(SystemCallError) {
            let read = try FileReader("\(layout.files(id))/\(name)", key: key).all()
            if let read, read.file.sha256 == sha256 { return read.bytes }
        } catch {
            if !error.isMissing { throw .disk(error) }
        }
        throw .damagedFile(id, name: sha256)
    }

    /// Whether there is a dossier of this number.
    package func contains(_ id: DossierID) -> Bool { exists(layout.dossier(id)) }

    /// Whether there was a dossier of this number that was erased.
    package func isErased(_ id: DossierID) -> Bool {
        safeguards.has(.tombstoneCheck) && exists(layout.tombstone(id))
    }
}
