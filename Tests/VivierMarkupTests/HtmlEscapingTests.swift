import Testing
import VivierMarkup

@Suite("HTML: escaping")
struct HtmlEscapingTests {
    @Test(
        "text is written so that it stays text",
        arguments: [
            ("", ""),
            ("plain é", "plain é"),
            ("<b a=\"c\">&amp;", "&lt;b a=&quot;c&quot;&gt;&amp;amp;"),
            ("a\u{0}b\u{1B}c\u{7F}d\u{85}e", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e"),
            ("tab\tline\nfeed\u{C}return\r", "tab\tline\nfeed\u{C}return\r"),
            ("\u{A0}« » °", "\u{A0}« » °"),
        ]
    )
    func escapes(text: String, expected: String) {
        var output = Array("> ".utf8)
        appendEscaped(text.utf8, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "> " + expected)
    }

    @Test("non-characters, which no document may hold, are replaced")
    func nonCharacters() {
        var output: [UInt8] = []
        appendEscaped([0xEF, 0xBF, 0xBE, 0xEF, 0xB7, 0x90, 0xEF, 0xBB, 0xBF], to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "\u{FFFD}\u{FFFD}\u{FEFF}")
    }

    @Test("a text cut in the middle of a character is not read past its end")
    func cutShort() {
        for tail: [UInt8] in [[0xC2], [0xEF], [0xEF, 0xBF], [0xC3]] {
            var output: [UInt8] = []
            appendEscaped([0x61] + tail, to: &output)
            #expect(output == [0x61] + tail)
        }
    }

    @Test("bytes that are not in one piece are escaped too")
    func notContiguous() {
        var output: [UInt8] = []
        appendEscaped(Array("a<b".utf8).lazy.map { $0 }, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "a&lt;b")
    }
}
