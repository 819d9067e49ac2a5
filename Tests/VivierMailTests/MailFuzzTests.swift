import Foundation
import Testing
import VivierMail

/// Damaged messages: whatever comes of them, the program goes on.
@Suite("Damaged mails")
struct MailFuzzTests {
    /// Numbers that are the same in every run (SplitMix64).
    struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static let pieces = [
        "\r\n", "\n\n", "--", "=?utf-8?q?=0D=0A?=", "\0", "boundary=\"", ";", ":", "\u{FEFF}",
        "Content-Type: multipart/mixed; boundary=a\r\n", "filename*0*=utf-8''%00", "<<>>@,;:",
        "Content-Type: message/rfc822\r\n\r\n", "Content-Transfer-Encoding: x-uuencode\r\n",
        "charset=utf-7", "charset=\"\"", "(((((((((", "\"", "\\", "=", "=C3", "begin 644 a\r\n",
    ]

    private func mutated(_ seed: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where place < bytes.count:
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1:
                let piece = Self.pieces.randomElement(using: &random) ?? ""
                bytes.insert(contentsOf: piece.utf8, at: place)
            case 2:
                bytes.removeSubrange(place..<min(bytes.count, place + 40))
            case 3:
                let from = Int.random(in: 0...bytes.count, using: &random)
                bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + 200)], at: place)
            default:
                bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    @Test("are read or refused, never the end of the program")
    func survive() throws {
        var seeds = try MailCorpusTests.messages.map { [UInt8](try Data(contentsOf: $0)) }
        let own = """
            From: "a" <a@example.org>, g: b@example.org;
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html; charset=iso-8859-15

            <p>&eacute;
            --b
            Content-Type: message/rfc822

            Subject: =?utf-8?b?w6k=?=

            x
            --b--
            """
        seeds.append(Array(own.utf8))
        var random = Seeded(state: 2026)
        var read = 0
        var refused: Set<String> = []
        let rounds = Int(ProcessInfo.processInfo.environment["VIVIER_FUZZ_ROUNDS"] ?? "") ?? 3_000
        for _ in 0..<rounds {
            let seed = seeds.randomElement(using: &random) ?? []
            guard seed.count < 100_000 else { continue }
            do throws(MailRefusal) {
                let mail = try readMail(mutated(seed, &random))
                #expect(!mail.text.utf8.contains(0) && !mail.subject.utf8.contains(10))
                read += 1
            } catch {
                refused.insert(error.code)
            }
        }
        #expect(read > rounds / 2)
        #expect(refused.isSubset(of: ["mail-empty", "mail-malformed", "mail-too-deep"]))
    }
}
