import ArgumentParser
import VivierIndex
import VivierStore

struct Reindex: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the table anew that 'list' looks into.",
        discussion: "It is never needed to keep anything: the table can be deleted at any time."
    )

    @OptionGroup var options: StoreOptions

    func run() throws {
        let store = try options.open()
        let count = try onIndex { () throws(DossierIndex.Failure) in
            try DossierIndex.rebuild(of: store)
        }
        if options.json {
            try emit(JSONValue.object([.init("format", .int(1)), .init("dossiers", .int(count))]))
        } else {
            try emit("\(count) dossiers\n")
        }
    }
}

/// Does what needs the index; what it refuses ends the command with code 74.
func onIndex<Result>(_ body: () throws(DossierIndex.Failure) -> Result) throws -> Result {
    do throws(DossierIndex.Failure) {
        return try body()
    } catch {
        say("error: \(error) [index]\n  = delete 'index.sqlite' in the store: nothing is lost\n")
        throw ExitCode(74)
    }
}
