import ArgumentParser
import VivierStore

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies the store into a new folder, while it is in use."
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "The folder to make.")
    var folder: String

    @Flag(help: "Leave the keys out: they have a backup of their own, which is kept for less long.")
    var withoutKeys = false

    func run() throws {
        let store = try options.open()
        let report = try onStore { () throws(StoreError) in
            try store.backUp(to: folder, keys: !withoutKeys)
        }
        if options.json {
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("dossiers", .int(report.dossiers)),
                    .init("files", .int(report.files)), .init("bytes", .int(report.bytes)),
                ])
            )
        } else {
            try emit("\(report.dossiers) dossiers, \(report.files) files, \(report.bytes) bytes\n")
        }
    }
}
