/// A field of a submission, as text.
package struct FieldText: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// Gathers the fields of a body.
///
/// A sink that keeps files elsewhere hands it the rest.
///
/// Texts are decoded at the end, since `_charset_` (RFC 7578 §4.6), which says what those
/// without a character set of their own are in, may come last.
package struct FieldCollector: PartSink {
    private struct RawField {
        let header: PartHeader
        var bytes: [UInt8] = []
    }

    private var raw: [RawField] = []

    package init() {}

    package mutating func begin(_ header: PartHeader) { raw.append(RawField(header: header)) }

    package mutating func write(_ bytes: Span<UInt8>) {
        let last = raw.count - 1
        raw[last].bytes.append(contentsOf: bytes)
    }

    package mutating func end() {}

    /// The fields in their order.
    package func texts() throws(IntakeRefusal) -> [FieldText] {
        var standard = Charset.utf8
        if let named = raw.first(where: { $0.header.name == "_charset_" }), !named.bytes.isEmpty {
            standard = try Charset(named: Ascii.lowercased(named.bytes))
        }
        var fields: [FieldText] = []
        for field in raw {
            let charset: Charset
            if let named = field.header.charset {
                charset = try Charset(named: named)
            } else {
                charset = standard
            }
            let value = try charset.text(of: field.bytes)
            guard !value.unicodeScalars.contains("\0"), !field.header.name.utf8.contains(0) else {
                throw .nulInText
            }
            fields.append(FieldText(name: field.header.name, value: value))
        }
        return fields
    }
}
