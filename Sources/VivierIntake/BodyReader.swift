/// Reads a body of any of the formats that a form can be sent in.
package struct BodyReader {
    private var multipart: MultipartParser?
    private var urlencoded: UrlencodedParser?
    private var json: JSONBodyParser?

    /// Chooses the parser.
    ///
    /// - Parameters:
    ///   - contentType: The value of the body's `Content-Type`.
    ///   - limits: What is refused beyond.
    /// - Throws: ``IntakeRefusal`` if nothing here reads that type.
    package init(contentType: String, limits: IntakeLimits) throws(IntakeRefusal) {
        guard !contentType.isEmpty else { throw .noContentType }
        guard let type = MediaType(contentType) else { throw .badContentType }
        switch type.name {
        case "multipart/form-data":
            guard let boundary = type.boundary else { throw .badBoundary }
            multipart = MultipartParser(boundary: boundary, limits: limits)
        case "application/x-www-form-urlencoded":
            urlencoded = UrlencodedParser(charset: type.charset, limits: limits)
        case "application/json":
            guard type.charset.map({ $0 == "utf-8" }) ?? true else { throw .unknownCharset }
            json = JSONBodyParser(limits: limits)
        default: throw .unknownContentType
        }
    }

    package mutating func feed<Sink: PartSink & ~Copyable>(
        _ bytes: Span<UInt8>,
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        try multipart?.feed(bytes, into: &sink)
        try urlencoded?.feed(bytes, into: &sink)
        try json?.feed(bytes)
    }

    /// Says that the body ends here.
    package mutating func finish<Sink: PartSink & ~Copyable>(
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        try multipart?.finish(into: &sink)
        try urlencoded?.finish(into: &sink)
        try json?.finish(into: &sink)
    }
}
