import Foundation
import Testing
import VivierTestSupport

@testable import VivierFiles

@Suite("Files: listing")
struct FolderListingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("lists files at any depth in the order of their bytes")
    func order() throws {
        for name in ["b.md", "a/z.md", "a.md", "B.md", "é.md", "a/a/a.md", "a-b.md", "z/1.md"] {
            try folder.write(name, name)
        }
        // "-" and "." come before "/", capitals before small letters, ASCII before the rest.
        #expect(
            try listFiles(below: folder.path).files
                == ["B.md", "a-b.md", "a.md", "a/a/a.md", "a/z.md", "b.md", "z/1.md", "é.md"]
        )
    }

    @Test("tells apart names that differ only in how an accent is written")
    func normalization() throws {
        try folder.write("e\u{301}.md", "decomposed")
        try folder.write("\u{E9}.md", "composed")
        let names = try listFiles(below: folder.path).files.map { Array($0.utf8) }
        #expect(names == [Array("e\u{301}.md".utf8), Array("\u{E9}.md".utf8)])
    }

    @Test(
        "leaves out hidden and private names",
        arguments: [".a.md", ".git/config", "a/.b/c.md"]
    )
    func hidden(name: String) throws {
        try folder.write(name, "")
        try folder.write("seen_.md", "")
        #expect(try listFiles(below: folder.path).files == ["seen_.md"])
    }

    @Test("folders alone are no files")
    func empty() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/a/b",
            withIntermediateDirectories: true
        )
        #expect(try listFiles(below: folder.path).files == [])
    }

    @Test("follows a link to a file, not one to a folder")
    func links() throws {
        try folder.write("real/a.md", "a")
        try folder.link("file.md", to: "real/a.md")
        try folder.link("folder", to: "real")
        let listing = try listFiles(below: folder.path)
        #expect(listing.files == ["file.md", "real/a.md"])
        #expect(listing.passedOver == [.init(path: "folder", reason: .linkToFolder)])
    }

    @Test("links in a loop, to themselves or to nothing end nowhere")
    func loops() throws {
        try folder.write("a/b.md", "")
        try folder.link("a/up", to: "..")
        try folder.link("self", to: "self")
        try folder.link("one", to: "two")
        try folder.link("two", to: "one")
        try folder.link("broken.md", to: "nowhere.md")
        let listing = try listFiles(below: folder.path)
        #expect(listing.files == ["a/b.md"])
        #expect(
            listing.passedOver == [
                .init(path: "a/up", reason: .linkToFolder),
                .init(path: "broken.md", reason: .brokenLink),
                .init(path: "one", reason: .brokenLink),
                .init(path: "self", reason: .brokenLink),
                .init(path: "two", reason: .brokenLink),
            ]
        )
    }

    @Test("a folder with the mark is left out whole, but not the folder itself")
    func marked() throws {
        for name in [".mark", "a.md", "out/.mark", "out/b.md", "out/c/d.md", "e/f.md"] {
            try folder.write(name, "")
        }
        let listing = try listFiles(below: folder.path, butNotWith: ".mark")
        #expect(listing.files == ["a.md", "e/f.md"])
    }

    @Test("a pipe is not a file: nobody waits for it")
    func pipe() throws {
        try folder.write("a.md", "")
        try #require(mkfifo(folder.path + "/pipe.md", 0o600) == 0)
        let listing = try listFiles(below: folder.path)
        #expect(listing.files == ["a.md"])
        #expect(listing.passedOver == [.init(path: "pipe.md", reason: .notAFile)])
    }

    @Test("the folder itself may be a link")
    func linkedRoot() throws {
        try folder.write("real/a.md", "")
        try folder.link("root", to: "real")
        #expect(try listFiles(below: folder.path + "/root").files == ["a.md"])
    }

    @Test("a missing folder is an error with its number and its path")
    func missing() {
        let path = folder.path + "/none"
        let error = #expect(throws: SystemCallError.self) { try listFiles(below: path) }
        #expect(error?.errno == ENOENT)
        #expect(
            error?.description == "cannot read the folder '\(path)': No such file or directory"
        )
    }

    @Test("a file is not a folder")
    func notAFolder() throws {
        try folder.write("a.md", "")
        let error = #expect(throws: SystemCallError.self) {
            try listFiles(below: folder.path + "/a.md")
        }
        #expect(error?.errno == ENOTDIR)
    }

    @Test("a name that is not UTF-8 is no file, but somebody hears of it")
    func invalidName() throws {
        var path: [CChar] = Array("\(folder.path)/c".utf8CString.dropLast())
        path += [CChar(bitPattern: 0xE9), 0x2E, 0x6D, 0x64, 0]
        let file = creat(path, 0o600)
        try #require(file >= 0)
        close(file)
        let listing = try listFiles(below: folder.path)
        #expect(listing.files == [])
        #expect(listing.passedOver == [.init(path: "c\\xE9.md", reason: .nameNotUTF8)])
    }

    @Test("what exists: files, folders, broken links")
    func existence() throws {
        try folder.write("a/b", "")
        try folder.link("broken", to: "nowhere")
        try folder.link("a-link", to: "a")
        func path(_ name: String) -> String { "\(folder.path)/\(name)" }
        #expect(["a", "a/b", "broken", "a-link"].allSatisfy { exists(path($0)) })
        #expect(!exists(path("c")) && !exists(path("a/b/c")))
        #expect(isFolder(path("a")) && isFolder(path("a-link")))
        #expect(!isFolder(path("a/b")) && !isFolder(path("broken")) && !isFolder(path("c")))
    }
}
