internal import VivierFiles

extension Store {
    /// What the secrets of all pages of all spaces are made of: 32 bytes.
    package var spaceKey: [UInt8] { key.key(for: .space) }

    /// What the actions of all spaces are signed with: 32 bytes.
    package var actionKey: [UInt8] { key.key(for: .action) }

    /// How often the links of a reader were taken back.
    ///
    /// - Throws: ``StoreError`` if the file that says so cannot be read: links that were taken
    ///   back must not come to life again.
    package func rotation(of reader: ReaderID) throws(StoreError) -> Int {
        try readRotation(layout.space(reader))
    }

    /// Takes all links of a reader back, durably.
    ///
    /// - Returns: The rotation from now on.
    package func rotate(_ reader: ReaderID) throws(StoreError) -> Int {
        let lock = try lockSpaces()
        defer { withExtendedLifetime(lock) {} }
        let next = try rotation(of: reader) + 1
        try onDisk { () throws(SystemCallError) in
            if try makePrivateFolder(layout.spaces) { try syncFolder(root) }
            let shard = "\(layout.spaces)/\(reader.shard)"
            if try makePrivateFolder(shard) { try syncFolder(layout.spaces) }
            try publishFile(
                Array("vivier-space 1 \(next)\n".utf8),
                at: layout.space(reader),
                temporary: "\(layout.temporary)/space.\(processNumber()).\(reader)"
            )
        }
        return next
    }

    /// Keeps others from making the pages of spaces until the result goes.
    ///
    /// Who makes a page holds it from the reading of the journals to the page in its place, so
    /// that no page is ever replaced by an older one.
    package func lockSpaces() throws(StoreError) -> SpaceLock {
        try onDisk { () throws(SystemCallError) in
            let file = try DurableFile.openAtEnd("\(root)/spaces.lock", isMade: true)
            try file.lock()
            return SpaceLock(file: file)
        }
    }

    /// Up to which byte of `index.log` the pages of everybody were made; `nil` if never.
    package func pressed() throws(StoreError) -> Int? {
        guard exists(layout.pressed) else { return nil }
        let text = try onDisk { () throws(SystemCallError) in try readFile(layout.pressed) }
        // One that cannot be read is as good as none: all pages are made again.
        return Int(String(decoding: text.dropLast(), as: UTF8.self))
    }

    package func notePressed(upTo end: Int) throws(StoreError) {
        try onDisk { () throws(SystemCallError) in
            try publishFile(
                Array("\(end)\n".utf8),
                at: layout.pressed,
                temporary: "\(layout.temporary)/pressed.\(processNumber())"
            )
        }
    }

    private func readRotation(_ path: String) throws(StoreError) -> Int {
        let text: [UInt8]
        do throws(SystemCallError) {
            text = try readFile(path)
        } catch {
            if error.isMissing { return 0 }
            throw .disk(error)
        }
        let words = String(decoding: text, as: UTF8.self).split(separator: " ")
        guard words.count == 3, words[0] == "vivier-space", words[1] == "1",
            words[2].hasSuffix("\n"), let count = Int(words[2].dropLast()), count > 0
        else { throw .notAStore(path: path, reason: "the rotation cannot be read") }
        return count
    }
}

/// The right to make the pages of spaces, as long as it lives.
package struct SpaceLock: Sendable {
    private let file: DurableFile

    fileprivate init(file: DurableFile) { self.file = file }
}
