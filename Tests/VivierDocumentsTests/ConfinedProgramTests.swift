import Foundation
import Testing
import VivierTestSupport

@testable import VivierDocuments

@Suite("A confined program")
struct ConfinedProgramTests {
    private func shell(
        _ script: String,
        limits: ConfinedProgram.Limits = ConfinedProgram.Limits()
    ) throws -> ConfinedProgram.Ending {
        try ConfinedProgram(path: "/bin/bash", limits: limits).run(["-c", script], on: [])
    }

    @Test("gets the document and gives back what it writes")
    func bytes() throws {
        let document = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        #expect(try ConfinedProgram(path: "/bin/cat").run([], on: document) == .done(document))
        #expect(try ConfinedProgram(path: "/bin/cat").run([], on: []) == .done([]))
    }

    @Test("has no environment, no other descriptor, and is nobody where this is root")
    func alone() throws {
        #expect(try ConfinedProgram(path: "/usr/bin/env").run([], on: []) == .done([]))
        #expect(
            try shell("true >&7")
                == .failed(code: 1, words: "/bin/bash: line 1: 7: Bad file descriptor\n")
        )
        guard geteuid() == 0 else { return }
        #expect(try shell("echo $UID") == .done(Array("65534\n".utf8)))
    }

    @Test("cannot ask the network for anything")
    func network() throws {
        guard case .failed(_, let words) = try shell("exec 3<>/dev/tcp/127.0.0.1/1") else {
            Issue.record("it opened a socket")
            return
        }
        #expect(words.contains("Operation not permitted"))
    }

    @Test("cannot start another program")
    func processes() throws {
        guard case .failed(_, let words) = try shell("/bin/true; exit 1") else {
            Issue.record("it started one")
            return
        }
        #expect(words.contains("fork"))
    }

    @Test("cannot stop this one")
    func signals() throws {
        let number = ProcessInfo.processInfo.processIdentifier
        #expect(try shell("kill -0 \(number) || exit 5").code == 5)
    }

    @Test("cannot read or write files of others")
    func files() throws {
        let folder = try TemporaryFolder()
        let secret = "\(folder.path)/secret"
        try Data("secret".utf8).write(to: URL(filePath: secret))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        #expect(try shell("read line < \(secret) || exit 5").code != 0)
        #expect(try shell("echo x > \(folder.path)/new || exit 5").code == 5)
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/new"))
    }

    @Test("is stopped once it took its time of a processor, or on the clock")
    func time() throws {
        var limits = ConfinedProgram.Limits()
        limits.seconds = 1
        #expect(try shell("while :; do :; done", limits: limits) == .stopped)
        limits.milliseconds = 100
        let start = ContinuousClock.now
        let sleep = ConfinedProgram(path: "/bin/sleep", limits: limits)
        #expect(try sleep.run(["60"], on: []) == .stopped)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test("gets no more memory, and writes no more, than it may")
    func sizes() throws {
        var limits = ConfinedProgram.Limits()
        limits.memory = 64 << 20
        let dd = ConfinedProgram(path: "/bin/dd", limits: limits)
        #expect(try dd.run(["bs=200M", "count=1"], on: [1]).code == 1)
        limits = ConfinedProgram.Limits()
        limits.output = 1000
        let document = [UInt8](repeating: 1, count: 100_000)
        let cat = ConfinedProgram(path: "/bin/cat", limits: limits)
        #expect(try cat.run([], on: document) == .stopped)
        limits.output = 200_000
        #expect(
            try ConfinedProgram(path: "/bin/cat", limits: limits).run([], on: document)
                == .done(document)
        )
    }

    @Test("says why it failed, and that it is not there")
    func failures() throws {
        #expect(try shell("echo no >&2; exit 3") == .failed(code: 3, words: "no\n"))
        #expect(try ConfinedProgram(path: "/bin/none").run([], on: []) == .unavailable)
    }
}

extension ConfinedProgram.Ending {
    /// Of a failure; 0 if there was none.
    fileprivate var code: Int {
        if case .failed(let code, _) = self { code } else { 0 }
    }
}
