import ArgumentParser
import VivierFiles
import VivierIndex
import VivierSite
import VivierSpaces
import VivierStore

struct Spaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the pages in which candidates follow their applications.",
        subcommands: [SpacesPress.self, SpacesLink.self, SpacesRenew.self],
        defaultSubcommand: SpacesPress.self
    )
}

struct SpacesPress: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "press",
        abstract: "Makes all pages that differ from those in place.",
        discussion: """
            Run it once a night: days end, and the rights in forms are renewed each month. In \
            between every command makes what it changes.
            """
    )

    @OptionGroup var options: SpaceOptions

    func run() async throws {
        let press = try await options.press()
        let report = try reported { try press.pressAll() }
        guard options.reception.store.json else {
            return try emit("written: \(report.written), deleted: \(report.deleted)\n")
        }
        try emit(
            JSONValue.object([
                .init("format", .int(1)), .init("written", .int(report.written)),
                .init("deleted", .int(report.deleted)),
            ])
        )
    }
}

struct SpacesLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Prints the link to the space of a dossier's candidate.",
        discussion: "Who has it can read all that the candidate may read: give it to nobody else."
    )

    @OptionGroup var options: SpaceOptions

    @Argument(help: "The number of a dossier.")
    var id: DossierID

    func run() async throws {
        let press = try await options.press()
        let dossier = try onStore { () throws(StoreError) in try press.store.read(id) }
        try emit(try reported { try press.homeLink(of: dossier) } + "\n")
    }
}

struct SpacesRenew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Takes all links of a dossier's candidate back, and prints the new one."
    )

    @OptionGroup var options: SpaceOptions

    @Argument(help: "The number of a dossier.")
    var id: DossierID

    @Option(help: "Who does it, for the journal; nothing personal.")
    var by = "hr"

    func run() async throws {
        let press = try await options.press()
        let dossier = try onStore { () throws(StoreError) in try press.store.read(id) }
        let link = try reported { () -> String in
            _ = try press.renew(press.store.reader(of: dossier), by: by)
            return try press.homeLink(of: dossier)
        }
        try emit(link + "\n")
    }
}

/// Says what stood in the way, and ends with the code that scripts go by.
func reported<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as StoreError {
        return try onStore { () throws(StoreError) in throw error }
    } catch let error as SystemCallError {
        return try onStore { () throws(StoreError) in throw .disk(error) }
    } catch let error as SpacePress.NoTemplate {
        say("error: \(error) [no-template]\n")
        throw ExitCode(1)
    } catch let error as DossierIndex.Failure {
        say("error: \(error) [index]\n")
        throw ExitCode(74)
    }
}
