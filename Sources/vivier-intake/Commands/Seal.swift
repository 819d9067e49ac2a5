import ArgumentParser
import VivierStore

struct Seal: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Notes the last event of every dossier, for 'verify' to compare.",
        discussion: "Run it every night: it shows if somebody takes the last events away."
    )

    @OptionGroup var options: StoreOptions

    func run() throws {
        let store = try options.open()
        let now = options.now
        let count = try onStore { () throws(StoreError) in try store.seal(at: now) }
        if options.json {
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("sealed", .int(count)),
                    .init("time", .string("\(now)")),
                ])
            )
        } else {
            try emit("sealed \(count) dossiers\n")
        }
    }
}
