/// One line of a journal, checked and taken apart, its data perhaps still sealed.
///
/// ```
/// {"n":7,"t":"2026-11-21T04:00:00.123Z","k":"status","by":"hr:ab","src":"","p":"…","d":{…},"c":"…"}
/// ```
struct EventLine {
    let number: Int
    let time: Instant
    let kind: String
    let by: String
    let source: String
    /// 16 bytes of the SHA-256 of the line before, in hexadecimal.
    let previous: String
    /// Everything from the start of the line to the data.
    let envelope: ArraySlice<UInt8>
    /// As it stands in the line: a JSON object, or `"…"` with sealed bytes.
    let data: ArraySlice<UInt8>

    enum Fault: Error {
        /// The sum does not fit: the line is not what was written.
        case checksum
        /// The sum fits, and yet this is not such a line.
        case shape
    }

    /// Takes a line apart, which comes without its line end.
    ///
    /// `checksum`: Whether the sum is compared.
    init(_ line: ArraySlice<UInt8>, checksum: Bool = true) throws(Fault) {
        guard line.count > LineSum.length, !checksum || LineSum.fits(line) else {
            throw .checksum
        }
        let body = line.dropLast(LineSum.length)
        var scan = LineScan(body)
        guard scan.take("{\"n\":"), let number = scan.number(), scan.take(",\"t\":\""),
            let time = Instant(scan.text()), scan.take("\",\"k\":\"")
        else { throw .shape }
        self.number = number
        self.time = time
        kind = scan.text()
        guard scan.take("\",\"by\":\"") else { throw .shape }
        by = scan.text()
        guard scan.take("\",\"src\":\"") else { throw .shape }
        source = scan.text()
        guard scan.take("\",\"p\":\"") else { throw .shape }
        previous = scan.text()
        guard previous.utf8.count == 32, scan.take("\",\"d\":") else { throw .shape }
        envelope = body[..<scan.position]
        data = body[scan.position...]
    }

    /// Writes a line with its line end.
    static func write(envelope: [UInt8], data: [UInt8]) -> [UInt8] {
        var line = envelope + data
        line += LineSum.end(of: line[...])
        line.append(UInt8(ascii: "\n"))
        return line
    }

    static func envelope(of event: NewEvent, number: Int, previous: String) -> [UInt8] {
        var text = "{\"n\":\(number),\"t\":\"\(event.time)\",\"k\":\"\(event.kind)\""
        text += ",\"by\":\"\(event.by)\",\"src\":\"\(event.source)\",\"p\":\"\(previous)\",\"d\":"
        return Array(text.utf8)
    }
}

private struct LineScan {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func take(_ text: StaticString) -> Bool {
        guard bytes[position...].starts(with: text.description.utf8) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    mutating func number() -> Int? {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.endIndex
        let text = String(decoding: bytes[position..<end], as: UTF8.self)
        guard let number = Int(text), number > 0, String(number) == text else { return nil }
        position = end
        return number
    }

    /// Up to the next quotation mark: nothing in an envelope needs an escape.
    mutating func text() -> String {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.endIndex
        defer { position = end }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }
}
