import Foundation
import Synchronization
import VivierFiles
import VivierSite

/// A line on the terminal that says how far a build has come, once it has taken a second.
final class ProgressLine: Sendable {
    private let progress: BuildProgress
    private let state = Mutex(State())

    private struct State {
        var isShown = false
        var isOver = false
    }

    /// Starts to show; a thread of its own does, since a build keeps all others busy.
    init(_ progress: BuildProgress) {
        self.progress = progress
        Thread.detachNewThread { [self] in
            Thread.sleep(forTimeInterval: 1)
            while show() { Thread.sleep(forTimeInterval: 0.1) }
        }
    }

    /// Writes the line over what it was; `false` once the build is over.
    private func show() -> Bool {
        state.withLock { state in
            guard !state.isOver else { return false }
            say("\r\u{1B}[K\(progress.line)")
            state.isShown = true
            return true
        }
    }

    /// Takes the line away, if there is one.
    func erase() {
        state.withLock { state in
            state.isOver = true
            if state.isShown { say("\r\u{1B}[K") }
        }
    }
}

/// Whether somebody looks at standard error, on a terminal that can rewrite a line.
private var isWatched: Bool {
    isErrorTerminal() && ProcessInfo.processInfo.environment["TERM"] != "dumb"
}

/// Does what makes a site; says how far it is to somebody who looks, and what the disk refused.
func onDisk(
    _ options: BuildOptions,
    showsProgress: Bool = true,
    _ body: (BuildOptions) async throws(SystemCallError) -> BuildReport
) async throws -> BuildReport {
    var options = options
    guard showsProgress, isWatched else {
        return try await onDisk { () async throws(SystemCallError) in try await body(options) }
    }
    let progress = BuildProgress()
    options.progress = progress
    let line = ProgressLine(progress)
    let watched = options
    return try await onDisk { () async throws(SystemCallError) in
        defer { line.erase() }
        return try await body(watched)
    }
}
