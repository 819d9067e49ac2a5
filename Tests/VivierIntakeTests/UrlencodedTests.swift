import Testing
import VivierIntake

@Suite("application/x-www-form-urlencoded")
struct UrlencodedTests {
    private func pairs(_ text: String, charset: String = "utf-8") -> Reading {
        let type = "application/x-www-form-urlencoded; charset=\(charset)"
        let readings = Cut.allCases.map { read(Array(text.utf8), as: type, cut: $0) }
        #expect(readings.allSatisfy { $0 == readings[0] }, "pieces change the result")
        guard case .parts(let parts) = readings[0] else { return readings[0] }
        return .parts(parts.map { ReadPart(header: .init(name: $0.header.name), bytes: $0.bytes) })
    }

    @Test(
        "names and values",
        arguments: [
            ("", []), ("&", []), ("&&&", []), ("foo", [("foo", "")]), ("=", [("", "")]),
            ("foo=bar", [("foo", "bar")]), ("foo&bar=baz&", [("foo", ""), ("bar", "baz")]),
            ("foo+1=bar+baz%2Bquux", [("foo 1", "bar baz+quux")]), ("a=b=c", [("a", "b=c")]),
            ("nom=Zo%C3%A9&nom=%f0%9f%98%80", [("nom", "Zoé"), ("nom", "😀")]),
            ("a=100%&b=%zz&c=%4", [("a", "100%"), ("b", "%zz"), ("c", "%4")]),
        ] as [(String, [(String, String)])]
    )
    func pairs(text: String, expected: [(String, String)]) {
        #expect(pairs(text) == .parts(expected.map { ReadPart($0.0, $0.1) }))
    }

    @Test("a body in Latin-1 gives text")
    func latin() throws {
        var collector = FieldCollector()
        var reader = try BodyReader(
            contentType: "application/x-www-form-urlencoded; charset=ISO-8859-1",
            limits: IntakeLimits()
        )
        try reader.feed(Array("foo=<%a9:^%fe".utf8).span, into: &collector)
        try reader.finish(into: &collector)
        #expect(try collector.texts() == [FieldText(name: "foo", value: "<©:^þ")])
    }

    @Test("names that are no text, and unknown character sets, are refused")
    func refused() {
        #expect(pairs("a=%ff") == .parts([ReadPart(header: .init(name: "a"), bytes: [0xFF])]))
        #expect(pairs("%ff=a") == .refused("bad-text"))
        #expect(pairs("a=b", charset: "utf-16le") == .refused("unknown-charset"))
    }

    @Test("a field of more than its limit is refused before it is complete")
    func limits() {
        var limits = IntakeLimits()
        limits.field = 3
        limits.partHeader = 4
        let type = "application/x-www-form-urlencoded"
        func code(_ text: String) -> Reading { read(Array(text.utf8), as: type, limits: limits) }
        #expect(code("a=%41%41%41").parts?.count == 1)
        #expect(code("a=AAAA") == .refused("field-too-large"))
        #expect(code("a=AAAAAAAAAAAA") == .refused("field-too-large"))
    }
}

@Suite("texts of fields")
struct FieldCollectorTests {
    private func texts(_ parts: [(PartHeader, [UInt8])]) -> Result<[FieldText], IntakeRefusal> {
        var collector = FieldCollector()
        for (header, bytes) in parts {
            collector.begin(header)
            collector.write(bytes.span)
            collector.end()
        }
        let done = collector
        return Result { () throws(IntakeRefusal) in try done.texts() }
    }

    @Test("_charset_ says what the fields without a charset of their own are in")
    func charsetField() {
        let parts: [(PartHeader, [UInt8])] = [
            (.init(name: "a"), [0xE9, 0x80]), (.init(name: "b", charset: "utf-8"), [0xC3, 0xA9]),
            (.init(name: "_charset_"), Array("ISO-8859-1".utf8)),
        ]
        let expected = [("a", "é€"), ("b", "é"), ("_charset_", "ISO-8859-1")]
        #expect(
            texts(parts) == .success(expected.map { FieldText(name: $0.0, value: $0.1) })
        )
    }

    @Test("what is no text is refused, not repaired")
    func badText() {
        #expect(texts([(.init(name: "a"), [0xE9])]) == .failure(.badTextExpected))
        #expect(texts([(.init(name: "a"), [0xED, 0xA0, 0x80])]) == .failure(.badTextExpected))
        let nul = texts([(.init(name: "a"), [0x61, 0])])
        #expect(throws: IntakeRefusal.self) { try nul.get() }
        let klingon = texts([(.init(name: "a", charset: "klingon"), [0x61])])
        #expect(throws: IntakeRefusal.self) { try klingon.get() }
    }
}

extension IntakeRefusal {
    fileprivate static let badTextExpected = IntakeRefusal(
        .malformed,
        code: "bad-text",
        "a text is not in its character set"
    )
}
