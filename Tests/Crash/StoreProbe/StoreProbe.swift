import ArgumentParser
import VivierFiles
import VivierStore

/// Does to a store what an intake does, so that tests can stop it anywhere.
///
/// Every line that it prints is an acknowledgement: what it says has to be true
/// whatever happens to the machine afterwards.
@main
struct StoreProbe: ParsableCommand {
    static let configuration = CommandConfiguration(
        subcommands: [Accept.self, Append.self, Keep.self, Erase.self, Check.self, Safeguards.self]
    )
}

struct ProbeOptions: ParsableArguments {
    @Argument var store: String

    #if VIVIER_TEETH
    @Option(help: "The safeguard that is taken out.") var without: String?
    #endif

    var now: Instant { Instant(milliseconds: 1_795_262_400_000) }

    func open() throws -> Store {
        #if VIVIER_TEETH
        if let without {
            guard let store = try Store(opening: store, without: without) else {
                throw ValidationError("there is no safeguard '\(without)'")
            }
            return store
        }
        #endif
        return try Store(opening: store)
    }

    func say(_ text: String) throws { try writeAll(Array("\(text)\n".utf8), to: 1) }

    /// Says why not, and ends with code 1.
    func refuse(_ error: StoreError) throws -> Never {
        try say("refused \(error.code)")
        throw ExitCode(1)
    }
}

struct Accept: ParsableCommand {
    @OptionGroup var options: ProbeOptions
    @Option var key: String
    @Option var start = 0
    @Option var count = 1
    @Option var file: [String] = []

    func run() throws {
        let store = try options.open()
        for number in start..<start + count {
            do throws(StoreError) {
                let publication = try accept(store, "\(key)\(number)")
                switch publication {
                case .published(let dossier): try? options.say("accepted \(dossier.id)")
                case .duplicate(let id): try? options.say("duplicate \(id)")
                case .erased(let id): try? options.say("erased \(id)")
                }
            } catch {
                try options.refuse(error)
            }
        }
    }

    private func accept(_ store: Store, _ key: String) throws(StoreError) -> Publication {
        let staged = try store.stage()
        var files: [JSONValue] = []
        for (index, text) in file.enumerated() {
            try staged.beginFile()
            try staged.write(Array(text.utf8).span)
            let stored = try staged.endFile()
            files.append(
                .object([
                    .init("field", .string("cv")), .init("name", .string("cv\(index).txt")),
                    .init("sha256", .string(stored.sha256)), .init("size", .int(stored.size)),
                    .init("type", .string("text/plain")),
                ])
            )
        }
        let data = JSONValue.object([
            .init("form", .string("apply")), .init("fields", .object([.init("k", .string(key))])),
            .init("files", .array(files)),
        ])
        let first = try NewEvent(
            kind: "received",
            by: "probe",
            source: key,
            time: options.now,
            data: data.bytes
        )
        let id = store.dossierID(form: "apply", idempotencyKey: key)
        return try store.publish(staged, as: id, first: first)
    }
}

struct Append: ParsableCommand {
    @OptionGroup var options: ProbeOptions
    @Argument var id: String
    @Option var source: String
    @Option var start = 0
    @Option var count = 1
    @Option var expecting: Int?

    func run() throws {
        let store = try options.open()
        guard let id = DossierID(id) else { throw ValidationError("this is not a number") }
        for number in start..<start + count {
            do throws(StoreError) {
                let event = try NewEvent(
                    kind: "note",
                    by: "probe",
                    source: "\(source)\(number)",
                    time: options.now,
                    data: Array(#"{"text":"a note of some length, as people write them"}"#.utf8)
                )
                let appended = try store.append(event, to: id, expecting: expecting)
                let word = appended.isRepeated ? "repeated" : "appended"
                try? options.say("\(word) \(appended.number) \(source)\(number)")
            } catch {
                try options.refuse(error)
            }
        }
    }
}

struct Keep: ParsableCommand {
    @OptionGroup var options: ProbeOptions
    @Argument var text: String

    func run() throws {
        let store = try options.open()
        do throws(StoreError) {
            let reason = QuarantineReason(code: "test", time: options.now)
            let id = try store.quarantine(Array(text.utf8), reason)
            try? options.say("quarantined \(id)")
        } catch {
            try options.refuse(error)
        }
    }
}

struct Erase: ParsableCommand {
    @OptionGroup var options: ProbeOptions
    @Argument var id: String

    func run() throws {
        let store = try options.open()
        guard let id = DossierID(id) else { throw ValidationError("this is not a number") }
        do throws(StoreError) {
            try store.erase(id, reason: "test", at: options.now)
            try? options.say("erased \(id)")
        } catch {
            try options.refuse(error)
        }
    }
}

/// Verifies the store, and prints the words of its problems.
struct Check: ParsableCommand {
    @OptionGroup var options: ProbeOptions

    func run() throws {
        let report = try options.open().verify()
        for problem in report.problems { try options.say(problem.code) }
    }
}

/// Lists what can be taken out.
struct Safeguards: ParsableCommand {
    func run() throws {
        #if VIVIER_TEETH
        for name in Store.safeguardNames { print(name) }
        #endif
    }
}
