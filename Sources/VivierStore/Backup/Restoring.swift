internal import VivierCrypto
internal import VivierFiles

/// What a restoration found and did.
package struct RestoreReport: Sendable, Equatable {
    package internal(set) var files = 0
    /// Dossiers of the backup that tombstones erased again.
    package internal(set) var erased: [DossierID] = []
    /// Files of the backup that are missing, changed or not in its list.
    package internal(set) var differences: [String] = []
    package internal(set) var verification = VerificationReport()
}

extension Store {
    /// Makes a store of a backup, and erases again what was erased since.
    ///
    /// `root` is new, or holds nothing but the folder `tombstones` of the store that
    /// was lost. `VERSION` is written last: a restoration that was stopped is no store.
    /// `tombstones` is one more such folder.
    package static func restore(
        from backup: String,
        to root: String,
        tombstones ledger: String? = nil,
        reserve: Int = 64 << 20
    )
        throws(StoreError) -> RestoreReport
    {
        guard !exists("\(root)/VERSION") else { throw .alreadyAStore(path: root) }
        let manifest = try readManifest(of: backup)
        var report = RestoreReport()
        try onDisk { () throws(SystemCallError) in
            try prepare(root)
            for (path, hash) in manifest.hashes where path != "VERSION" {
                try restore(path, hash, from: backup, to: root, &report)
            }
            report.differences += try unlisted(in: backup, manifest)
            if let ledger { try copyTombstones(from: ledger, to: root) }
            try makeReserve(StoreLayout(root: root), reserve)
            try syncAll(root)
        }
        let level = try StoreVersion(reading: StoreLayout(root: backup)).level
        try onDisk { () throws(SystemCallError) in
            let version = StoreVersion(level: level).bytes
            try publishFile(version, at: "\(root)/VERSION", temporary: "\(root)/tmp/VERSION")
        }
        let store = try Store(opening: root)
        report.erased = try store.resumeErasures()
        report.verification = try store.verify()
        return report
    }

    private static func readManifest(of backup: String) throws(StoreError) -> Manifest {
        do throws(SystemCallError) {
            if let manifest = Manifest(try readFile("\(backup)/MANIFEST")) { return manifest }
        } catch {
            guard error.isMissing else { throw .disk(error) }
            throw .notAStore(path: backup, reason: "it has no MANIFEST: the backup did not end")
        }
        throw .notAStore(path: backup, reason: "its MANIFEST cannot be read")
    }

    /// Makes the folders; what a stopped restoration left is deleted, tombstones not.
    private static func prepare(_ root: String) throws(SystemCallError) {
        try makePrivateFolder(root)
        for folder in StoreLayout.sharded {
            if folder != "tombstones" { try deleteTree("\(root)/\(folder)") }
            try makePrivateFolder("\(root)/\(folder)")
            for shard in StoreLayout.shards { try makePrivateFolder("\(root)/\(folder)/\(shard)") }
        }
        for folder in StoreLayout.plain {
            if !folder.contains("/") { try deleteTree("\(root)/\(folder)") }
            try makePrivateFolder("\(root)/\(folder)")
        }
    }

    /// Copies one file.
    ///
    /// What differs from the list is copied too, and reported.
    private static func restore(
        _ path: String,
        _ hash: String,
        from backup: String,
        to root: String,
        _ report: inout RestoreReport
    )
        throws(SystemCallError)
    {
        guard exists("\(backup)/\(path)") else {
            report.differences.append("missing: \(path)")
            return
        }
        let bytes = try readFile("\(backup)/\(path)")
        if hexadecimal(SHA256.hash(bytes)) != hash { report.differences.append("changed: \(path)") }
        if exists("\(root)/\(path)") { return }
        try writeCopy(bytes, path, in: root)
        report.files += 1
    }

    private static func unlisted(
        in backup: String,
        _ manifest: Manifest
    )
        throws(SystemCallError) -> [String]
    {
        let listed = Set(manifest.hashes.map(\.path) + ["MANIFEST"])
        return try listFiles(below: backup).files.filter { !listed.contains($0) }
            .map { "not in the list: \($0)" }
    }

    private static func copyTombstones(
        from ledger: String,
        to root: String
    )
        throws(SystemCallError)
    {
        for path in try listFiles(below: ledger).files where !exists("\(root)/tombstones/\(path)") {
            try writeCopy(try readFile("\(ledger)/\(path)"), "tombstones/\(path)", in: root)
        }
    }
}
