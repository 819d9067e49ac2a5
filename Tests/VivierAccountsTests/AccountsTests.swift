import Testing
import VivierAccounts
import VivierFiles
import VivierStore
import VivierTestSupport

@Suite("Passwords of readers")
struct AccountsTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let accounts: Accounts
    private let phrase = "quatre mots très simples"

    init() throws {
        folder = try TemporaryFolder()
        try Store.create(at: "\(folder.path)/store", reserve: 0)
        store = try Store(opening: "\(folder.path)/store")
        accounts = try Accounts(store)
    }

    private var zoe: ReaderID { store.reader(address: "zoe@example.org") }

    @Test("only the password that was chosen last lets its reader in")
    func chosen() throws {
        #expect(try !accounts.admits(phrase, zoe))
        #expect(try !accounts.admits("", zoe))
        try accounts.set(phrase, again: phrase, for: zoe)
        #expect(try accounts.admits(phrase, zoe))
        #expect(try accounts.admits(phrase, store.reader(address: "ZOE@example.org")))
        for wrong in ["", "quatre mots tres simples", phrase + " ", String(phrase.dropLast())] {
            #expect(try !accounts.admits(wrong, zoe))
        }
        #expect(try !accounts.admits(phrase, store.reader(address: "ada@example.org")))
        try accounts.set("un autre mot de passe", again: "un autre mot de passe", for: zoe)
        #expect(try !accounts.admits(phrase, zoe))
        try store.deletePassword(of: zoe)
        #expect(try !accounts.admits("un autre mot de passe", zoe))
    }

    @Test(
        "what is too short, too long or typed differently is not taken, and the earlier one stays"
    )
    func refused() throws {
        try accounts.set(phrase, again: phrase, for: zoe)
        let cases: [(String, String, Accounts.Refusal)] = [
            ("elevenchars", "elevenchars", .tooShort), ("", "", .tooShort),
            (String(repeating: "a", count: 201), String(repeating: "a", count: 201), .tooLong),
            (phrase, phrase + "s", .differs),
        ]
        for (password, again, refusal) in cases {
            #expect(throws: refusal) { try accounts.set(password, again: again, for: zoe) }
        }
        #expect(try accounts.admits(phrase, zoe))
    }

    @Test("neither password nor address stands in the store, and two of the same differ")
    func hashed() throws {
        try accounts.set(phrase, again: phrase, for: zoe)
        let first = try #require(try store.password(of: zoe))
        #expect(first.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        try accounts.set(phrase, again: phrase, for: zoe)
        #expect(try store.password(of: zoe) != first)
        #expect(!"\(zoe)\(first)".contains("zoe@"))
    }

    @Test("a file that is damaged lets nobody in")
    func damaged() throws {
        try accounts.set(phrase, again: phrase, for: zoe)
        let shard = String(zoe.description.suffix(2))
        let path = "\(store.root)/accounts/\(shard)/\(zoe)"
        for bytes in [
            "", "vivier-account 2 x\n", "vivier-account 1 \n", "vivier-account 1 $argon2id$x\n",
        ] {
            try deleteFile(path)
            try DurableFile.create(path).write(Array(bytes.utf8))
            #expect((try? accounts.admits(phrase, zoe)) != true, "\(bytes)")
            #expect((try? accounts.admits("", zoe)) != true, "\(bytes)")
        }
    }
}

@Suite("Counting attempts")
struct AttemptLogTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let limits = AttemptLog.Limits(address: 3, network: 5, all: 8, window: 60)

    init() throws {
        folder = try TemporaryFolder()
        try Store.create(at: "\(folder.path)/store", reserve: 0)
        store = try Store(opening: "\(folder.path)/store")
    }

    private func at(_ seconds: Int) -> Instant { Instant(milliseconds: Int64(seconds) * 1000) }

    private func log() -> AttemptLog { AttemptLog(store, "test", limits) }

    @Test("too many for one address, from one network, in all")
    func limited() {
        let log = log()
        func tries(_ addresses: [String], _ network: String) -> [Bool] {
            addresses.map { log.admits(address: $0, network: network, at: at(0)) }
        }
        #expect(tries(["a", "A", "a", "a"], "n") == [true, true, true, false])
        #expect(tries(["b", "c", "d"], "n") == [true, true, false])
        #expect(tries(["b", "c", "d", "e"], "m") == [true, true, true, false])
    }

    @Test("what was refused is not counted, and what is past neither")
    func window() {
        let log = log()
        for second in 0..<3 { #expect(log.admits(address: "a", network: "n", at: at(second))) }
        for second in 3..<59 { #expect(!log.admits(address: "a", network: "n", at: at(second))) }
        #expect(log.admits(address: "a", network: "n", at: at(60)))
        #expect(!log.admits(address: "a", network: "n", at: at(60)))
    }

    @Test("a restart forgets nothing, and half a line is no attempt")
    func restarted() throws {
        for _ in 0..<3 { #expect(log().admits(address: "a@b.c", network: "192.0.2.1", at: at(0))) }
        let path = "\(store.root)/attempts.test"
        try DurableFile.openAtEnd(path).write(Array("12".utf8))
        #expect(!log().admits(address: "a@b.c", network: "192.0.2.2", at: at(1)))
        let text = String(decoding: try readFile(path), as: UTF8.self)
        #expect(!text.contains("@") && !text.contains("192"))
    }
}
