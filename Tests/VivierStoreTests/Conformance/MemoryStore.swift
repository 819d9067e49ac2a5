import VivierCrypto

@testable import VivierStore

/// A place for dossiers that forgets them at the end of a test: it shows that the
/// conformance suite asks for nothing that only folders can do.
final class MemoryStore: DossierStore {
    final class Staged: StagedSubmission {
        fileprivate var files: [String: [UInt8]] = [:]
        private var current: [UInt8] = []

        func beginFile() { current = [] }
        func write(_ bytes: Span<UInt8>) {
            for index in bytes.indices { current.append(bytes[index]) }
        }
        func dropFile() { current = [] }
        func endFile() -> StoredFile {
            let hash = hexadecimal(SHA256.hash(current))
            files[hash] = current
            return StoredFile(sha256: hash, size: current.count)
        }
    }

    private var journals: [DossierID: [UInt8]] = [:]
    private var files: [DossierID: [String: [UInt8]]] = [:]
    private var erased: Set<DossierID> = []

    func stage() -> Staged { Staged() }

    func publish(
        _ staged: Staged,
        as id: DossierID,
        first: NewEvent,
        second: NewEvent?
    ) throws(StoreError) -> Publication {
        if erased.contains(id) { return .erased(id) }
        if journals[id] != nil { return .duplicate(id) }
        journals[id] = []
        files[id] = staged.files
        add(first, to: id)
        if let second { add(second, to: id) }
        return .published(try read(id))
    }

    func append(
        _ event: NewEvent,
        to id: DossierID,
        expecting: Int?
    )
        throws(StoreError) -> AppendedEvent
    {
        let events = try read(id).events
        if let same = events.first(where: { !event.source.isEmpty && $0.source == event.source }) {
            return AppendedEvent(number: same.number, hash: same.hash, isRepeated: true)
        }
        if let expecting, expecting != events.count {
            throw .conflict(id, expected: expecting, found: events.count)
        }
        add(event, to: id)
        let last = try read(id)
        return AppendedEvent(number: last.events.count, hash: last.head, isRepeated: false)
    }

    func read(_ id: DossierID) throws(StoreError) -> Dossier {
        guard let journal = journals[id] else {
            throw erased.contains(id) ? .erased(id) : .noSuchDossier(id)
        }
        let scan = JournalScan(journal, of: id)
        let events = scan.lines.map { line in
            Event(
                number: line.line.number,
                time: line.line.time,
                kind: line.line.kind,
                by: line.line.by,
                source: line.line.source,
                data: Array(line.line.data),
                hash: line.hash
            )
        }
        return Dossier(id: id, events: events, tail: scan.tail, length: scan.validLength)
    }

    func file(_ sha256: String, of id: DossierID) throws(StoreError) -> [UInt8] {
        guard let bytes = files[id]?[sha256] else { throw .damagedFile(id, name: sha256) }
        return bytes
    }

    func list() -> [DossierID] { journals.keys.sorted() }

    func erase(_ id: DossierID, reason: String, at time: Instant) throws(StoreError) -> Bool {
        guard journals[id] != nil || erased.contains(id) else { throw .noSuchDossier(id) }
        journals[id] = nil
        files[id] = nil
        return erased.insert(id).inserted
    }

    private func add(_ event: NewEvent, to id: DossierID) {
        let scan = JournalScan(journals[id] ?? [], of: id)
        let envelope = EventLine.envelope(
            of: event,
            number: scan.lines.count + 1,
            previous: scan.nextLink(id)
        )
        journals[id, default: []] += EventLine.write(envelope: envelope, data: event.data)
    }
}
