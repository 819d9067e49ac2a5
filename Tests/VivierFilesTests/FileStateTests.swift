import Foundation
import Testing
import VivierFiles
import VivierTestSupport

@Suite("State of files")
struct FileStateTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("a.md", "one")
        try folder.write("b/c.md", "two")
    }

    private func states() throws -> [String: FileState?] {
        try fileStates(below: folder.path, butNotWith: ".mark")
    }

    @Test("looking changes nothing")
    func same() throws {
        #expect(try states() == states())
        #expect(try states().keys.sorted() == ["a.md", "b/c.md"])
    }

    @Test("another text of the same length is another state, and so is a file put in its place")
    func edited() throws {
        let before = try states()
        // The clock of files has steps of some milliseconds.
        Thread.sleep(forTimeInterval: 0.05)
        try folder.write("a.md", "uno")
        let after = try states()
        #expect(before["a.md"] != after["a.md"])
        #expect(before["b/c.md"] == after["b/c.md"])
        try folder.write("new", "uno")
        try FileManager.default.removeItem(atPath: "\(folder.path)/a.md")
        try FileManager.default.moveItem(
            atPath: "\(folder.path)/new",
            toPath: "\(folder.path)/a.md"
        )
        #expect(try states()["a.md"] != after["a.md"])
    }

    @Test("files that come and go are seen, hidden ones and marked folders are not")
    func names() throws {
        let before = try states()
        try folder.write(".a.md.swp", "half")
        try folder.write("out/.mark", "")
        try folder.write("out/page.html", "built")
        #expect(try states() == before)
        try folder.link("broken", to: "nowhere")
        #expect(try states() != before)
        #expect(try states().keys.sorted() == ["a.md", "b/c.md", "broken"])
    }

    @Test("a file that is not there has no state, a folder that is not there is an error")
    func missing() {
        #expect(FileState(of: folder.path + "/none") == nil)
        #expect(throws: SystemCallError.self) {
            try fileStates(below: folder.path + "/none")
        }
    }
}
