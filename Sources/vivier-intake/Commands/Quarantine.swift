import ArgumentParser
import VivierStore

struct Quarantine: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks after what could not be read.",
        subcommands: [QuarantineList.self, QuarantineShow.self, QuarantineRequeue.self]
    )
}

struct QuarantineList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists what is in quarantine, oldest first."
    )

    @OptionGroup var options: StoreOptions

    func run() throws {
        let store = try options.open()
        let items = try onStore { () throws(StoreError) in
            var items: [QuarantinedItem] = []
            for id in try store.quarantined() { items.append(try store.quarantined(id)) }
            return items
        }
        if options.json {
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("quarantine", .array(items.map(\.json))),
                ])
            )
        } else {
            for item in items {
                try emit(
                    "\(item.id)  \(item.reason.time)  \(item.reason.code)  \(item.file.size) bytes\n"
                )
            }
        }
    }
}

struct QuarantineShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Writes the bytes that were received, as they were."
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "The number in quarantine.")
    var id: QuarantineID

    func run() throws {
        let store = try options.open()
        if options.json {
            let item = try onStore { () throws(StoreError) in try store.quarantined(id) }
            return try emit(item.json)
        }
        guard let bytes = try onStore({ () throws(StoreError) in try store.quarantinedBytes(id) })
        else {
            say("error: the bytes are not what was received [damaged-file]\n")
            throw ExitCode(1)
        }
        try emit(bytes)
    }
}
