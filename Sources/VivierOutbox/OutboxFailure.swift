package import VivierFiles

/// Why the outbox did not do what it was asked to do.
package enum OutboxFailure: Error, Sendable {
    case disk(SystemCallError)

    /// The file is no mail of the outbox, or not all of one.
    case damaged(OutboxName)

    /// No mail has this name.
    case noSuchMail(OutboxName)
}

extension OutboxFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .disk(let error): "\(error)"
        case .damaged(let name): "the file of mail '\(name)' is damaged [damaged-mail]"
        case .noSuchMail(let name): "there is no mail '\(name)' [no-such-mail]"
        }
    }
}

/// Runs what may fail for the disk's sake.
func onDisk<Result>(
    _ body: () throws(SystemCallError) -> Result
) throws(OutboxFailure) -> Result {
    do throws(SystemCallError) { return try body() } catch { throw .disk(error) }
}
