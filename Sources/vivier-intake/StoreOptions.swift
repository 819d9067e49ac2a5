import ArgumentParser
import VivierFiles
import VivierModel
import VivierStore

/// Which store a command works on, and how it answers.
struct StoreOptions: ParsableArguments {
    @Option(help: "Folder of the store.")
    var store = "store"

    @Option(help: "Folder of the forms and policies.")
    var content = "content"

    @Flag(help: "Print JSON.")
    var json = false

    func open() throws -> Store {
        try onStore { () throws(StoreError) in try Store(opening: store) }
    }

    /// The moment of the command.
    var now: Instant { Instant(milliseconds: currentMilliseconds()) }
}

/// The number of a dossier on the command line.
extension DossierID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// The number of something in quarantine on the command line.
extension QuarantineID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// A day on the command line, as 2026-11-27.
extension Day: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso: argument) }
}
