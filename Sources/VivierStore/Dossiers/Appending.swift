internal import VivierFiles

extension Store {
    /// Appends an event to a journal, durably.
    ///
    /// Others that append to the same dossier wait. An event whose source was
    /// appended before is not appended again: the first is the answer.
    ///
    /// `expecting`: The number of the last event that the caller knows.
    /// - Throws: ``StoreError``, with the journal as it was, except for a torn end that
    ///   was set aside in quarantine.
    package func append(
        _ event: NewEvent,
        to id: DossierID,
        expecting: Int? = nil
    )
        throws(StoreError) -> AppendedEvent
    {
        try append(event, and: nil, to: id, expecting: expecting)
    }

    /// Does the same for two events, in one write and one flush.
    ///
    /// `second`: What belongs to the first; appended with a repeat too if it is not there yet.
    package func append(
        _ event: NewEvent,
        and second: NewEvent?,
        to id: DossierID,
        expecting: Int?
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
        var end = JournalEnd(
            journal: journal,
            id: id,
            key: key,
            chain: JournalChain(of: id, after: scan)
        )
        try noteChange(of: id)
        if case .torn = scan.tail {
            try repair(&end, setAside: bytes[scan.validLength...], at: event.time)
        }
        if let same = repeated(event, scan) {
            if let second, repeated(second, scan) == nil {
                _ = try write([second], at: &end)
            } else {
                // Who wrote it may have been stopped before it was flushed.
                try flush(journal)
            }
            return AppendedEvent(number: same.line.number, hash: same.hash, isRepeated: true)
        }
        if let expecting, expecting != end.chain.number, safeguards.has(.expectedNumber) {
            throw .conflict(id, expected: expecting, found: end.chain.number)
        }
        return try write([event, second].compactMap(\.self), at: &end)
    }

    /// Opens a journal that nobody else writes until the result goes.
    private func openLocked(_ id: DossierID) throws(StoreError) -> DurableFile {
        do throws(SystemCallError) {
            let journal = try DurableFile.openAtEnd(layout.journal(id))
            if safeguards.has(.lock) { try journal.lock() }
            // It may have been erased while this waited.
            if !isErased(id) { return journal }
        } catch {
            guard error.isMissing else { throw .disk(error) }
            throw isErased(id) ? .erased(id) : missing(id)
        }
        throw .erased(id)
    }

    private func repeated(_ event: NewEvent, _ scan: JournalScan) -> JournalScan.Line? {
        guard !event.source.isEmpty, safeguards.has(.sourceOnce) else { return nil }
        return scan.lines.first { $0.line.source == event.source }
    }

    private func flush(_ journal: DurableFile) throws(StoreError) {
        guard safeguards.has(.syncAppend) else { return }
        try onDisk { () throws(SystemCallError) in try journal.syncData() }
    }

    /// Writes lines in one call, and flushes them.
    ///
    /// What could not be written whole, or not be flushed, is cut off again: a
    /// second try must not find it and take it for written.
    ///
    /// - Returns: Where the first one stands.
    private func write(
        _ events: [NewEvent],
        at end: inout JournalEnd
    )
        throws(StoreError) -> AppendedEvent
    {
        var chain = end.chain
        var first: AppendedEvent?
        var bytes: [UInt8] = []
        for event in events {
            let line = try line(for: event, after: chain, key: end.key)
            chain.add(line)
            bytes += line
            first = first ?? appended(chain)
        }
        do throws(StoreError) {
            try onDisk { () throws(SystemCallError) in
                let written = try end.journal.writeOnce(bytes.span)
                guard written == bytes.count else { throw .noRoom(for: end.journal.path) }
            }
            try flush(end.journal)
        } catch {
            if safeguards.has(.cutShortWrite) {
                try onDisk { () throws(SystemCallError) in
                    try end.journal.truncate(to: end.chain.length)
                }
            }
            throw error
        }
        end.chain = chain
        return first ?? appended(chain)
    }

    private func appended(_ chain: JournalChain) -> AppendedEvent {
        AppendedEvent(number: chain.number, hash: chain.hash, isRepeated: false)
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
            try end.journal.truncate(to: end.chain.length)
            try end.journal.sync()
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
        _ = try write([event], at: &end)
    }
}

/// Where the next line of a locked journal goes.
private struct JournalEnd {
    let journal: DurableFile
    let id: DossierID
    let key: DossierKey?
    var chain: JournalChain
}
