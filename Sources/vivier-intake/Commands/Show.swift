import ArgumentParser
import VivierStore

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows a dossier: every event.")

    @OptionGroup var options: StoreOptions

    @Argument(help: "The number of the dossier.")
    var id: DossierID

    func run() throws {
        let store = try options.open()
        let dossier = try onStore { () throws(StoreError) in try store.read(id) }
        let receipt = try onStore { () throws(StoreError) in try store.receipt(for: dossier) }
        if options.json {
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("receipt_code", .string(receipt.code)),
                    .init("dossier", dossier.json),
                ])
            )
        } else {
            try emit("\(dossier.summary.line)\nreceipt code \(receipt.code)\n")
            for event in dossier.events {
                let data = String(decoding: event.data, as: UTF8.self)
                try emit("\(event.number)  \(event.time)  \(event.kind)  \(event.by)  \(data)\n")
            }
        }
        if case .damaged(let line, let reason) = dossier.tail {
            say("warning: the journal is damaged in line \(line): \(reason)\n")
            throw ExitCode(1)
        }
    }
}
