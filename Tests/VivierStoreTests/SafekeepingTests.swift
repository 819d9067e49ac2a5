import Foundation
import Testing
import VivierTestSupport

@testable import VivierStore

@Suite("Safekeeping")
struct SafekeepingTests {
    private let folder: TemporaryFolder
    private let id = DossierID(time: noon, random: [UInt8](repeating: 7, count: 10))
    private let other = DossierID(time: noon, random: [UInt8](repeating: 9, count: 10))

    init() throws { folder = try TemporaryFolder() }

    /// Two dossiers with a file each that their first event names.
    private func filled(_ level: EncryptionLevel = .disk) throws -> Store {
        let store = try makeStore(in: folder, level: level)
        for id in [id, other] {
            let staged = try store.stage()
            try staged.beginFile()
            try staged.write(Array("marker \(id)".utf8).span)
            let file = try staged.endFile()
            let data = """
                {"form":"apply","fields":{"name":"=1+1","list":["a","b"]},\
                "files":[{"sha256":"\(file.sha256)","size":\(file.size)}]}
                """
            _ = try store.publish(staged, as: id, first: try event(data: data))
        }
        _ = try store.quarantine(Array("raw".utf8), .init(code: "test", time: noon))
        return store
    }

    private func change(_ path: String, _ body: (inout Data) -> Void) throws {
        let url = URL(filePath: path)
        var data = try Data(contentsOf: url)
        body(&data)
        try data.write(to: url)
    }

    private func codes(_ store: Store) throws -> [String] {
        try store.verify().problems.map(\.code)
    }

    @Test("a whole store has no problem", arguments: [EncryptionLevel.disk, .dossier])
    func whole(level: EncryptionLevel) throws {
        let store = try filled(level)
        _ = try store.seal(at: noon)
        let report = try store.verify()
        #expect(report.problems == [])
        let counts = [report.dossiers, report.events, report.files, report.quarantined]
        #expect(counts == [2, 2, 2, 1])
    }

    @Test("a changed file is found", arguments: [EncryptionLevel.disk, .dossier])
    func changedFile(level: EncryptionLevel) throws {
        let store = try filled(level)
        let files = store.layout.files(id)
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: files).first)
        try change("\(files)/\(name)") { $0[$0.count - 1] ^= 1 }
        #expect(try codes(store) == ["damaged-file"])
        try FileManager.default.removeItem(atPath: "\(files)/\(name)")
        #expect(try codes(store) == ["missing-file"])
    }

    @Test("a changed byte in quarantine is found")
    func changedQuarantine() throws {
        let store = try filled()
        let item = try #require(try store.quarantined().first)
        try change("\(store.layout.quarantine(item))/raw") { $0[0] ^= 1 }
        #expect(try codes(store) == ["damaged-file"])
        #expect(try store.quarantinedBytes(item) == nil)
    }

    @Test("a changed byte in the note beside it is found too")
    func changedReason() throws {
        let store = try filled()
        let item = try #require(try store.quarantined().first)
        try change("\(store.layout.quarantine(item))/reason.json") { $0[30] ^= 1 }
        #expect(try codes(store) == ["not-a-store"])
    }

    @Test("a damaged tombstone is found, and what it is of stays erased")
    func damagedTombstone() throws {
        let store = try filled()
        _ = try store.backUp(to: folder.path + "/backup")
        try store.erase(id, reason: "asked", at: noon)
        _ = try store.seal(at: noon)
        try change(store.layout.tombstone(id)) { $0 = Data("{".utf8) }
        #expect(try codes(store) == ["damaged-tombstone"])
        let restored = try Store.restore(
            from: folder.path + "/backup",
            to: folder.path + "/again",
            tombstones: store.root + "/tombstones",
            reserve: 4096
        )
        #expect(restored.erased == [id])
        #expect(restored.verification.problems.map(\.code) == ["damaged-tombstone"])
        try FileManager.default.removeItem(atPath: store.layout.tombstone(id))
        #expect(try codes(store) == ["missing-tombstone"])
    }

    @Test("last events that were taken away are found by the seal")
    func shortened() throws {
        let store = try filled()
        let before = try Data(contentsOf: URL(filePath: store.layout.journal(id)))
        _ = try store.append(try event("note"), to: id)
        _ = try store.seal(at: noon)
        #expect(try codes(store) == [])
        try change(store.layout.journal(id)) { $0 = before }
        #expect(try codes(store) == ["shortened-journal"])
        try FileManager.default.removeItem(atPath: store.layout.dossier(id))
        #expect(try codes(store) == ["missing-dossier"])
    }

    @Test("a seal that somebody wrote is not trusted")
    func forgedSeal() throws {
        let store = try filled()
        _ = try store.seal(at: noon)
        let path = "\(store.layout.seals)/\(noon)"
        try change(path) { $0[20] ^= 1 }
        #expect(try codes(store) == ["bad-seal"])
    }

    @Test("a receipt is genuine as it was typed, and no other code is")
    func receipt() throws {
        let store = try filled()
        let receipt = try store.receipt(for: try store.read(id))
        let other = try store.receipt(for: try store.read(other))
        #expect(receipt.code.utf8.count == 19)
        #expect(store.isGenuine(receipt.code, of: receipt))
        #expect(store.isGenuine(" \(receipt.code.uppercased()) ", of: receipt))
        #expect(!store.isGenuine(other.code, of: receipt))
        #expect(!store.isGenuine("", of: receipt))
        _ = try store.append(try event("note"), to: id)
        #expect(try store.receipt(for: try store.read(id)) == receipt)
    }

    @Test("a backup comes back as it was", arguments: [EncryptionLevel.disk, .dossier])
    func backup(level: EncryptionLevel) throws {
        let store = try filled(level)
        _ = try store.backUp(to: folder.path + "/backup")
        let report = try Store.restore(
            from: folder.path + "/backup",
            to: folder.path + "/again",
            reserve: 4096
        )
        #expect(report.differences == [])
        #expect(report.verification.problems == [])
        let again = try Store(opening: folder.path + "/again")
        #expect(try again.readAll().map(\.json) == store.readAll().map(\.json))
    }

    @Test("a backup takes whole lines only")
    func tornBackup() throws {
        let store = try filled()
        try change(store.layout.journal(id)) { $0 += Data(#"{"n":2"#.utf8) }
        _ = try store.backUp(to: folder.path + "/backup")
        let report = try Store.restore(
            from: folder.path + "/backup",
            to: folder.path + "/again",
            reserve: 4096
        )
        #expect(report.verification.problems == [])
    }

    @Test(
        "what was erased since the backup is erased again",
        arguments: [
            EncryptionLevel.disk, .dossier,
        ]
    )
    func restoredErasure(level: EncryptionLevel) throws {
        let store = try filled(level)
        _ = try store.backUp(to: folder.path + "/backup")
        try store.erase(id, reason: "asked", at: noon)
        let report = try Store.restore(
            from: folder.path + "/backup",
            to: folder.path + "/again",
            tombstones: store.root + "/tombstones",
            reserve: 4096
        )
        #expect(report.erased == [id])
        #expect(report.verification.problems == [])
        let again = try Store(opening: folder.path + "/again")
        #expect(try again.list() == [other])
        expectRefusal("erased") { _ = try again.read(id) }
    }

    @Test("a backup that was changed is restored, and said to be changed")
    func changedBackup() throws {
        let store = try filled()
        _ = try store.backUp(to: folder.path + "/backup")
        let journal = "dossiers/\(id.shard)/\(id)/events.jsonl"
        try change("\(folder.path)/backup/\(journal)") { $0[30] ^= 1 }
        try folder.write("backup/slots/more", "")
        let report = try Store.restore(
            from: folder.path + "/backup",
            to: folder.path + "/again",
            reserve: 4096
        )
        #expect(report.differences == ["changed: \(journal)", "not in the list: slots/more"])
        #expect(report.verification.problems.map(\.code) == ["damaged-journal"])
    }

    @Test("a backup that did not end, or leads out of the store, is refused")
    func badBackup() throws {
        let store = try filled()
        _ = try store.backUp(to: folder.path + "/backup")
        let hash = String(repeating: "0", count: 64)
        for manifest in ["\(hash)  slots/../../x\n", "\(hash)  /etc/passwd\n", "x\n"] {
            try folder.write("backup/MANIFEST", manifest)
            expectRefusal("not-a-store") {
                _ = try Store.restore(from: folder.path + "/backup", to: folder.path + "/again")
            }
        }
        try FileManager.default.removeItem(atPath: folder.path + "/backup/MANIFEST")
        expectRefusal("not-a-store") {
            _ = try Store.restore(from: folder.path + "/backup", to: folder.path + "/again")
        }
    }

    @Test("no cell of a table is a formula")
    func csv() throws {
        let store = try makeStore(in: folder)
        let fields =
            #"{"a":"=1+1","b":"+1","c":"-1","d":"@x","e":"\tx","f":"say \"a\"\r\nb","g":[1,"b"]}"#
        let staged = try store.stage()
        _ = try store.publish(
            staged,
            as: id,
            first: try event(data: #"{"form":"f","fields":\#(fields)}"#)
        )
        let dossiers = try store.readAll()
        let table = CSVExport(dossiers)
        #expect(
            table.heading
                == #""id","received","form","offer","source","events","last","changed","a","b","c","d","e","f","g""#
                + "\r\n"
        )
        #expect(
            table.row(dossiers[0])
                == "\"\(id)\",\"\(noon)\",\"f\",\"\",\"\",\"1\",\"received\",\"\(noon)\","
                + "\"'=1+1\",\"'+1\",\"'-1\",\"'@x\",\"'\tx\",\"say \"\"a\"\"\r\nb\",\"1; b\"\r\n"
        )
    }
}
