internal import VivierFiles

/// A file on its way into a dossier that is there already.
///
/// If it is let go before ``Store/attach(_:)``, it is deleted.
package final class StagedAttachment {
    let dossier: DossierID
    let folder: StagedFolder
    private let writer: FileWriter
    private let dossierKey: DossierKey?

    fileprivate init(_ dossier: DossierID, in store: Store) throws(StoreError) {
        self.dossier = dossier
        let key = try store.dossierKey(dossier.description)
        let folder = try StagedFolder(in: store.layout, level: store.level)
        dossierKey = key
        self.folder = folder
        writer = try onDisk { () throws(SystemCallError) in
            try FileWriter("\(folder.path)/file", key: key)
        }
    }

    package func write(_ bytes: Span<UInt8>) throws(StoreError) {
        do throws(SystemCallError) { try writer.write(bytes) } catch { throw .disk(error) }
    }

    /// Ends and flushes it.
    ///
    /// - Returns: What an event has to name, and its name on the disk.
    fileprivate func finish() throws(SystemCallError) -> (file: StoredFile, name: String) {
        let stored = try writer.finish()
        try writer.file.sync()
        return (stored, dossierKey?.fileName(sha256: stored.sha256) ?? stored.sha256)
    }
}

extension Store {
    /// A place for a file that is to come to a dossier.
    package func stageAttachment(for id: DossierID) throws(StoreError) -> StagedAttachment {
        if isErased(id) { throw .erased(id) }
        return try StagedAttachment(id, in: self)
    }

    /// Puts a file among those of its dossier, durably; the event that names it comes next.
    ///
    /// - Returns: What that event has to name.
    package func attach(_ staged: StagedAttachment) throws(StoreError) -> StoredFile {
        let id = staged.dossier
        do throws(SystemCallError) {
            let (stored, name) = try staged.finish()
            let source = "\(staged.folder.path)/file"
            // Another with the same bytes is the same file.
            _ = try moveToNewName(source, "\(layout.files(id))/\(name)")
            try syncFolder(layout.files(id))
            return stored
        } catch {
            if error.isMissing { throw isErased(id) ? .erased(id) : missing(id) }
            throw .disk(error)
        }
    }
}
