/// Keeps what it is given, to be compared.
struct FuzzSink: PartSink {
    private(set) var headers: [PartHeader] = []
    private(set) var contents: [[UInt8]] = []

    mutating func begin(_ header: PartHeader) {
        headers.append(header)
        contents.append([])
    }

    mutating func write(_ bytes: Span<UInt8>) {
        for index in bytes.indices { contents[contents.count - 1].append(bytes[index]) }
    }

    mutating func end() {}
}

/// Reads a body whole and in two pieces, and traps if that makes a difference.
func readInTwoCuts(_ bytes: [UInt8], as contentType: String) {
    guard let first = bytes.first else { return }
    let body = bytes.dropFirst()
    let cut = body.startIndex + Int(first) % (body.count + 1)
    let whole = outcome([body], contentType)
    let pieces = outcome([body[..<cut], body[cut...]], contentType)
    precondition(whole == pieces, "pieces change the result")
}

private func outcome(_ pieces: [ArraySlice<UInt8>], _ contentType: String) -> String {
    var sink = FuzzSink()
    do {
        var reader = try BodyReader(contentType: contentType, limits: IntakeLimits())
        for piece in pieces { try reader.feed(piece.span, into: &sink) }
        try reader.finish(into: &sink)
        return "\(sink.headers) \(sink.contents)"
    } catch {
        return error.code
    }
}
