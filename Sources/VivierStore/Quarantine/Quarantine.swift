internal import VivierFiles

extension Store {
    /// A place for raw bytes that may have to go into quarantine.
    package func stageQuarantine() throws(StoreError) -> StagedQuarantine {
        try StagedQuarantine(in: layout, level: level)
    }

    /// Puts bytes into quarantine, durably.
    package func quarantine(
        _ bytes: [UInt8],
        _ reason: QuarantineReason
    )
        throws(StoreError) -> QuarantineID
    {
        let staged = try stageQuarantine()
        try staged.write(bytes.span)
        return try publish(staged, reason)
    }

    /// Puts what was staged into quarantine, durably, by the rule of dossiers.
    package func publish(
        _ staged: StagedQuarantine,
        _ reason: QuarantineReason
    )
        throws(StoreError) -> QuarantineID
    {
        try onDisk { () throws(SystemCallError) in
            let file = try staged.writer.finish()
            let note = try DurableFile.create("\(staged.folder.path)/reason.json")
            try note.write(reason.bytes(of: file))
            if safeguards.has(.syncQuarantine) {
                try staged.writer.file.sync()
                try note.sync()
                try syncFolder(staged.folder.path)
            }
        }
        while true {
            let random = try onDisk { () throws(SystemCallError) in try randomBytes(10) }
            let id = QuarantineID(time: reason.time, random: random)
            if try place(staged, as: id) { return id }
        }
    }

    private func place(
        _ staged: StagedQuarantine,
        as id: QuarantineID
    )
        throws(StoreError) -> Bool
    {
        var keyFile: DurableFile?
        if let key = staged.folder.key {
            keyFile = try placeKey(key, for: id.description) { exists(layout.quarantine(id)) }
            if keyFile == nil { return false }
        }
        defer { withExtendedLifetime(keyFile) {} }
        return try onDisk { () throws(SystemCallError) in
            guard try staged.folder.move(to: layout.quarantine(id), safeguards) else {
                return false
            }
            if safeguards.has(.syncQuarantine) { try syncFolder(layout.quarantineShard(id)) }
            return true
        }
    }

    /// The numbers of everything in quarantine, in their order: oldest first.
    package func quarantined() throws(StoreError) -> [QuarantineID] {
        try onDisk { () throws(SystemCallError) in
            var ids: [QuarantineID] = []
            for shard in StoreLayout.shards {
                ids += try names(in: "\(root)/quarantine/\(shard)").compactMap { QuarantineID($0) }
            }
            return ids.sorted()
        }
    }

    /// Why something is in quarantine.
    package func quarantined(_ id: QuarantineID) throws(StoreError) -> QuarantinedItem {
        do throws(SystemCallError) {
            let bytes = try readFile("\(layout.quarantine(id))/reason.json")
            let isChecked = safeguards.has(.noteSum)
            if let item = QuarantinedItem(id, bytes, checksum: isChecked) { return item }
        } catch {
            if !error.isMissing { throw .disk(error) }
            throw .noSuchQuarantine(id)
        }
        throw .notAStore(path: "\(layout.quarantine(id))/reason.json", reason: "it cannot be read")
    }

    /// The bytes that were received, as they were; `nil` if the disk changed them.
    package func quarantinedBytes(_ id: QuarantineID) throws(StoreError) -> [UInt8]? {
        let item = try quarantined(id)
        let key = try dossierKey(id.description)
        let read = try onDisk { () throws(SystemCallError) in
            try FileReader("\(layout.quarantine(id))/raw", key: key).all()
        }
        return read?.file == item.file ? read?.bytes : nil
    }

    /// Writes down which dossier came of something in quarantine, so that the erasure
    /// of the dossier finds it.
    package func settle(_ id: QuarantineID, as dossier: DossierID) throws(StoreError) {
        let item = try quarantined(id)
        var reason = item.reason
        reason.dossier = dossier
        let bytes = reason.bytes(of: item.file)
        try onDisk { () throws(SystemCallError) in
            try publishFile(
                bytes,
                at: "\(layout.quarantine(id))/reason.json",
                temporary: "\(layout.quarantine(id))/reason.new"
            )
        }
    }

    /// Deletes something from quarantine, its key first.
    func deleteQuarantined(_ id: QuarantineID) throws(StoreError) {
        try onDisk { () throws(SystemCallError) in
            try destroyKey(id.description)
            try deleteTree(layout.quarantine(id))
            if safeguards.has(.syncErasure) { try syncFolder(layout.quarantineShard(id)) }
        }
    }
}
