import Testing
import VivierIntake
import VivierReception
import VivierStore

/// Guarantee 9: what came in is a dossier or in quarantine, to the byte.
@Suite("nothing is dropped")
struct NothingDroppedTests {
    @Test("bytes in = dossiers ∪ quarantine", arguments: [EncryptionLevel.disk, .dossier])
    func equality(level: EncryptionLevel) throws {
        var test = try TestReception(level: level)
        test.reception.refusal = .kept
        var generator = SeededGenerator(seed: 9)
        var counts: [String: Int] = [:]
        for number in 0..<150 {
            let (body, bytes) = Self.body(number, &generator)
            let outcome = try test.reception.receive(
                bytes,
                Envelope(
                    form: "apply",
                    contentType: body.contentType,
                    source: "test",
                    time: TestReception.noon
                )
            )
            if let id = outcome.quarantine {
                #expect(try test.store.quarantinedBytes(id) == bytes)
                counts["quarantined", default: 0] += 1
            } else {
                let id = try #require(outcome.receipt?.id)
                #expect(try Self.parts(of: id, in: test) == Self.parts(of: body))
                counts["accepted", default: 0] += 1
            }
        }
        // The seed makes enough of both.
        #expect(counts["accepted", default: 0] > 40 && counts["quarantined", default: 0] > 40)
        #expect(
            try test.contents
                == "\(counts["accepted"] ?? 0) dossiers, \(counts["quarantined"] ?? 0) in quarantine, "
                + "0 under way"
        )
    }

    /// A submission, and what the network made of it.
    private static func body(
        _ number: Int,
        _ generator: inout SeededGenerator
    ) -> (Body, [UInt8]) {
        var body = Body.complete(("idempotency_key", "\(number)"))
        for field in 0..<Int.random(in: 0...3, using: &generator) {
            body.add(
                "field-\(field)",
                String(repeating: "é\r\n", count: .random(in: 0...90, using: &generator))
            )
        }
        for _ in 0..<Int.random(in: 0...2, using: &generator) {
            let size = Int.random(in: 1...80_000, using: &generator)
            let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
            body = body.with("cv", file: "cv.pdf", Array("%PDF-1.7\r\n--".utf8) + bytes)
        }
        var bytes = body.bytes
        switch Int.random(in: 0...5, using: &generator) {
        case 0: bytes.removeLast(Int.random(in: 5...bytes.count, using: &generator))
        case 1: bytes.removeFirst(Int.random(in: 1...40, using: &generator))
        case 2: bytes.insert(0, at: Int.random(in: 0...40, using: &generator))
        default: break
        }
        return (body, bytes)
    }

    private static func parts(of body: Body) -> Set<String> {
        Set(
            body.parts.map { part in
                part.file == nil
                    ? "\(part.name)=\(String(decoding: part.bytes, as: UTF8.self))"
                    : "\(part.name):\(part.bytes)"
            }
        )
    }

    private static func parts(of id: DossierID, in test: TestReception) throws -> Set<String> {
        let event = try test.firstEvent(id)
        var parts: Set<String> = ["idempotency_key=\(event["idempotency"]?.string ?? "")"]
        for field in event["fields"]?.array ?? [] {
            for value in field["original"]?.array ?? [] {
                parts.insert("\(field["name"]?.string ?? "")=\(value.string ?? "")")
            }
        }
        for field in event["unknown"]?.array ?? [] {
            parts.insert("\(field["name"]?.string ?? "")=\(field["value"]?.string ?? "")")
        }
        for file in event["files"]?.array ?? [] {
            let bytes = try test.store.file(file["sha256"]?.string ?? "", of: id)
            parts.insert("\(file["field"]?.string ?? ""):\(bytes)")
        }
        return parts
    }
}
