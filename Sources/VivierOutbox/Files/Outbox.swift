package import VivierFiles
package import VivierStore

/// The mails of a store: `outbox/new`, `sent` and `failed`, one file per mail.
///
/// A mail that stands in two folders was on its way when a process was killed: `sent`
/// counts before `new`, and `new` before `failed`. In `sent` and `failed` a name ends
/// with `:2,S`, as maildir marks what was seen, once the journal of the dossier has it.
package struct Outbox: Sendable {
    package enum Folder: String, Sendable, CaseIterable {
        case new
        case sent
        case failed
    }

    /// A file in one of the folders.
    package struct Entry: Sendable, Hashable {
        package var folder: Folder
        package var name: OutboxName

        /// Whether the journal of the dossier says what became of it.
        package var isRecorded: Bool

        /// Dossier by dossier, in each what was promised first.
        static func isEarlier(_ one: Entry, _ other: Entry) -> Bool {
            (one.name.dossier, one.name.number, one.name)
                < (other.name.dossier, other.name.number, other.name)
        }
    }

    static let recorded = ":2,S"

    package let root: String

    package init(_ store: Store) { root = "\(store.root)/outbox" }

    /// The outbox in a folder of its own.
    package init(at root: String) { self.root = root }

    func path(_ folder: Folder) -> String { "\(root)/\(folder.rawValue)" }

    func path(_ entry: Entry) -> String {
        "\(path(entry.folder))/\(entry.name)\(entry.isRecorded ? Self.recorded : "")"
    }

    /// Puts a mail into `new`, without waiting for the disk.
    ///
    /// A power cut may take it away, or leave a part of it. So the journal has to promise it
    /// before: what it promises and is not here is made anew, under the same Message-ID.
    ///
    /// - Returns: `false` if this event has made its mail before; nothing changes then.
    /// - Throws: ``SystemCallError``.
    package func queue(_ mail: OutboxMail) throws(SystemCallError) -> Bool {
        if places(of: mail.name).contains(where: { exists(path($0)) }) { return false }
        let staged = try write(mail, in: .new)
        let target = path(Entry(folder: .new, name: mail.name, isRecorded: false))
        guard try moveToNewName(staged.path, target) else {
            try deleteFile(staged.path)
            return false
        }
        return true
    }

    /// Where a mail can be, in the order in which it comes there.
    func places(of name: OutboxName) -> [Entry] {
        Folder.allCases.flatMap { folder in
            [false, true].map { Entry(folder: folder, name: name, isRecorded: $0) }
        }
    }

    /// The mails of a folder, by name.
    package func entries(_ folder: Folder) throws(SystemCallError) -> [Entry] {
        try names(in: path(folder))
            .compactMap { name in
                let isRecorded = name.hasSuffix(Self.recorded)
                let plain = isRecorded ? String(name.dropLast(Self.recorded.count)) : name
                return OutboxName(plain)
                    .map { Entry(folder: folder, name: $0, isRecorded: isRecorded) }
            }
    }

    /// - Returns: `nil` if the file is gone, or is no mail.
    package func read(_ entry: Entry) throws(SystemCallError) -> OutboxMail? {
        do throws(SystemCallError) {
            return OutboxMail(fileBytes: try readFile(path(entry)))
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Writes a mail under a name that nobody looks at, and flushes it.
    func writeDurably(
        _ mail: OutboxMail,
        in folder: Folder
    ) throws(SystemCallError) -> DurableFile {
        let file = try write(mail, in: folder)
        try file.sync()
        return file
    }

    private func write(
        _ mail: OutboxMail,
        in folder: Folder
    ) throws(SystemCallError) -> DurableFile {
        let path = "\(path(folder))/.\(mail.name).\(processNumber())"
        // What an earlier process with this number left behind.
        try deleteFile(path)
        let file = try DurableFile.create(path)
        try file.write(mail.fileBytes)
        return file
    }

    /// Puts a mail into another folder and takes it out of the one it is in.
    ///
    /// It is in one of them at every moment, and in both for one.
    func move(_ mail: OutboxMail, from entry: Entry, to folder: Folder) throws(SystemCallError) {
        let staged = try writeDurably(mail, in: folder)
        let target = Entry(folder: folder, name: mail.name, isRecorded: false)
        try moveReplacing(staged.path, path(target))
        try syncFolder(path(folder))
        try deleteFile(path(entry))
        try syncFolder(path(entry.folder))
    }

    /// Deletes what processes left behind that were killed while they wrote.
    func sweep() throws(SystemCallError) {
        for folder in Folder.allCases {
            for name in try names(in: path(folder)) where name.hasPrefix(".") {
                let process = name.split(separator: ".").last.flatMap { Int($0) }
                if let process, isRunning(process: process) { continue }
                try deleteFile("\(path(folder))/\(name)")
            }
        }
    }
}
