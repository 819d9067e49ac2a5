/// Reads a JSON body: one object whose members are fields.
///
/// A text, a number or a truth value is a field; a list repeats its field; an object in a
/// list is an entry of a repeated group, whose fields are named as a form names them
/// (`experience-1-title`). `null` is a field that was not filled in. Files cannot come
/// this way. The text is held whole, up to ``IntakeLimits/json``.
package struct JSONBodyParser {
    private var meter: PartMeter
    private var text: [UInt8] = []

    init(limits: IntakeLimits) { meter = PartMeter(limits) }

    package mutating func feed(_ bytes: Span<UInt8>) throws(IntakeRefusal) {
        try meter.takeBody(bytes.count)
        let limit = meter.limits.json
        guard text.count + bytes.count <= limit else {
            throw .tooLarge("body-too-large", limit, "bytes of JSON")
        }
        text.append(contentsOf: bytes)
    }

    package mutating func finish<Sink: PartSink & ~Copyable>(
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        let value = try JSONReader.read(text, depthLimit: meter.limits.jsonDepth)
        guard case .object(let members) = value else { throw .notAnObject }
        for member in members { try handOn(member.value, named: member.key, into: &sink) }
    }

    private mutating func handOn<Sink: PartSink & ~Copyable>(
        _ value: JSONValue,
        named name: String,
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        switch value {
        case .null: return
        case .bool(let flag): try handOn(text: flag ? "true" : "false", named: name, into: &sink)
        case .number(let digits): try handOn(text: digits, named: name, into: &sink)
        case .string(let text): try handOn(text: text, named: name, into: &sink)
        case .object(let members):
            for member in members {
                try handOn(member.value, named: "\(name)-\(member.key)", into: &sink)
            }
        case .array(let items):
            for (index, item) in items.enumerated() {
                try handOn(item, named: item.isScalar ? name : "\(name)-\(index + 1)", into: &sink)
            }
        }
    }

    private mutating func handOn<Sink: PartSink & ~Copyable>(
        text: String,
        named name: String,
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        let header = PartHeader(name: name, charset: "utf-8")
        let bytes = Array(text.utf8)
        try meter.begin(header)
        try sink.begin(header)
        try meter.takeContent(bytes.count)
        if !bytes.isEmpty { try sink.write(bytes.span) }
        try sink.end()
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}
