import ArgumentParser
import VivierFiles
import VivierStore

/// Writes to standard output; a disk that refuses ends the command with code 74.
func emit(_ bytes: [UInt8]) throws {
    do throws(SystemCallError) {
        try writeAll(bytes, to: 1)
    } catch {
        throw ExitCode(74)
    }
}

/// Writes a text to standard output.
func emit(_ text: String) throws { try emit(Array(text.utf8)) }

/// Writes a JSON value and a line end to standard output.
func emit(_ value: JSONValue) throws { try emit(value.bytes + [10]) }

/// Writes to standard error; if nobody listens there, there is nobody to tell.
func say(_ text: String) { try? writeAll(Array(text.utf8), to: 2) }

/// Does what needs the store; says what it refused and what to do, and ends with
/// the code that scripts go by.
func onStore<Result>(_ body: () throws(StoreError) -> Result) throws -> Result {
    do throws(StoreError) {
        return try body()
    } catch {
        say("error: \(error) [\(error.code)]\n  = \(error.hint)\n")
        throw ExitCode(error.exitCode)
    }
}

extension StoreError {
    /// As in sysexits.h: 64 usage, 74 disk, 75 try again; 1 for what is in the store.
    var exitCode: Int32 {
        switch self {
        case .disk: 74
        case .conflict: 75
        case .notAStore, .alreadyAStore: 64
        default: 1
        }
    }
}
