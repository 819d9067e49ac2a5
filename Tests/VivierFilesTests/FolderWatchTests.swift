import Testing
import VivierFiles
import VivierTestSupport

@Suite("Watching folders")
struct FolderWatchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func watch(butNotWith mark: String? = nil) throws -> FolderWatch {
        try #require(FolderWatch([folder.path], butNotWith: mark))
    }

    @Test("nothing happens, and nothing is said")
    func quiet() throws {
        #expect(try !watch().wait(atMost: .milliseconds(20)))
    }

    @Test("a file that is written, renamed, deleted, at any depth")
    func changes() throws {
        try folder.write("a/b/c.md", "x")
        let watch = try watch()
        let changes = [
            { try folder.write("a/b/c.md", "y") }, { try folder.write("a/new.md", "x") },
            { try moveReplacing("\(folder.path)/a/new.md", "\(folder.path)/a/b/c.md") },
            { try deleteFile("\(folder.path)/a/b/c.md") },
        ]
        for change in changes {
            try change()
            #expect(watch.wait(atMost: .seconds(5)))
            #expect(!watch.wait(atMost: .milliseconds(1)))
        }
    }

    @Test("a folder that is new is watched from its first file on")
    func newFolder() throws {
        let watch = try watch()
        try folder.write("new/deep/one.md", "x")
        #expect(watch.wait(atMost: .seconds(5)))
        try folder.write("new/deep/one.md", "y")
        #expect(watch.wait(atMost: .seconds(5)))
    }

    @Test("it says which files have changed, and that it cannot when a folder is new")
    func changed() throws {
        try folder.write("a/b.md", "x")
        let watch = try watch()
        try folder.write("a/b.md", "y")
        try folder.write("c.md", "x")
        #expect(watch.wait(atMost: .seconds(5)))
        #expect(watch.changed == ["\(folder.path)/a/b.md", "\(folder.path)/c.md"])
        try folder.write("new/d.md", "x")
        #expect(watch.wait(atMost: .seconds(5)))
        #expect(watch.changed == nil)
        try folder.write("new/d.md", "y")
        #expect(watch.wait(atMost: .seconds(5)))
        #expect(watch.changed == ["\(folder.path)/new/d.md"])
    }

    @Test("many changes at once are one")
    func burst() throws {
        let watch = try watch()
        for number in 0..<300 { try folder.write("\(number).md", "x") }
        #expect(watch.wait(atMost: .seconds(5)))
        #expect(!watch.wait(atMost: .milliseconds(1)))
    }

    @Test("a folder with the mark is not watched, nor one that does not exist")
    func leftOut() throws {
        try folder.write("public/.mark", "")
        try folder.write("public/sub/a.html", "x")
        let watch = try watch(butNotWith: ".mark")
        try folder.write("public/sub/a.html", "y")
        #expect(!watch.wait(atMost: .milliseconds(20)))
        try folder.write("beside.md", "x")
        #expect(watch.wait(atMost: .seconds(5)))
    }

    @Test("a file alone is watched; what is not there is passed over")
    func file() throws {
        try folder.write("site.yml", "x")
        let paths = ["\(folder.path)/nowhere", "\(folder.path)/site.yml"]
        let watch = try #require(FolderWatch(paths))
        try folder.write("site.yml", "y")
        #expect(watch.wait(atMost: .seconds(5)))
    }
}
