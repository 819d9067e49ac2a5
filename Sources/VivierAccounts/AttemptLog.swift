internal import Synchronization
internal import VivierFiles
package import VivierStore

/// How often something was tried lately: for one address, from one network, in all.
///
/// It stands in a file of the store, so that a restart forgets nothing; addresses stand there as
/// codes that only the store can make. Lines are not flushed: what a power cut takes away is a
/// quarter of an hour's counting.
package final class AttemptLog: Sendable {
    package struct Limits: Sendable {
        package var address: Int
        package var network: Int
        package var all: Int
        /// Seconds.
        package var window: Int

        /// Attempts to sign in.
        package static let signIn = Limits(address: 10, network: 60, all: 3_000, window: 900)
        /// Links asked for by mail.
        package static let link = Limits(address: 3, network: 20, all: 600, window: 3_600)

        /// Sign-ins with a provider that were begun: nobody has said who they are.
        package static let elsewhere = Limits(address: 60, network: 60, all: 3_000, window: 900)

        package init(address: Int, network: Int, all: Int, window: Int) {
            self.address = address
            self.network = network
            self.all = all
            self.window = window
        }
    }

    private struct Attempt {
        let time: Int64
        let address: String
        let network: String

        var line: String { "\(time) \(address) \(network)\n" }
    }

    private struct State {
        /// Oldest first.
        var attempts: [Attempt]
        var file: DurableFile?
        /// Lines of the file.
        var lines: Int
    }

    /// Beyond, the file is written anew without what does not count any more.
    private static let mostLines = 20_000

    private let store: Store
    private let path: String
    private let limits: Limits
    private let state: Mutex<State>

    /// Goes on with what an earlier process counted.
    ///
    /// `name`: That of the file: `sign-in`.
    package init(_ store: Store, _ name: String, _ limits: Limits) {
        self.store = store
        self.limits = limits
        path = "\(store.root)/attempts.\(name)"
        // One that is not there, or cannot be read, has counted nothing.
        let text = (try? readFile(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let attempts = text.split(separator: "\n").compactMap { line -> Attempt? in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, let time = Int64(words[0]) else { return nil }
            return Attempt(time: time, address: words[1], network: words[2])
        }
        state = Mutex(State(attempts: attempts, file: nil, lines: attempts.count))
    }

    /// Counts an attempt, if there were not too many.
    ///
    /// - Parameters:
    ///   - address: The mail address that was typed, known or not.
    ///   - network: Where it came from.
    ///   - now: The moment.
    /// - Returns: Whether it may go on; one that may not is not counted.
    package func admits(address: String, network: String, at now: Instant) -> Bool {
        let attempt = Attempt(
            time: now.milliseconds,
            address: store.attemptCode("address\0\(address.lowercased())"),
            network: store.attemptCode("network\0\(network)")
        )
        return state.withLock { state in
            let since = attempt.time - Int64(limits.window) * 1000
            state.attempts.removeAll { $0.time <= since }
            let isTooMany =
                state.attempts.count >= limits.all
                || state.attempts.count { $0.address == attempt.address } >= limits.address
                || state.attempts.count { $0.network == attempt.network } >= limits.network
            if isTooMany { return false }
            state.attempts.append(attempt)
            write(attempt, &state)
            return true
        }
    }

    private func write(_ attempt: Attempt, _ state: inout State) {
        do throws(SystemCallError) {
            if state.lines >= Self.mostLines {
                state.file = nil
                let staged = "\(path).new"
                try deleteFile(staged)
                let text = state.attempts.map(\.line).joined()
                try DurableFile.create(staged).write(Array(text.utf8))
                try moveReplacing(staged, path)
                state.lines = state.attempts.count
                return
            }
            if state.file == nil { state.file = try DurableFile.openAtEnd(path, isMade: true) }
            try state.file?.write(Array(attempt.line.utf8))
            state.lines += 1
        } catch {
            // It counts all the same, as long as this process runs.
            state.file = nil
        }
    }
}
