internal import VivierFiles

/// Raw bytes on their way into quarantine, as they come.
///
/// An intake writes here what it receives while it parses it, and lets it go once
/// the submission is safe as a dossier.
package final class StagedQuarantine {
    let folder: StagedFolder
    let writer: FileWriter

    init(in layout: StoreLayout, level: EncryptionLevel) throws(StoreError) {
        let folder = try StagedFolder(in: layout, level: level)
        self.folder = folder
        writer = try onDisk { () throws(SystemCallError) in
            try FileWriter("\(folder.path)/raw", key: folder.key)
        }
    }

    /// Adds bytes.
    package func write(_ bytes: Span<UInt8>) throws(StoreError) {
        do throws(SystemCallError) { try writer.write(bytes) } catch { throw .disk(error) }
    }
}
