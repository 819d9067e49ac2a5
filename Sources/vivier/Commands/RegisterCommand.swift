import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite

/// `vivier register`: reads what `vivier build --register` has written down.
struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Says which offers were published, from when to when.",
        subcommands: [RegisterVerify.self, RegisterShow.self]
    )
}

/// `vivier register verify`: looks whether a register was changed.
struct RegisterVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks that no line of a register was changed, left out or added.",
        discussion: "Exits with 1 and the line if one was, with 74 if a file cannot be read."
    )

    @Argument(help: "The register.")
    var file: String

    @Option(help: "Ed25519 key (PEM), public or private, that all lines must be signed with.")
    var key: String?

    @Option(help: "Published site whose pages must be those that the register ends with.")
    var out: String?

    func run() async throws {
        var diagnostics = Diagnostics()
        let report = try await onDisk { () async throws(SystemCallError) in
            try RegisterReport(file, key: key, folder: out, into: &diagnostics)
        }
        if let report, !diagnostics.hasErrors { try emit(Array(report.summary.utf8)) }
        try finish(diagnostics, isDone: report != nil)
    }
}

/// `vivier register show`: prints when offers could be read.
struct RegisterShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints from when to when offers could be read, and the hash of each state.",
        discussion: "Exits with 1 if the register was changed, with 74 if it cannot be read."
    )

    @Argument(help: "The register.")
    var file: String

    @Argument(help: "Reference of an offer; all if not given.")
    var reference: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        var diagnostics = Diagnostics()
        let report = try await onDisk { () async throws(SystemCallError) in
            try RegisterReport(file, into: &diagnostics)
        }
        if let report {
            let periods = report.periods(of: reference)
            let text = periods.map(\.text).joined()
            try emit(json ? report.json(periods) : Array(text.utf8))
        }
        try finish(diagnostics, isDone: report != nil)
    }
}
