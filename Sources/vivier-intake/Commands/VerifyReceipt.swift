import ArgumentParser
import VivierStore

struct VerifyReceipt: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says whether a receipt is genuine.",
        discussion: "The code was made from the dossier's first event: who shows it sent that."
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "The number on the receipt.")
    var id: DossierID

    @Argument(help: "The code on the receipt.")
    var code: String

    func run() throws {
        let store = try options.open()
        let receipt = try onStore { () throws(StoreError) in
            try store.receipt(for: try store.read(id))
        }
        let isGenuine = store.isGenuine(code, of: receipt)
        if options.json {
            var members: [JSONValue.Member] = [
                .init("format", .int(1)), .init("genuine", .bool(isGenuine)),
            ]
            if isGenuine { members.append(.init("received", .string("\(receipt.time)"))) }
            try emit(JSONValue.object(members))
        } else {
            try emit(
                isGenuine ? "genuine: received \(receipt.time)\n" : "not a receipt of this store\n"
            )
        }
        if !isGenuine { throw ExitCode(1) }
    }
}
