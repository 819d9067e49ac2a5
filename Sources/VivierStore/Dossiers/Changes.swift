internal import VivierFiles

extension Store {
    /// What `index.log` holds from the byte `offset` on: numbers of dossiers that were
    /// about to change.
    ///
    /// - Returns: `nil` if the log is shorter than that, or holds what is no number:
    ///   then nobody knows what changed.
    package func changes(
        from offset: Int
    )
        throws(StoreError) -> (ids: [DossierID], end: Int)?
    {
        guard exists(layout.changes) else { return offset == 0 ? ([], 0) : nil }
        // The log grows with the store: what was read before is not read again.
        let tail = try onDisk { () throws(SystemCallError) -> [UInt8]? in
            let log = try DurableFile.open(reading: layout.changes)
            return try log.length() < offset ? nil : try log.read(from: offset)
        }
        guard let tail else { return nil }
        var ids: [DossierID] = []
        var end = 0
        while let line = tail[end...].firstIndex(of: UInt8(ascii: "\n")) {
            guard let id = DossierID(String(decoding: tail[end..<line], as: UTF8.self)) else {
                return nil
            }
            ids.append(id)
            end = line + 1
        }
        return (ids, offset + end)
    }

    /// The length of `index.log`.
    package func changesEnd() throws(StoreError) -> Int {
        guard exists(layout.changes) else { return 0 }
        return try onDisk { () throws(SystemCallError) in
            try DurableFile.open(reading: layout.changes).length()
        }
    }

    /// Reads a dossier once nobody is writing it.
    ///
    /// Who announced a change holds the journal until the change is made.
    package func readSettled(_ id: DossierID) throws(StoreError) -> Dossier {
        do throws(SystemCallError) {
            let journal = try DurableFile.open(reading: layout.journal(id))
            try journal.lock(isShared: true)
        } catch {
            if !error.isMissing { throw .disk(error) }
        }
        return try read(id)
    }

    /// Where an index of this store is kept; it can be deleted at any time.
    package var indexPath: String { "\(root)/index.sqlite" }
}
