import ArgumentParser
import VivierStore

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a store of a backup, and erases again what was erased since.",
        discussion: """
            The store's folder is new, or holds nothing but the 'tombstones' of the store that \
            was lost. Prints what differs from the list of the backup.
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "The folder that 'backup' made.")
    var backup: String

    @Option(help: "A folder of tombstones that are newer than the backup.")
    var tombstones: String?

    func run() throws {
        let report = try onStore { () throws(StoreError) in
            try Store.restore(from: backup, to: options.store, tombstones: tombstones)
        }
        for difference in report.differences { say("\(difference)\n") }
        if !options.json {
            try emit(
                "\(report.files) files restored, \(report.erased.count) dossiers erased again\n"
            )
        }
        try show(report.verification, json: options.json)
        if !report.differences.isEmpty { throw ExitCode(1) }
    }
}
