internal import VivierFiles

/// The right to decide about dossiers that depend on one another, as long as it lives.
package struct DeskLock: Sendable {
    private let file: DurableFile

    fileprivate init(file: DurableFile) { self.file = file }
}

extension Store {
    /// Keeps others from deciding until the result goes: what one dossier may become depends on
    /// the others of its vacancy.
    package func lockDesk() throws(StoreError) -> DeskLock {
        try onDisk { () throws(SystemCallError) in
            let file = try DurableFile.openAtEnd("\(root)/desk.lock", isMade: true)
            try file.lock()
            return DeskLock(file: file)
        }
    }

    /// Takes a place for a dossier, durably: of several at once, one gets it.
    ///
    /// `slot`: Small letters, digits, `-` and `_`.
    /// - Returns: Who has it, be it since an earlier time.
    package func takeSlot(_ slot: String, for id: DossierID) throws(StoreError) -> DossierID {
        let folder = "\(root)/slots/\(slot)"
        let path = "\(folder)/1"
        return try onDisk { () throws(SystemCallError) in
            if try makePrivateFolder(folder) { try syncFolder("\(root)/slots") }
            let staged = "\(layout.temporary)/slot.\(processNumber()).\(id)"
            try deleteFile(staged)
            let file = try DurableFile.create(staged)
            try file.write(Array("\(id)\n".utf8))
            try file.sync()
            if try moveToNewName(staged, path) {
                try syncFolder(folder)
                return id
            }
            try deleteFile(staged)
            let holder = String(decoding: try readFile(path).dropLast(), as: UTF8.self)
            // Bytes that are no number hold nothing.
            return DossierID(holder) ?? id
        }
    }

    /// Who has a place; `nil` if nobody has.
    package func holder(ofSlot slot: String) throws(StoreError) -> DossierID? {
        let path = "\(root)/slots/\(slot)/1"
        return try onDisk { () throws(SystemCallError) in
            guard exists(path) else { return nil }
            return DossierID(String(decoding: try readFile(path).dropLast(), as: UTF8.self))
        }
    }

    /// Gives a place back, if the dossier has it.
    package func freeSlot(_ slot: String, of id: DossierID) throws(StoreError) {
        let folder = "\(root)/slots/\(slot)"
        let path = "\(folder)/1"
        try onDisk { () throws(SystemCallError) in
            guard exists(path), try readFile(path) == Array("\(id)\n".utf8) else { return }
            try deleteFile(path)
            try syncFolder(folder)
        }
    }
}
