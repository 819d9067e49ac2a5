internal import VivierFiles

extension Store {
    /// Erases a dossier, its key first, and everything that was made of it here.
    ///
    /// The tombstone comes first: from then on the number is never given again, a
    /// restored backup erases the dossier again, and an erasure that was stopped can
    /// be gone on with.
    ///
    /// `reason`: A stable word without anything personal.
    /// - Returns: `false` if it had been erased before; what was left of it is gone now.
    @discardableResult
    package func erase(
        _ id: DossierID,
        reason: String,
        at time: Instant
    )
        throws(StoreError) -> Bool
    {
        let isFirst = !exists(layout.tombstone(id))
        if isFirst {
            guard contains(id) else { throw .noSuchDossier(id) }
            owePages(of: id)
            try writeTombstone(Tombstone(id: id, time: time, reason: reason))
        }
        try finishErasure(of: id)
        return isFirst
    }

    /// Goes on with every erasure that was stopped.
    ///
    /// - Returns: The numbers of which something was left.
    @discardableResult
    package func resumeErasures() throws(StoreError) -> [DossierID] {
        let left = try erased().filter { id in
            contains(id) || exists(layout.key(id.description)) || exists(graveyard(id))
        }
        for id in left { try finishErasure(of: id) }
        return left
    }

    /// The numbers of what was erased, in their order.
    ///
    /// The name of a tombstone is enough: a damaged one brings nobody back.
    package func erased() throws(StoreError) -> [DossierID] {
        try onDisk { () throws(SystemCallError) in
            var found: [DossierID] = []
            for shard in StoreLayout.shards {
                found += try names(in: "\(root)/tombstones/\(shard)").compactMap { name in
                    name.hasSuffix(".json") ? DossierID(String(name.dropLast(5))) : nil
                }
            }
            return found.sorted()
        }
    }

    /// What a tombstone says; `nil` if it is not as it was written.
    func tombstone(of id: DossierID) throws(StoreError) -> Tombstone? {
        try onDisk { () throws(SystemCallError) in
            let bytes = try readFile(layout.tombstone(id))
            let found = Tombstone(bytes, checksum: safeguards.has(.noteSum))
            return found?.id == id ? found : nil
        }
    }

    /// Writes a tombstone, on a full disk into the room that was set aside for it.
    func writeTombstone(_ tombstone: Tombstone) throws(StoreError) {
        do throws(SystemCallError) {
            try placeTombstone(tombstone)
        } catch {
            guard error.isFull, exists(layout.reserve) else { throw .disk(error) }
            try onDisk { () throws(SystemCallError) in
                try deleteFile(layout.reserve)
                try placeTombstone(tombstone)
            }
        }
    }

    private func placeTombstone(_ tombstone: Tombstone) throws(SystemCallError) {
        let temporary = "\(layout.temporary)/tombstone.\(processNumber()).\(tombstone.id)"
        try deleteFile(temporary)
        let file = try DurableFile.create(temporary)
        try file.write(tombstone.bytes)
        if safeguards.has(.syncTombstone) { try file.sync() }
        try moveReplacing(temporary, layout.tombstone(tombstone.id))
        if safeguards.has(.syncTombstone) { try syncFolder(layout.tombstoneShard(tombstone.id)) }
    }

    /// Where a dossier goes before it is deleted file by file.
    func graveyard(_ id: DossierID) -> String { "\(layout.temporary)/erase.\(id)" }

    /// Everything after the tombstone; can be done again at any point.
    func finishErasure(of id: DossierID) throws(StoreError) {
        // Held, so that nobody who appends or publishes stands in between.
        let journal = exists(layout.journal(id)) ? try lockedForErasure(id) : nil
        defer { withExtendedLifetime(journal) {} }
        try noteChange(of: id)
        try onDisk { () throws(SystemCallError) in
            try destroyKey(id.description)
            if exists(layout.dossier(id)) {
                try deleteTree(graveyard(id))
                _ = try moveToNewName(layout.dossier(id), graveyard(id))
                if safeguards.has(.syncErasure) { try syncFolder(layout.shard(id)) }
            }
            try deleteTree(graveyard(id))
            try deleteUnfinishedTombstones(of: id)
            if safeguards.has(.syncErasure) { try syncFolder(layout.temporary) }
            try deleteMails(of: id)
        }
        for item in try quarantined() where try isPart(item, of: id) {
            try deleteQuarantined(item)
        }
    }

    /// Deletes what processes left behind that were stopped while they wrote a tombstone.
    private func deleteUnfinishedTombstones(of id: DossierID) throws(SystemCallError) {
        for name in try names(in: layout.temporary)
        where name.hasPrefix("tombstone.") && name.hasSuffix(".\(id)") {
            let process = Int(name.split(separator: ".")[1])
            if let process, isRunning(process: process) { continue }
            try deleteFile("\(layout.temporary)/\(name)")
        }
    }

    private func lockedForErasure(_ id: DossierID) throws(StoreError) -> DurableFile? {
        do throws(SystemCallError) {
            let journal = try DurableFile.openAtEnd(layout.journal(id))
            try journal.lock()
            return journal
        } catch {
            if error.isMissing { return nil }
            throw .disk(error)
        }
    }

    /// Mails of a dossier have its number in their name.
    private func deleteMails(of id: DossierID) throws(SystemCallError) {
        for folder in ["new", "sent", "failed"] {
            let path = "\(root)/outbox/\(folder)"
            guard exists(path) else { continue }
            for name in try names(in: path) where name.contains(id.description) {
                try deleteTree("\(path)/\(name)")
            }
            if safeguards.has(.syncErasure) { try syncFolder(path) }
        }
    }

    private func isPart(_ item: QuarantineID, of id: DossierID) throws(StoreError) -> Bool {
        do throws(StoreError) {
            return try quarantined(item).reason.dossier == id
        } catch {
            // One that cannot be read is for `verify` to report, not for an erasure to stop at.
            if case .disk = error { throw error }
            return false
        }
    }
}
