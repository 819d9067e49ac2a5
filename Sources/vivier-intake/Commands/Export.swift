import ArgumentParser
import VivierStore

enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case json
    case csv
}

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes all dossiers for another program.",
        discussion:
            "JSON has every event; CSV has a row for each dossier, with the fields of its form."
    )

    @OptionGroup var options: StoreOptions

    @Option(help: "json or csv.")
    var format = ExportFormat.json

    func run() throws {
        let store = try options.open()
        let dossiers = try onStore { () throws(StoreError) in try store.readAll() }
        switch format {
        case .json:
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("dossiers", .array(dossiers.map(\.json))),
                ])
            )
        case .csv:
            let table = CSVExport(dossiers)
            try emit(table.heading + dossiers.map(table.row).joined())
        }
    }
}
