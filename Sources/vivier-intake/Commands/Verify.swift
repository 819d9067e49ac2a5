import ArgumentParser
import VivierStore

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks every journal, file and seal; changes nothing."
    )

    @OptionGroup var options: StoreOptions

    func run() throws {
        let store = try options.open()
        let report = try onStore { () throws(StoreError) in try store.verify() }
        try show(report, json: options.json)
    }
}

/// Prints what was found, and ends with code 1 if there is a problem.
func show(_ report: VerificationReport, json: Bool) throws {
    if json {
        try emit(report.json)
    } else {
        try emit(
            "\(report.dossiers) dossiers, \(report.events) events, \(report.files) files, "
                + "\(report.quarantined) in quarantine, \(report.erased) erased\n"
        )
        for problem in report.problems {
            say("\(problem.path): error: \(problem.message) [\(problem.code)]\n")
        }
    }
    if !report.problems.isEmpty { throw ExitCode(1) }
}
