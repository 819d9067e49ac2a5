import Foundation
import Testing
import VivierTestSupport

@testable import VivierStore

@Suite("Store")
struct StoreTests {
    private let folder: TemporaryFolder
    private let id = DossierID(time: noon, random: [UInt8](repeating: 7, count: 10))

    init() throws { folder = try TemporaryFolder() }

    @Test("the same submission has the same number, and only in one store")
    func numbers() throws {
        let one = StoreKey([UInt8](repeating: 1, count: 32))
        let two = StoreKey([UInt8](repeating: 2, count: 32))
        let id = DossierID(form: "apply", key: "k", storeKey: one)
        #expect(id == DossierID(form: "apply", key: "k", storeKey: one))
        #expect(id != DossierID(form: "apply", key: "k", storeKey: two))
        #expect(id != DossierID(form: "applyk", key: "", storeKey: one))
        #expect(DossierID(id.description) == id)
        #expect(StoreLayout.shards.contains(id.shard))
        for bad in ["", "../../etc/passwd", id.description.uppercased(), id.description + "a"] {
            #expect(DossierID(bad) == nil)
        }
    }

    @Test("is made once, and a making that was stopped is gone on with")
    func making() throws {
        let root = folder.path + "/store"
        try FileManager.default.createDirectory(
            atPath: root + "/dossiers",
            withIntermediateDirectories: true
        )
        expectRefusal("not-a-store") { _ = try Store(opening: root) }
        try Store.create(at: root, reserve: 4096)
        expectRefusal("already-a-store") { try Store.create(at: root) }
        #expect(folder.text("store/VERSION") == "vivier-store 1\nencryption 0\n")
        let attributes = try FileManager.default.attributesOfItem(atPath: root + "/keys/store.key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("of a later format is refused")
    func laterFormat() throws {
        _ = try makeStore(in: folder)
        try folder.write("store/VERSION", "vivier-store 2\nencryption 0\n")
        expectRefusal("not-a-store") { _ = try Store(opening: folder.path + "/store") }
    }

    @Test("with keys holds nothing that can be read")
    func sealed() throws {
        let store = try makeStore(in: folder, level: .dossier)
        _ = try store.publish(id, files: ["the marker of a file"])
        _ = try store.append(try event("note", data: #"{"text":"the marker of an event"}"#), to: id)
        _ = try store.quarantine(Array("the marker of bytes".utf8), .init(code: "x", time: noon))
        for name in folder.everything {
            let data = try? Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
            #expect(data?.range(of: Data("marker".utf8)) == nil, "\(name)")
        }
        #expect(try store.read(id).events[1].value["text"] == .string("the marker of an event"))
    }

    @Test("with keys: nothing opens a dossier whose key is gone or another's")
    func lostKey() throws {
        let store = try makeStore(in: folder, level: .dossier)
        let other = DossierID(time: noon, random: [UInt8](repeating: 8, count: 10))
        for id in [id, other] { _ = try store.publish(id, files: ["cv"]) }
        let key = store.layout.key(id.description)
        try FileManager.default.removeItem(atPath: key)
        expectRefusal("no-key") { _ = try store.read(id) }
        try FileManager.default.copyItem(atPath: store.layout.key(other.description), toPath: key)
        expectRefusal("no-key") { _ = try store.read(id) }
    }

    @Test("a submission that is let go leaves nothing")
    func letGo() throws {
        let store = try makeStore(in: folder)
        do {
            let staged = try store.stage()
            try staged.beginFile()
            try staged.write(Array("cv".utf8).span)
        }
        #expect(folder.everything.filter { $0.hasPrefix("store/tmp/") } == [])
    }

    @Test("erasing leaves a tombstone and no trace", arguments: [EncryptionLevel.disk, .dossier])
    func erasing(level: EncryptionLevel) throws {
        let store = try makeStore(in: folder, level: level)
        _ = try store.publish(id, files: ["marker"])
        let item = try store.quarantine(
            Array("marker".utf8),
            .init(code: "torn-journal", dossier: id, time: noon)
        )
        try folder.write("store/outbox/new/1.\(id).eml", "marker")
        let before = folder.everything
        #expect(before.contains { $0.contains(item.description) })
        try store.erase(id, reason: "asked", at: noon)
        let left = folder.everything.filter {
            $0.contains(id.description) || $0.contains(item.description)
        }
        #expect(left == ["store/tombstones/\(id.shard)/\(id).json"])
        #expect(
            folder.text(left[0])
                == #"{"id":"\#(id)","erased":"2026-11-21T12:00:00.000Z","reason":"asked","#
                + #""c":"3d33b4eb"}"# + "\n"
        )
    }

    @Test("an erasure that was stopped after its tombstone is gone on with")
    func stoppedErasure() throws {
        let store = try makeStore(in: folder)
        _ = try store.publish(id, files: ["marker"])
        try store.writeTombstone(Tombstone(id: id, time: noon, reason: "asked"))
        expectRefusal("erased") { _ = try store.append(try event("note"), to: id) }
        #expect(try store.resumeErasures() == [id])
        #expect(try store.resumeErasures() == [])
        #expect(try store.list() == [])
    }

    @Test(
        "quarantine keeps what was received, byte for byte",
        arguments: [
            EncryptionLevel.disk, .dossier,
        ]
    )
    func quarantine(level: EncryptionLevel) throws {
        let store = try makeStore(in: folder, level: level)
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        let reason = QuarantineReason(
            code: "bad-multipart",
            detail: "no final boundary",
            form: "apply",
            source: "http",
            contentType: "multipart/form-data; boundary=\"x\"",
            time: noon
        )
        let id = try store.quarantine(bytes, reason)
        #expect(try store.quarantined() == [id])
        #expect(try store.quarantined(id).reason == reason)
        #expect(try store.quarantinedBytes(id) == bytes)
        try store.settle(id, as: self.id)
        #expect(try store.quarantined(id).reason.dossier == self.id)
    }
}
