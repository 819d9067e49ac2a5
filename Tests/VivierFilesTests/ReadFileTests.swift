import Foundation
import Testing
import VivierTestSupport

@testable import VivierFiles

@Suite("Files: reading")
struct ReadFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("gives every byte", arguments: [0, 1, 4095, 4096, 65_535, 65_536, 65_537, 300_000])
    func sizes(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try Data(bytes).write(to: URL(filePath: folder.path + "/a"))
        #expect(try readFile(folder.path + "/a") == bytes)
    }

    @Test("a file that the system says is empty is read to its end")
    func sizeUnknown() throws {
        let bytes = try readFile("/proc/self/status")
        #expect(String(decoding: bytes, as: UTF8.self).contains("VmRSS:"))
    }

    @Test("a file that has more than it said at first is read to its end")
    func growing() async throws {
        // A pipe says 0 bytes, like a file that somebody begins to write meanwhile.
        let path = folder.path + "/pipe"
        try #require(mkfifo(path, 0o600) == 0)
        let bytes = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let writer = Thread {
            let handle = FileHandle(forWritingAtPath: path)
            for start in stride(from: 0, to: bytes.count, by: 1000) {
                handle?.write(Data(bytes[start..<start + 1000]))
            }
            try? handle?.close()
        }
        writer.start()
        #expect(try readFile(path) == bytes)
    }

    @Test(
        "says why a file cannot be read",
        arguments: [
            ("none", ENOENT, "cannot open", "No such file or directory"),
            ("folder", EISDIR, "cannot read", "Is a directory"),
            ("file/inside", ENOTDIR, "cannot open", "Not a directory"),
            ("loop", ELOOP, "cannot open", "Too many levels of symbolic links"),
            (String(repeating: "n", count: 300), ENAMETOOLONG, "cannot open", "File name too long"),
        ]
    )
    func errors(name: String, code: Int32, call: String, reason: String) throws {
        try folder.write("file", "")
        try folder.write("folder/a", "")
        try folder.link("loop", to: "loop")
        let path = "\(folder.path)/\(name)"
        let error = #expect(throws: SystemCallError.self) { try readFile(path) }
        #expect(error?.errno == code)
        #expect(error?.path == path)
        #expect(error?.description == "\(call) '\(path)': \(reason)")
    }

    @Test("a call that a signal interrupted is made again, another fault is not")
    func interrupted() throws {
        var calls = 0
        let result = try check("read", "a") { () -> Int in
            calls += 1
            errno = EINTR
            return calls < 3 ? -1 : 7
        }
        #expect(result == 7 && calls == 3)
        let error = #expect(throws: SystemCallError.self) {
            try check("read", "a") { () -> Int32 in
                calls += 1
                errno = ENOSPC
                return -1
            }
        }
        #expect(calls == 4)
        #expect(error?.description == "cannot read 'a': No space left on device")
    }

    @Test("writing to a pipe that nobody reads is an error, not an end")
    func closedPipe() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let error = #expect(throws: SystemCallError.self) { try writeAll([1], to: ends[1]) }
        #expect(error?.errno == EPIPE)
    }

    @Test("a full disk is an error")
    func fullDisk() throws {
        let full = open("/dev/full", O_WRONLY)
        try #require(full >= 0)
        defer { close(full) }
        let error = #expect(throws: SystemCallError.self) { try writeAll([1], to: full) }
        #expect(error?.errno == ENOSPC)
    }

    @Test("the process has used some memory and has a processor")
    func usage() {
        #expect(peakMemory() > 1 << 20)
        #expect(processorCount() >= 1)
        #expect(abs(currentInstant() - Int(Date().timeIntervalSince1970)) <= 1)
    }
}
