import Foundation
import Testing
import VivierTestSupport

@testable import VivierFiles

@Suite("Files: the output folder")
struct OutputFolderTests {
    let folder: TemporaryFolder
    let output: OutputFolder

    init() throws {
        folder = try TemporaryFolder()
        output = try OutputFolder(folder.path)
    }

    @Test("makes the folders above itself, and does not mind those that are there")
    func root() throws {
        let path = folder.path + "/a/b/c"
        _ = try OutputFolder(path)
        _ = try OutputFolder(path + "/")
        #expect(folder.everything == ["a", "a/b", "a/b/c"])
    }

    @Test("a file where the folder should be is an error")
    func rootIsAFile() throws {
        try folder.write("a", "")
        let error = #expect(throws: SystemCallError.self) { try OutputFolder(folder.path + "/a/b") }
        #expect(error?.errno == ENOTDIR)
        #expect(error?.path == folder.path + "/a/b")
    }

    @Test("creates a file with the folders that it needs")
    func create() throws {
        try output.create("a/b/c.html", Array("text".utf8))
        try output.create("a/b/empty", [])
        #expect(folder.text("a/b/c.html") == "text")
        #expect(folder.text("a/b/empty") == "")
    }

    @Test("pieces are written one after the other, however many and long")
    func pieces() throws {
        let pieces = (0..<3000).map { [UInt8](repeating: UInt8($0 % 251), count: $0 % 170) }
        try output.create("a/pieces", pieces: FilePieces(pieces: pieces))
        try output.create("none", pieces: FilePieces(pieces: []))
        try output.create(
            "long",
            pieces: FilePieces(pieces: [[1], [UInt8](repeating: 7, count: 200_000), [2]])
        )
        #expect(try output.read("a/pieces") == Array(pieces.joined()))
        #expect(try output.read("none") == [])
        #expect(try output.read("long")?.count == 200_002)
    }

    @Test("creating what exists is an error that leaves it as it is")
    func createTwice() throws {
        try output.create("a.html", Array("first".utf8))
        let error = #expect(throws: SystemCallError.self) { try output.create("a.html", [1]) }
        #expect(error?.errno == EEXIST)
        #expect(folder.text("a.html") == "first")
    }

    @Test("creating below a file is an error")
    func belowAFile() throws {
        try output.create("a", [])
        let error = #expect(throws: SystemCallError.self) { try output.create("a/b", [1]) }
        #expect(error?.errno == EEXIST || error?.errno == ENOTDIR)
        #expect(folder.everything == ["a"])
    }

    @Test("overwrites, shorter too")
    func overwrite() throws {
        try output.overwrite("a/b", Array("a long text".utf8))
        try output.overwrite("a/b", Array("short".utf8))
        #expect(folder.text("a/b") == "short")
    }

    @Test("a name that the disk does not take is an error, and nothing stays")
    func longName() {
        let name = String(repeating: "n", count: 256)
        let error = #expect(throws: SystemCallError.self) { try output.create(name, [1]) }
        #expect(error?.errno == ENAMETOOLONG)
        #expect(folder.everything == [])
    }

    @Test("moves a file over another, into a folder that is not there yet")
    func move() throws {
        try output.create("new/a", Array("new".utf8))
        try output.create("old/a", Array("old".utf8))
        try output.move("new/a", to: "old/a")
        try output.move("old/a", to: "other/place/a")
        #expect(folder.text("other/place/a") == "new")
        #expect(folder.text("old/a") == nil && folder.text("new/a") == nil)
    }

    @Test("moving what is not there is an error that names the target")
    func moveMissing() {
        let error = #expect(throws: SystemCallError.self) { try output.move("a", to: "b") }
        #expect(error?.errno == ENOENT)
        #expect(error?.path == folder.path + "/b")
    }

    @Test("removes a file and the folders left empty, no more than those")
    func remove() throws {
        try output.create("a/b/c/d", [])
        try output.create("a/e", [])
        try output.remove("a/b/c/d")
        #expect(folder.everything == ["a", "a/e"])
        try output.remove("a/e")
        #expect(folder.everything == [])
        // The folders are made again when they are needed again.
        try output.create("a/b/c/d", Array("again".utf8))
        #expect(folder.text("a/b/c/d") == "again")
    }

    @Test("removing what is gone, or whose folder has become a file, is no error")
    func removeGone() throws {
        try output.remove("none")
        try output.remove("none/at/all")
        try output.create("a", Array("file".utf8))
        try output.remove("a/index.html")
        #expect(folder.text("a") == "file")
    }

    @Test("removing a folder as if it were a file is an error")
    func removeFolder() throws {
        try output.create("a/b", [])
        let error = #expect(throws: SystemCallError.self) { try output.remove("a") }
        #expect(error?.errno == EISDIR)
        #expect(folder.text("a/b") == "")
    }

    @Test("adopts what stands in a folder, among files that are there already")
    func adopt() throws {
        try output.create("new/a/1", Array("1".utf8))
        try output.create("new/a/b/2", Array("2".utf8))
        try output.create("new/c/3", Array("3".utf8))
        try output.create("a/b/old", Array("old".utf8))
        try output.create("a/1", Array("old".utf8))
        try output.adopt("new")
        try output.removeTree("new")
        #expect(folder.everything == ["a", "a/1", "a/b", "a/b/2", "a/b/old", "c", "c/3"])
        #expect(folder.text("a/1") == "1")
        #expect(folder.text("a/b/old") == "old")
        // Nothing is remembered of folders that have moved away.
        try output.create("new/a/1", Array("next".utf8))
        #expect(folder.text("new/a/1") == "next")
    }

    @Test("adopting a folder that does not exist changes nothing")
    func adoptNothing() throws {
        try output.create("a", [])
        try output.adopt("new")
        #expect(folder.everything == ["a"])
    }

    @Test("removes a tree with hidden files and links, without following them")
    func removeTree() throws {
        try output.create("keep/a", Array("kept".utf8))
        try output.create("tree/.hidden/b", [])
        try folder.link("tree/link", to: folder.path + "/keep")
        try folder.link("tree/broken", to: "nowhere")
        try output.removeTree("tree")
        try output.removeTree("tree")
        #expect(folder.everything == ["keep", "keep/a"])
    }

    @Test("removes a tree with names that are not UTF-8")
    func removeBrokenNames() throws {
        try output.create("tree/a", [])
        let name = "\(folder.path)/tree/".utf8.map { CChar(bitPattern: $0) } + [-23, 0]
        #expect(unsafe mkdir(name, 0o755) == 0)
        try output.removeTree("tree")
        #expect(folder.everything == [])
    }

    @Test("a link in the place of a tree is removed, what it leads to is not")
    func removeLinkedTree() throws {
        try output.create("keep/a", Array("kept".utf8))
        try folder.link("tree", to: "keep")
        try output.removeTree("tree")
        #expect(folder.everything == ["keep", "keep/a"])
    }

    @Test("reads its files; what is not there is nothing, a folder is an error")
    func read() throws {
        try output.create("a/b", [1, 2])
        #expect(try output.read("a/b") == [1, 2])
        #expect(try output.read("none") == nil)
        #expect(try output.read("a/b/c") == nil)
        let error = #expect(throws: SystemCallError.self) { try output.read("a") }
        #expect(error?.errno == EISDIR)
    }

    @Test("several threads may write at once")
    func threads() async throws {
        let output = output
        let failures = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var failures = 0
                    for file in 0..<50 {
                        let path = "d\(file % 7)/e\(file % 3)/\(task)-\(file)"
                        do { try output.create(path, [UInt8(task)]) } catch { failures += 1 }
                    }
                    return failures
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 0)
        #expect(try listFiles(below: folder.path).files.count == 400)
    }

    @Test("a file is put together from parts of another and new bytes; the other stays")
    func splice() throws {
        let old = Array("0123456789".utf8)
        try output.create("old", old)
        try output.create("a/new", from: "old", [.old(0..<3), .bytes([65, 66]), .old(5..<10)])
        #expect(try output.read("a/new") == Array("012AB56789".utf8))
        #expect(try output.read("old") == old)
        #expect(try output.read("old", 2..<5) == Array("234".utf8))
        #expect(try output.read("old", 8..<20) == Array("89".utf8))
    }

    @Test("a file that is shorter than the part wanted of it is an error, and so is none")
    func spliceOfLess() throws {
        try output.create("old", [1, 2, 3])
        #expect(throws: SystemCallError.self) {
            try output.create("new", from: "old", [.old(0..<4)])
        }
        #expect(throws: SystemCallError.self) {
            try output.create("other", from: "none", [.bytes([1])])
        }
    }
}
