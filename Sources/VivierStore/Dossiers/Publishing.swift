internal import VivierFiles

extension Store {
    /// A place for a submission that comes in.
    package func stage() throws(StoreError) -> StagedDossier {
        try StagedDossier(in: layout, level: level)
    }

    /// A place for a dossier with a key of its own, at whatever level the store is.
    package func stageSealed() throws(StoreError) -> StagedDossier {
        try StagedDossier(in: layout, level: .dossier)
    }

    /// Makes a submission a dossier, in one step and durably.
    ///
    /// The files, the folder of files, the journal and the staging folder are flushed, in any
    /// order; then the folder gets its name, which only one can get; then the shard is flushed,
    /// which has that name. Only then does this return.
    ///
    /// `first`: Event 1; it names every file. `second`: What is as sure as that, at the price of
    /// no flush.
    /// - Throws: ``StoreError``. After a flush that failed the staged folder is left in
    ///   `tmp`, and the process should end: the kernel may hold bytes the disk refused.
    package func publish(
        _ staged: StagedDossier,
        as id: DossierID,
        first: NewEvent,
        second: NewEvent?
    )
        throws(StoreError) -> Publication
    {
        if isErased(id) { return .erased(id) }
        if exists(layout.dossier(id)) { return try duplicate(id) }
        let journal: FirstLines
        do throws(StoreError) {
            journal = try lines(for: first, second, of: id, staged.folder.key)
            try flush(staged, with: journal.bytes)
        } catch {
            staged.folder.keep()
            throw error
        }
        return try place(staged, as: journal.dossier)
    }

    private func place(
        _ staged: StagedDossier,
        as dossier: Dossier
    )
        throws(StoreError) -> Publication
    {
        let id = dossier.id
        // Held until the dossier has its name.
        var keyFile: DurableFile?
        if let key = staged.folder.key {
            keyFile = try placeKey(key, for: id.description) {
                exists(layout.dossier(id)) || isErased(id)
            }
            if keyFile == nil { return isErased(id) ? .erased(id) : try duplicate(id) }
        }
        defer { withExtendedLifetime(keyFile) {} }
        try noteChange(of: id)
        let isNew = try onDisk { () throws(SystemCallError) in
            try staged.folder.move(to: layout.dossier(id), safeguards)
        }
        guard isNew else { return try duplicate(id) }
        if safeguards.has(.syncShard) {
            try onDisk { () throws(SystemCallError) in try syncFolder(layout.shard(id)) }
        }
        // An erasure of the same number may have begun after the first look.
        if isErased(id) {
            try finishErasure(of: id)
            return .erased(id)
        }
        return .published(dossier)
    }

    /// Says that a dossier is there only when its name is on the disk: the process
    /// that gave it the name may have been stopped before it flushed it.
    private func duplicate(_ id: DossierID) throws(StoreError) -> Publication {
        if safeguards.has(.syncDuplicate) {
            try onDisk { () throws(SystemCallError) in try syncFolder(layout.shard(id)) }
        }
        return .duplicate(id)
    }

    private func lines(
        for first: NewEvent,
        _ second: NewEvent?,
        of id: DossierID,
        _ key: DossierKey?
    )
        throws(StoreError) -> FirstLines
    {
        var journal = FirstLines(of: id)
        for event in [first, second].compactMap(\.self) {
            journal.add(try line(for: event, after: journal.chain, key: key), of: event)
        }
        return journal
    }

    private func flush(_ staged: StagedDossier, with lines: [UInt8]) throws(StoreError) {
        try onDisk { () throws(SystemCallError) in
            let journal = try DurableFile.create("\(staged.folder.path)/events.jsonl")
            try journal.write(lines)
            journal.beginSync()
            try flushing.flush(unflushed(staged, journal))
        }
    }

    /// In any order: nobody sees the folder before all of them are done.
    private func unflushed(_ staged: StagedDossier, _ journal: DurableFile) -> [Unflushed] {
        let path = staged.folder.path
        var things: [Unflushed] = []
        if safeguards.has(.syncAttachment) { things += staged.files.map { .file($0.file) } }
        if safeguards.has(.syncFilesFolder) { things.append(.folder("\(path)/files")) }
        if safeguards.has(.syncJournal) { things.append(.file(journal)) }
        if safeguards.has(.syncStaging) { things.append(.folder(path)) }
        return things
    }

    /// A line of a journal with its line end, its data sealed if there is a key.
    func line(
        for event: NewEvent,
        after chain: JournalChain,
        key: DossierKey?
    )
        throws(StoreError) -> [UInt8]
    {
        let envelope = EventLine.envelope(
            of: event,
            number: chain.number + 1,
            previous: chain.link
        )
        guard let key else { return EventLine.write(envelope: envelope, data: event.data) }
        let nonce = try onDisk { () throws(SystemCallError) in try randomBytes(12) }
        let sealed = key.seal(event.data, envelope: envelope, nonce: nonce)
        return EventLine.write(envelope: envelope, data: sealed)
    }

    /// Notes in `index.log` that a dossier is about to change, for the index to look.
    ///
    /// A row too many is looked at in vain; so nothing is flushed here, and a row
    /// comes before the change that it announces.
    func noteChange(of id: DossierID) throws(StoreError) {
        try onDisk { () throws(SystemCallError) in
            let log = try DurableFile.openAtEnd(layout.changes, isMade: true)
            try log.write(Array("\(id)\n".utf8))
        }
    }
}

/// A journal that is not on the disk yet, and what reading it would give.
private struct FirstLines {
    private let id: DossierID
    private var events: [Event] = []
    private(set) var bytes: [UInt8] = []
    private(set) var chain: JournalChain

    init(of id: DossierID) {
        self.id = id
        chain = JournalChain(of: id)
    }

    var dossier: Dossier {
        Dossier(id: id, events: events, tail: .whole, length: chain.length)
    }

    /// `line`: With its line end.
    mutating func add(_ line: [UInt8], of event: NewEvent) {
        chain.add(line)
        events.append(Event(event, number: chain.number, hash: chain.hash))
        bytes += line
    }
}
