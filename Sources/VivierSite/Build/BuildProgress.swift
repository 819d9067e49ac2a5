import Synchronization
import VivierDiagnostics
import VivierFiles

/// How far a build has come, for somebody who waits.
package final class BuildProgress: Sendable {
    private let state = Mutex(State())

    private struct State {
        var work = "reading the settings"
        var files = 0
    }

    package init() {}

    /// One line: what is done now, and how many files there are.
    package var line: String {
        let state = state.withLock { $0 }
        return state.files == 0 ? state.work : "\(state.work): \(state.files) files"
    }

    /// Takes the end of a phase, by its name in the report, as the start of the next.
    func ended(_ phase: String) {
        let next: [String: String] = [
            "settings": "reading the texts", "read": "sorting the offers",
            "catalogue": "reading the theme", "templates": "making the lists",
            "cards": "making the offers", "offers": "making the other pages",
            "pages": "putting the site in place",
        ]
        guard let work = next[phase] else { return }
        state.withLock { $0.work = work }
    }

    fileprivate func count() { state.withLock { $0.files += 1 } }
}

/// Passes the files of a site on, and counts them.
final class CountedFiles: SiteSink {
    private let site: any SiteSink
    private let progress: BuildProgress

    init(in site: any SiteSink, by progress: BuildProgress) {
        self.site = site
        self.progress = progress
    }

    func claim(_ address: String, for source: String, into diagnostics: inout Diagnostics) -> Bool {
        site.claim(address, for: source, into: &diagnostics)
    }

    func write(_ address: String, _ pieces: FilePieces) throws(SystemCallError) {
        try site.write(address, pieces)
        progress.count()
    }
}
