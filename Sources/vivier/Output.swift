import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite

/// The exit code for a disk that refused (`EX_IOERR` of sysexits.h).
private let diskFailure = ExitCode(74)

/// Writes to standard output.
func emit(_ bytes: [UInt8]) throws {
    do throws(SystemCallError) {
        try writeAll(bytes, to: 1)
    } catch {
        throw diskFailure
    }
}

/// Does what needs the disk; says what it refused, and ends with code 74.
func onDisk<Result>(_ body: () async throws(SystemCallError) -> Result) async throws -> Result {
    do throws(SystemCallError) {
        return try await body()
    } catch {
        say("error: \(error)\n")
        throw diskFailure
    }
}

/// Prints the diagnostics and ends with code 1 if one of them is an error.
func finish(_ diagnostics: Diagnostics, isDone: Bool = true) throws {
    let sorted = diagnostics.sorted
    say(sorted.map { "\($0)\n" }.joined())
    if diagnostics.hasErrors || !isDone { throw ExitCode(1) }
}

/// Writes to standard error; if nobody listens there, there is nobody to tell.
func say(_ text: String) { try? writeAll(Array(text.utf8), to: 2) }

/// What a build did, for a person.
func summary(of report: BuildReport) -> String {
    var text = ""
    if !report.leftOut.isEmpty {
        text += "\(report.leftOut.count) files left out:\n"
        for item in report.leftOut.prefix(20) { text += "  \(item.path): \(item.reason)\n" }
        let more = report.leftOut.count - 20
        if more > 0 { text += "  and \(more) more; see them all with 'vivier list --incomplete'\n" }
    }
    guard report.isPublished else { return text + "nothing was published: the site is as it was\n" }
    let total = report.phases.reduce(0) { $0 + $1.milliseconds }
    let phases = report.phases.map { "\($0.name) \(Int($0.milliseconds.rounded()))" }
    text += "\(report.offers) offers, \(report.pages) pages; "
    text +=
        report.isUnchanged
        ? "nothing has changed\n"
        : "\(report.written.count) files written, \(report.deleted.count) deleted\n"
    text += "\(Int(total.rounded())) ms: \(phases.joined(separator: ", "))\n"
    return text
}
