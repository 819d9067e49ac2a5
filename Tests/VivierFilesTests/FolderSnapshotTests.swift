import Foundation
import Testing
import VivierFiles
import VivierTestSupport

@Suite("Snapshots of folders")
struct FolderSnapshotTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("a.md", "one")
        try folder.write("b/c.md", "two")
    }

    private func snapshot() throws -> FolderSnapshot {
        try FolderSnapshot(of: folder.path, butNotWith: ".mark")
    }

    @Test("looking changes nothing, and two files are two entries")
    func same() throws {
        let snapshot = try snapshot()
        #expect(try self.snapshot() == snapshot)
        #expect(snapshot.bytes.count == 4 + "a.md".utf8.count + 40 + 4 + "b/c.md".utf8.count + 40)
        #expect(snapshot.isPlain)
    }

    @Test("another text of the same length is seen, and so is a file put in its place")
    func edited() throws {
        let before = try snapshot()
        // The clock of files has steps of some milliseconds.
        Thread.sleep(forTimeInterval: 0.05)
        try folder.write("a.md", "uno")
        let after = try snapshot()
        #expect(before != after)
        #expect(before.newest < after.newest)
        try folder.write("new", "uno")
        try FileManager.default.removeItem(atPath: "\(folder.path)/a.md")
        try FileManager.default.moveItem(
            atPath: "\(folder.path)/new",
            toPath: "\(folder.path)/a.md"
        )
        #expect(try snapshot() != after)
    }

    @Test("files that come and go are seen, hidden ones and marked folders are not")
    func names() throws {
        let before = try snapshot()
        try folder.write(".a.md.swp", "half")
        try folder.write("out/.mark", "")
        try folder.write("out/page.html", "built")
        try folder.write("out/below/page.html", "built")
        #expect(try snapshot() == before)
        try FileManager.default.removeItem(atPath: "\(folder.path)/b/c.md")
        #expect(try snapshot() != before)
    }

    @Test("what a link leads to is seen, and that it may change unseen is said")
    func links() throws {
        let before = try snapshot()
        try folder.link("broken", to: "nowhere")
        let broken = try snapshot()
        #expect(broken != before)
        #expect(!broken.isPlain)
        try folder.write(".target", "one")
        try folder.link("link", to: ".target")
        let linked = try snapshot()
        Thread.sleep(forTimeInterval: 0.05)
        try folder.write(".target", "two")
        #expect(try snapshot() != linked)
    }

    @Test("of an edited file the name is told; of another set of files, that it is another")
    func changes() throws {
        let before = try snapshot()
        func changes(since time: Int64 = .max) throws -> [String]? {
            FolderSnapshot.changes(from: before.bytes[...], to: try snapshot(), orAfter: time)
        }
        #expect(try changes() == [])
        #expect(try changes(since: before.newest).map { Set($0) }?.isEmpty == false)
        #expect(try changes(since: .min).map { Set($0) } == ["a.md", "b/c.md"])
        try folder.write("b/c.md", "three")
        #expect(try changes() == ["b/c.md"])
        try folder.write("b/d.md", "four")
        #expect(try changes() == nil)
        try FileManager.default.removeItem(atPath: "\(folder.path)/b/d.md")
        try FileManager.default.moveItem(
            atPath: "\(folder.path)/a.md",
            toPath: "\(folder.path)/z.md"
        )
        #expect(try changes() == nil)
        let cut = before.bytes.dropLast(1)
        #expect(FolderSnapshot.changes(from: cut, to: before, orAfter: .max) == nil)
    }

    @Test("files that are new, gone or edited are told apart from those that are the same")
    func differences() throws {
        let before = try snapshot()
        func differences(_ time: Int64 = .max) throws -> [String] {
            let now = try snapshot()
            return FolderSnapshot.differences(from: before.bytes[...], to: now, orAfter: time)
                .sorted()
        }
        #expect(try differences() == [])
        #expect(try differences(.min) == ["a.md", "b/c.md"])
        try folder.write("b/d.md", "three")
        try folder.write("b/c.md", "longer")
        try FileManager.default.removeItem(atPath: "\(folder.path)/a.md")
        #expect(try differences() == ["a.md", "b/c.md", "b/d.md"])
    }

    @Test("told which files have changed, it is as after a look at all")
    func updated() throws {
        let before = try snapshot()
        try folder.write("b/c.md", "longer")
        try folder.write("new/d.md", "three")
        try FileManager.default.removeItem(atPath: "\(folder.path)/a.md")
        let told = ["b/c.md", "new/d.md", "a.md", "never.md", ".hidden"]
        let after = before.updated(told, of: folder.path, butNotWith: ".mark")
        #expect(try after == snapshot())
        #expect(try after?.newest == snapshot().newest)
        #expect(after?.updated([], of: folder.path, butNotWith: ".mark") == after)
    }

    @Test("told of a folder, a link or a path that leads out, it cannot say")
    func notUpdated() throws {
        let before = try snapshot()
        try folder.write("out/.mark", "")
        try folder.write("out/page.md", "built")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/link.md",
            withDestinationPath: "a.md"
        )
        for path in ["b", "link.md", "../a.md", "/a.md", ""] {
            #expect(before.updated([path], of: folder.path, butNotWith: ".mark") == nil)
        }
        try FileManager.default.removeItem(atPath: "\(folder.path)/b")
        #expect(before.updated(["b"], of: folder.path, butNotWith: ".mark") == nil)
        let marked = before.updated(["out/page.md"], of: folder.path, butNotWith: ".mark")
        #expect(marked == before)
    }

    @Test("a state comes back from its bytes, and from no others")
    func bytes() throws {
        let state = try #require(FileState(of: folder.path + "/a.md"))
        var bytes: [UInt8] = []
        state.append(to: &bytes)
        #expect(FileState(bytes[...]) == state)
        #expect(FileState(bytes.dropLast()) == nil)
    }

    @Test("a file that is not there has no state, a folder that is not there is an error")
    func missing() {
        #expect(FileState(of: folder.path + "/none") == nil)
        #expect(throws: SystemCallError.self) {
            try FolderSnapshot(of: folder.path + "/none", butNotWith: ".mark")
        }
    }
}
