internal import VivierCrypto
internal import VivierFiles

extension Store {
    /// Appends an event to a journal, durably.
    ///
    /// Others that append to the same dossier wait. An event whose source was
    /// appended before is not appended again: the first is the answer.
    ///
    /// - Parameter expecting: The number of the last event that the caller knows.
    /// - Throws: ``StoreError``, with the journal as it was, except for a torn end that
    ///   was set aside in quarantine.
    package func append(
        _ event: NewEvent,
        to id: DossierID,
        expecting: Int? = nil
    )
        throws(StoreError) -> AppendedEvent
    {
        let journal = try openLocked(id)
        let key = try dossierKey(id.description)
        let bytes = try onDisk { () throws(SystemCallError) in
            try journal.read(upTo: try journal.length())
        }
        let scan = JournalScan(bytes, of: id, safeguards: safeguards)
        if case .damaged(let line, let reason) = scan.tail {
            throw .damaged(id, line: line, reason: reason)
        }
        var end = JournalEnd(journal: journal, id: id, key: key, after: scan)
        try noteChange(of: id)
        if case .torn = scan.tail {
            try repair(&end, setAside: bytes[scan.validLength...], at: event.time)
        }
        if let same = repeated(event, scan) {
            // Who wrote it may have been stopped before it was flushed.
            try flush(journal)
            return AppendedEvent(number: same.line.number, hash: same.hash, isRepeated: true)
        }
        if let expecting, expecting != end.number, safeguards.has(.expectedNumber) {
            throw .conflict(id, expected: expecting, found: end.number)
        }
        return try write(event, at: &end)
    }

    /// Opens a journal that nobody else writes until the result goes.
    func openLocked(_ id: DossierID) throws(StoreError) -> DurableFile {
        while true {
            let journal: DurableFile
            do throws(SystemCallError) {
                journal = try DurableFile.openAtEnd(layout.journal(id))
                if safeguards.has(.lock) { try journal.lock() }
            } catch {
                guard error.isMissing else { throw .disk(error) }
                throw isErased(id) ? .erased(id) : missing(id)
            }
            // It may have been erased while this waited.
            if journal.isInPlace() || !safeguards.has(.sameFile) { return journal }
        }
    }

    private func repeated(_ event: NewEvent, _ scan: JournalScan) -> JournalScan.Line? {
        guard !event.source.isEmpty, safeguards.has(.sourceOnce) else { return nil }
        return scan.lines.first { $0.line.source == event.source }
    }

    private func flush(_ journal: DurableFile) throws(StoreError) {
        guard safeguards.has(.syncAppend) else { return }
        try onDisk { () throws(SystemCallError) in try journal.syncData() }
    }

    /// Writes one line in one call, and flushes it.
    ///
    /// What could not be written whole, or not be flushed, is cut off again: a
    /// second try must not find it and take it for written.
    private func write(
        _ event: NewEvent,
        at end: inout JournalEnd
    )
        throws(StoreError) -> AppendedEvent
    {
        let line = try line(for: event, number: end.number + 1, after: end.link, key: end.key)
        do throws(StoreError) {
            try onDisk { () throws(SystemCallError) in
                let written = try end.journal.writeOnce(line.span)
                guard written == line.count else { throw .noRoom(for: end.journal.path) }
            }
            try flush(end.journal)
        } catch {
            if safeguards.has(.cutShortWrite) {
                try onDisk { () throws(SystemCallError) in
                    try end.journal.truncate(to: end.length)
                }
            }
            throw error
        }
        end.add(line)
        return AppendedEvent(number: end.number, hash: end.hash, isRepeated: false)
    }

    /// Sets the torn end of a journal aside, cuts it off, and writes that this was done.
    ///
    /// In this order: a stop in between leaves the bytes twice, never nowhere.
    private func repair(
        _ end: inout JournalEnd,
        setAside torn: ArraySlice<UInt8>,
        at time: Instant
    )
        throws(StoreError)
    {
        let reason = QuarantineReason(code: "torn-journal", dossier: end.id, time: time)
        let kept = try quarantine(Array(torn), reason)
        try onDisk { () throws(SystemCallError) in
            try end.journal.truncate(to: end.length)
            if safeguards.has(.syncRepair) { try end.journal.sync() }
        }
        let data = JSONValue.object([
            .init("bytes", .int(torn.count)), .init("quarantine", .string(kept.description)),
        ])
        let event = try NewEvent(
            kind: "repaired",
            by: "store",
            source: "",
            time: time,
            data: data.bytes
        )
        _ = try write(event, at: &end)
    }
}

/// Where the next line of a locked journal goes.
private struct JournalEnd {
    let journal: DurableFile
    let id: DossierID
    let key: DossierKey?
    private(set) var number: Int
    private(set) var length: Int
    private(set) var link: String
    private(set) var hash: [UInt8] = []

    init(journal: DurableFile, id: DossierID, key: DossierKey?, after scan: JournalScan) {
        self.journal = journal
        self.id = id
        self.key = key
        number = scan.lines.count
        length = scan.validLength
        link = scan.nextLink(id)
    }

    /// - Parameter line: With its line end.
    mutating func add(_ line: [UInt8]) {
        number += 1
        length += line.count
        hash = SHA256.hash(line.dropLast())
        link = VivierStore.link(from: hash)
    }
}
