import Testing
import VivierCrypto
import VivierDiagnostics

@testable import VivierSite

@Suite("What a build remembers")
struct BuildStateTests {
    @Test(
        "fingerprints are those of XXH64",
        arguments: [
            ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B),
            ("abc", 0x44BC_2CF5_AD77_0999),
            ("The quick brown fox jumps over the lazy dog", 0x0B24_2D36_1FDA_71BC),
        ] as [(String, UInt64)]
    )
    func vectors(text: String, sum: UInt64) { #expect(fingerprint(Array(text.utf8)) == sum) }

    @Test("a diagnostic with all its parts comes back as it was")
    func diagnostics() throws {
        let source = SourceText(path: "content/é.md", text: "titre: é\nfin\n")
        let diagnostic = Diagnostic(
            .warning,
            code: "code",
            "message",
            in: source,
            at: 7..<9,
            hint: "hint"
        ).noting("there", in: source, at: 10)
        for diagnostic in [diagnostic, Diagnostic(.error, code: "c", "m", path: "p")] {
            var writer = StateWriter()
            writer.add(diagnostic)
            var reader = StateReader(writer.bytes[...])
            #expect(try reader.diagnostic() == diagnostic)
            #expect(reader.isAtEnd)
            for count in writer.bytes.indices {
                var cut = StateReader(writer.bytes[..<count])
                #expect(throws: DamagedState.self) { try cut.diagnostic() }
            }
        }
    }

    @Test("lengths that lie are not believed", arguments: [-1, Int.max, Int.min, 1 << 40])
    func lengths(length: Int) {
        var writer = StateWriter()
        writer.add(length)
        var reader = StateReader(writer.bytes[...])
        #expect(throws: DamagedState.self) { try reader.part() }
        var list = StateReader(writer.bytes[...])
        guard length > 0 else { return }
        #expect(throws: DamagedState.self) {
            try list.list { reader throws(DamagedState) in try reader.isSo() }
        }
    }

    @Test("bytes that nobody wrote are no state")
    func damage() {
        for bytes in [[], Array("vivier state 003".utf8), [UInt8](repeating: 0, count: 64)] {
            #expect(throws: DamagedState.self) { try BuildState(bytes) }
        }
    }
}
