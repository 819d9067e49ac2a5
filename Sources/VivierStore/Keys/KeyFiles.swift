internal import VivierFiles

extension Store {
    /// The key of a dossier or of something in quarantine.
    ///
    /// - Returns: `nil` at level 0, where only what is sealed by itself has a key.
    func dossierKey(_ owner: String) throws(StoreError) -> DossierKey? {
        guard level == .dossier || exists(layout.key(owner)) else { return nil }
        let missing = DossierID(owner).map { StoreError.noKey($0) }
        do throws(SystemCallError) {
            let text = try readFile(layout.key(owner))
            if let key = DossierKey(wrapped: text, for: owner, by: key) { return key }
        } catch {
            if !error.isMissing { throw .disk(error) }
        }
        throw missing ?? .notAStore(path: layout.key(owner), reason: "the key cannot be read")
    }

    /// Puts a key in its place, durably, and holds the place until the result goes.
    ///
    /// Two that publish under one number at once have a key each: the second waits
    /// here, and then finds the dossier there. A key without a dossier is what a
    /// stopped writer left, and is written over.
    ///
    /// - Returns: `nil` if `isTaken` says that the number was given meanwhile.
    func placeKey(
        _ dossierKey: DossierKey,
        for owner: String,
        isTaken: () -> Bool
    )
        throws(StoreError) -> DurableFile?
    {
        try onDisk { () throws(SystemCallError) in
            let wrapped = dossierKey.wrapped(for: owner, by: key, nonce: try randomBytes(12))
            let path = layout.key(owner)
            while true {
                let file = try DurableFile.openAtEnd(path, isMade: true)
                try file.lock()
                if isTaken() { return nil }
                guard file.isInPlace() else { continue }
                try file.truncate(to: 0)
                try file.write(wrapped)
                if safeguards.has(.syncKey) {
                    try file.sync()
                    try syncFolder(layout.keyShard(String(owner.suffix(2))))
                }
                return file
            }
        }
    }

    /// Overwrites a key, then deletes it; one that is gone already is no error.
    func destroyKey(_ owner: String) throws(SystemCallError) {
        let path = layout.key(owner)
        guard exists(path) else { return }
        let file = try DurableFile.open(overwriting: path)
        try file.lock()
        try file.write(try randomBytes(max(1, try file.length())))
        try file.sync()
        try deleteFile(path)
        if safeguards.has(.syncKeyDestruction) {
            try syncFolder(layout.keyShard(String(owner.suffix(2))))
        }
    }
}
