/// Reads application/x-www-form-urlencoded (WHATWG URL §5.1) as it comes in.
///
/// Holds one `name=value`. Empty pairs are skipped, a `%` without two hexadecimal digits
/// stays as it is; both are what browsers' own parser does.
package struct UrlencodedParser {
    private var meter: PartMeter
    private let charset: String?
    private var pair: [UInt8] = []

    init(charset: String?, limits: IntakeLimits) {
        meter = PartMeter(limits)
        self.charset = charset
    }

    package mutating func feed<Sink: PartSink & ~Copyable>(
        _ bytes: Span<UInt8>,
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        try meter.takeBody(bytes.count)
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "&") {
                try endPair(into: &sink)
            } else {
                pair.append(bytes[index])
                // Encoded, a byte is up to three.
                guard pair.count <= meter.limits.partHeader + 3 * meter.limits.field else {
                    throw .tooLarge("field-too-large", meter.limits.field, "bytes in a field")
                }
            }
        }
    }

    package mutating func finish<Sink: PartSink & ~Copyable>(
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        try endPair(into: &sink)
    }

    private mutating func endPair<Sink: PartSink & ~Copyable>(
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        guard !pair.isEmpty else { return }
        let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.count
        let name = Ascii.percentDecoded(pair[..<equals], plusIsSpace: true)
        let value = Ascii.percentDecoded(pair[equals...].dropFirst(), plusIsSpace: true)
        pair.removeAll(keepingCapacity: true)
        let standard = try charset.map { name throws(IntakeRefusal) in try Charset(named: name) }
        let header = PartHeader(
            name: try (standard ?? .utf8).text(of: name),
            charset: charset
        )
        try meter.begin(header)
        try sink.begin(header)
        try meter.takeContent(value.count)
        if !value.isEmpty { try sink.write(value.span) }
        try sink.end()
    }
}
