package import VivierFiles
package import VivierStore

extension Outbox {
    /// Whether the acknowledgement that a journal promises has to be made anew.
    ///
    /// It is in no folder, or what a power cut left of it is no mail.
    package func lacksAcknowledgement(of dossier: DossierID) throws(SystemCallError) -> Bool {
        try lacks(Dossier.acknowledgement, of: dossier)
    }

    /// The same of any letter; `event` is its name: `request-3`.
    package func lacks(
        _ event: String,
        of dossier: DossierID
    ) throws(SystemCallError) -> Bool {
        guard let name = OutboxName(dossier: dossier, event: event) else { return false }
        let waiting = Entry(folder: .new, name: name, isRecorded: false)
        if try read(waiting) != nil { return false }
        if exists(path(waiting)) { return true }
        return !places(of: name).contains { exists(path($0)) }
    }

    /// Puts the bytes of a damaged mail from `new` into quarantine, and a new one in its place.
    ///
    /// Nobody knows how far the damaged one had come, and the new one says so. At every moment
    /// one of them is there: without either, a mail made anew would not know of the first.
    ///
    /// - Returns: `false` if there is none, or if another process has it.
    func replaceDamaged(
        by mail: OutboxMail,
        in store: Store,
        at time: Instant
    ) throws(StoreError) -> Bool {
        let entry = Entry(folder: .new, name: mail.name, isRecorded: false)
        guard exists(path(entry)) else { return false }
        let damaged = try onStoreDisk { () throws(SystemCallError) -> (DurableFile, [UInt8])? in
            let file = try DurableFile.open(overwriting: path(entry))
            guard try file.lockIfFree(), file.isInPlace() else { return nil }
            let bytes = try file.read(upTo: try file.length())
            return OutboxMail(fileBytes: bytes) == nil ? (file, bytes) : nil
        }
        guard let (file, bytes) = damaged else { return false }
        defer { withExtendedLifetime(file) {} }
        let reason = QuarantineReason(
            code: "damaged-mail",
            detail: mail.name.event,
            dossier: mail.name.dossier,
            time: time
        )
        _ = try store.quarantine(bytes, reason)
        var doubtful = mail
        doubtful.unanswered = 1
        try onStoreDisk { () throws(SystemCallError) in
            let staged = try writeDurably(doubtful, in: .new)
            try moveReplacing(staged.path, path(entry))
            try syncFolder(path(.new))
        }
        return true
    }
}

/// Runs what may fail for the disk's sake beside what may fail for the store's.
func onStoreDisk<Result>(
    _ body: () throws(SystemCallError) -> Result
) throws(StoreError) -> Result {
    do throws(SystemCallError) { return try body() } catch { throw .disk(error) }
}
