internal import VivierFiles

/// What a backup took.
package struct BackupReport: Sendable, Equatable {
    package internal(set) var files = 0
    package internal(set) var bytes = 0
    package internal(set) var dossiers = 0
}

extension Store {
    /// Copies the store into a new folder, while others go on writing.
    ///
    /// Of each journal the whole lines are taken; a damaged one is taken as it is.
    /// Tombstones are copied last, so that what was erased meanwhile is erased again
    /// by ``restore(from:to:tombstones:)``. The file `MANIFEST` comes at the very end:
    /// a folder without it is no backup.
    ///
    /// `keys`: Whether keys are copied too, or have a backup of their own.
    package func backUp(to target: String, keys: Bool = true) throws(StoreError) -> BackupReport {
        guard !exists(target) else { throw .alreadyAStore(path: target) }
        var report = BackupReport()
        var manifest = Manifest()
        _ = try onDisk { () throws(SystemCallError) in try makePrivateFolder(target) }
        for folder in Manifest.folders where keys || folder != "keys" {
            for path in try everyFile(below: folder) {
                guard let bytes = try copied(path) else { continue }
                try onDisk { () throws(SystemCallError) in
                    try writeCopy(bytes, path, in: target)
                }
                manifest.add(path, bytes)
                report.files += 1
                report.bytes += bytes.count
                if path.hasSuffix("/events.jsonl") { report.dossiers += 1 }
            }
        }
        let version = StoreVersion(level: level).bytes
        manifest.add("VERSION", version)
        try onDisk { () throws(SystemCallError) in
            try writeCopy(version, "VERSION", in: target)
            try syncAll(target)
            try publishFile(
                manifest.bytes,
                at: "\(target)/MANIFEST",
                temporary: "\(target)/MANIFEST.new"
            )
            try syncFolder(folder(of: target))
        }
        return report
    }

    /// Paths below the store, in a fixed order; journals before the files they name.
    private func everyFile(below folder: String) throws(StoreError) -> [String] {
        // `spaces` is made when it is needed.
        guard exists("\(root)/\(folder)") else { return [] }
        return try onDisk { () throws(SystemCallError) in
            try listFiles(below: "\(root)/\(folder)").files.map { "\(folder)/\($0)" }
        }
    }

    /// What the backup gets of a file; `nil` if it was erased since it was listed.
    private func copied(_ path: String) throws(StoreError) -> [UInt8]? {
        let bytes: [UInt8]
        do throws(SystemCallError) {
            bytes = try readFile("\(root)/\(path)")
        } catch {
            if error.isMissing { return nil }
            throw .disk(error)
        }
        let parts = path.split(separator: "/")
        guard parts.count == 4, parts[0] == "dossiers", parts[3] == "events.jsonl",
            let id = DossierID(String(parts[2]))
        else { return bytes }
        let scan = JournalScan(bytes, of: id)
        if case .torn = scan.tail { return Array(bytes.prefix(scan.validLength)) }
        return bytes
    }
}

/// Writes one file of a copy, with the folders above it; the copy is flushed as a whole.
func writeCopy(_ bytes: [UInt8], _ path: String, in target: String) throws(SystemCallError) {
    var folder = target
    for part in path.split(separator: "/").dropLast() {
        folder += "/\(part)"
        try makePrivateFolder(folder)
    }
    try DurableFile.create("\(target)/\(path)").write(bytes)
}
