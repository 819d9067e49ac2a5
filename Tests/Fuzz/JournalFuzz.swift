private let id = DossierID(
    time: Instant(milliseconds: 0),
    random: [UInt8](repeating: 7, count: 10)
)

/// Reads bytes as a journal, as the line of an event whose sum fits, and as JSON.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJournal(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    scan(bytes)
    let line = bytes + LineSum.end(of: bytes[...])
    if !bytes.contains(10) { scan(line + [10]) }
    if let event = try? EventLine(line[...]) {
        let again = Array(event.envelope) + Array(event.data) + LineSum.end(of: bytes[...])
        precondition(again == line, "a line that is not made of its parts")
    }
    if let value = JSONValue(bytes) {
        precondition(JSONValue(value.bytes) == value, "JSON reads otherwise than it was written")
    }
    _ = Tombstone(bytes, checksum: false)
    return 0
}

private func scan(_ bytes: [UInt8]) {
    let scan = JournalScan(bytes, of: id)
    precondition(scan.validLength <= bytes.count, "more lines than bytes")
    let valid = JournalScan(Array(bytes.prefix(scan.validLength)), of: id)
    precondition(scan.lines.isEmpty || valid.tail == .whole, "lines that do not stand alone")
}
