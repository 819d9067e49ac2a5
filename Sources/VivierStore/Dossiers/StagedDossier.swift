internal import VivierFiles

/// A submission on its way: files that nobody sees before ``Store/publish(_:as:first:second:)``.
///
/// If it is let go before that, all of it is deleted.
package final class StagedDossier: StagedSubmission {
    let folder: StagedFolder
    private var writer: FileWriter?
    private var number = 0
    /// The files with their names on the disk, open until they are flushed.
    private(set) var files: [(name: String, file: DurableFile)] = []

    init(in layout: StoreLayout, level: EncryptionLevel) throws(StoreError) {
        folder = try StagedFolder(in: layout, level: level)
        try onDisk { () throws(SystemCallError) in
            _ = try makePrivateFolder("\(folder.path)/files")
        }
    }

    /// Begins a file; one at a time.
    package func beginFile() throws(StoreError) {
        number += 1
        try onDisk { () throws(SystemCallError) in
            writer = try FileWriter("\(folder.path)/\(number).part", key: folder.key)
        }
    }

    /// Adds bytes to the file that was begun.
    package func write(_ bytes: Span<UInt8>) throws(StoreError) {
        guard let writer else { preconditionFailure("no file was begun") }
        do throws(SystemCallError) { try writer.write(bytes) } catch { throw .disk(error) }
    }

    /// Ends the file.
    ///
    /// - Returns: What the first event has to name. A file with the same bytes as
    ///   one before is kept once.
    package func endFile() throws(StoreError) -> StoredFile {
        guard let writer else { preconditionFailure("no file was begun") }
        return try onDisk { () throws(SystemCallError) in
            let stored = try writer.finish()
            let name = folder.key?.fileName(sha256: stored.sha256) ?? stored.sha256
            let part = "\(folder.path)/\(number).part"
            if try moveToNewName(part, "\(folder.path)/files/\(name)") {
                files.append((name, writer.file))
            } else {
                try deleteFile(part)
            }
            self.writer = nil
            return stored
        }
    }

    /// Deletes the file that was begun: it is not wanted after all.
    package func dropFile() throws(StoreError) {
        writer = nil
        try onDisk { () throws(SystemCallError) in
            try deleteFile("\(folder.path)/\(number).part")
        }
    }
}
