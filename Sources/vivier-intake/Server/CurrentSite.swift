import Foundation
import ServiceLifecycle
import Synchronization
import VivierDiagnostics
import VivierFiles
import VivierSite

/// The forms and pages that answers are made of, read again from time to time: offers close,
/// and texts are edited, while the server runs.
final class CurrentSite: Service {
    private let options: ReceptionOptions
    private let interval: Duration
    private let current: Mutex<IntakePages>

    /// - Parameters:
    ///   - pages: What was read first.
    ///   - options: Where the site is.
    ///   - interval: How often it is read again.
    init(_ pages: IntakePages, _ options: ReceptionOptions, every interval: Duration) {
        self.options = options
        self.interval = interval
        current = Mutex(pages)
    }

    var pages: IntakePages { current.withLock { $0 } }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: self.interval)
                await self.readAgain()
            }
        }
    }

    /// What cannot be read leaves what was read before: a half-written file must not stop
    /// candidatures.
    private func readAgain() async {
        var diagnostics = Diagnostics()
        do {
            let site = try options.site()
            guard let pages = try await IntakePages.read(site, into: &diagnostics) else {
                return say("warning: the site has mistakes; its last state is kept [site-kept]\n")
            }
            current.withLock { $0 = pages }
        } catch {
            say("warning: \(error); the last state of the site is kept [site-kept]\n")
        }
    }
}
