internal import VivierFiles
internal import VivierStore

/// The right to send one mail; the kernel takes it back from a process that is killed.
struct OutboxClaim: ~Copyable {
    let entry: Outbox.Entry
    private(set) var mail: OutboxMail
    private let outbox: Outbox
    private var file: DurableFile

    /// Claims a mail of `new`.
    ///
    /// - Returns: `nil` if another process has it, or had it a moment ago.
    /// - Throws: ``OutboxFailure``.
    init?(_ entry: Outbox.Entry, in outbox: Outbox) throws(OutboxFailure) {
        let path = outbox.path(entry)
        guard exists(path) else { return nil }
        let claimed = try onDisk { () throws(SystemCallError) -> (DurableFile, OutboxMail?)? in
            let file = try DurableFile.open(overwriting: path)
            guard try file.lockIfFree(), file.isInPlace() else { return nil }
            return (file, try outbox.read(entry))
        }
        guard let (file, mail) = claimed else { return nil }
        guard let mail else { throw .damaged(entry.name) }
        self.entry = entry
        self.mail = mail
        self.outbox = outbox
        self.file = file
    }

    /// Writes down how far the mail has come.
    ///
    /// The new file is held before it takes the old one's place.
    mutating func update(_ mail: OutboxMail) throws(SystemCallError) {
        let staged = try outbox.writeDurably(mail, in: .new)
        try staged.lock()
        try moveReplacing(staged.path, outbox.path(entry))
        try syncFolder(outbox.path(.new))
        file = staged
        self.mail = mail
    }

    /// Puts the mail where it will stay.
    consuming func finish(_ mail: OutboxMail, in folder: Outbox.Folder) throws(SystemCallError) {
        try outbox.move(mail, from: entry, to: folder)
    }
}
