import ArgumentParser
import VivierFiles
import VivierStore

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a store.",
        discussion:
            "A making that was stopped is gone on with; a store that is there is left alone."
    )

    @OptionGroup var options: StoreOptions

    @Flag(help: "Encrypt each dossier under a key of its own.")
    var encrypt = false

    func run() throws {
        try onStore { () throws(StoreError) in
            try Store.create(at: options.store, level: encrypt ? .dossier : .disk)
        }
        if options.json {
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("store", .string(options.store)),
                    .init("encryption", .int(encrypt ? 1 : 0)),
                ])
            )
        } else {
            try emit("made the store '\(options.store)'; keep its folder 'keys' as safe as a key\n")
        }
        if isFolder(options.content), readSender(options.content) == nil {
            say(NoLetters.noSender.note)
        }
    }
}
