import Testing
import VivierIntake

@Suite("JSON")
struct JSONTests {
    private func value(_ text: String) -> Result<JSONValue, IntakeRefusal> {
        Result { () throws(IntakeRefusal) in try JSONReader.read(Array(text.utf8), depthLimit: 4) }
    }

    @Test("values are read as they are written")
    func values() {
        let text = #" {"a": [1.10, -0, 1E+2, true, null], "é\n\u00e9\ud83d\ude00": {"": ""}} "#
        let expected = JSONValue.object([
            .init(
                "a",
                .array([.number("1.10"), .number("-0"), .number("1E+2"), .bool(true), .null])
            ),
            .init("é\né😀", .object([.init("", .string(""))])),
        ])
        #expect(value(text) == .success(expected))
        #expect(value("[]") == .success(.array([])))
        #expect(value("{}") == .success(.object([])))
        #expect(value(text.replacing("1.10", with: "[[1]]")) != value(text))
    }

    @Test(
        "what RFC 8259 does not have, or two readers would read differently, is refused",
        arguments: [
            ("", "the text ends where a value is due, at byte 0"),
            ("{\"a\":1,\"a\":2}", "this key is there twice, at byte 7"),
            ("[1,]", "this is not the beginning of a value, at byte 3"),
            ("{\"a\":1,}", "expected a key in quotes, at byte 7"),
            ("[1 2]", "expected ',' or the end of the list, at byte 3"),
            ("[1}", "expected ',' or the end of the list, at byte 2"),
            ("{\"a\" 1}", "expected ':', at byte 5"),
            ("01", "this is not a number, at byte 2"), ("-", "this is not a number, at byte 1"),
            ("1.", "a digit is due after the point, at byte 2"),
            ("1e", "a digit is due in the exponent, at byte 2"),
            ("NaN", "this is not the beginning of a value, at byte 0"),
            ("1 2", "something follows the value, at byte 2"),
            ("\"\n\"", "a control character must be escaped, at byte 1"),
            ("\"a", "the text is never closed, at byte 0"),
            ("\"\\x\"", "this escape means nothing, at byte 3"),
            ("\"\\ud83d\"", "half of a surrogate pair is missing, at byte 7"),
            ("\"\\ude00\"", "half of a surrogate pair is missing, at byte 7"),
            ("\"\\u12g4\"", "an escape needs four hexadecimal digits, at byte 5"),
            ("[[[[[1]]]]]", "more than 4 levels are nested, at byte 4"),
        ]
    )
    func refused(text: String, detail: String) {
        #expect(value(text) == .failure(IntakeRefusal(.malformed, code: "bad-json", detail)))
    }

    @Test("a text that is no UTF-8 is refused")
    func notText() {
        #expect(throws: IntakeRefusal.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    }

    @Test("members are fields, lists repeat them, objects in lists are entries of groups")
    func body() {
        let text = #"""
            {"name": "Zoé", "consent": true, "age": 42, "phone": null, "skill": ["a", "b"],
             "experience": [{"title": "x", "tags": ["t"]}, {"title": ""}], "address": {"town": "y"}}
            """#
        let expected = [
            ("name", "Zoé"), ("consent", "true"), ("age", "42"), ("skill", "a"), ("skill", "b"),
            ("experience-1-title", "x"), ("experience-1-tags", "t"), ("experience-2-title", ""),
            ("address-town", "y"),
        ]
        for cut in Cut.allCases {
            let parts = read(Array(text.utf8), as: "application/json", cut: cut).parts
            #expect(
                parts?.map { "\($0.header.name)=\(String(decoding: $0.bytes, as: UTF8.self))" }
                    == expected.map { "\($0.0)=\($0.1)" }
            )
        }
    }

    @Test("a body that is no object or too large is refused")
    func badBodies() {
        #expect(read(Array("[]".utf8), as: "application/json") == .refused("bad-json"))
        var limits = IntakeLimits()
        limits.json = 4
        let text = Array(#"{"a":1}"#.utf8)
        #expect(read(text, as: "application/json", limits: limits) == .refused("body-too-large"))
    }
}
