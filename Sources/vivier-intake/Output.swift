import ArgumentParser
import VivierFiles
import VivierStore

/// The exit code for a disk that refused (`EX_IOERR` of sysexits.h).
let diskFailure = ExitCode(74)

/// The exit code for what may go well later (`EX_TEMPFAIL`).
let tryAgain = ExitCode(75)

/// Writes to standard output.
func emit(_ bytes: [UInt8]) throws {
    do throws(SystemCallError) {
        try writeAll(bytes, to: 1)
    } catch {
        throw diskFailure
    }
}

/// Writes to standard error; if nobody listens there, there is nobody to tell.
func say(_ text: String) { try? writeAll(Array(text.utf8), to: 2) }

/// Does what needs the disk; says what it refused, and ends with code 74.
func onDisk<Result>(_ body: () throws(SystemCallError) -> Result) throws -> Result {
    do throws(SystemCallError) {
        return try body()
    } catch {
        say("error: \(error)\n")
        throw diskFailure
    }
}

/// Does what needs the store; says what it refused, and what to do about it.
func onStore<Result>(_ body: () throws(StoreError) -> Result) throws -> Result {
    do throws(StoreError) {
        return try body()
    } catch {
        throw said(error)
    }
}

/// Says what the store refused; the code to end with.
func said(_ error: StoreError) -> ExitCode {
    say("error: \(error) [\(error.code)]\n  = \(error.hint)\n")
    return exitCode(error)
}

private func exitCode(_ error: StoreError) -> ExitCode {
    switch error {
    case .disk: diskFailure
    case .conflict: tryAgain
    default: ExitCode(1)
    }
}
