import Synchronization
import VivierFiles

/// What a process that builds a site again and again keeps from build to build, in place of
/// reading it back from the disk.
///
/// What is to be remembered by other processes is written down when there is time for it. One that
/// is killed before that leaves nothing: the next builds the whole site.
package final class LiveMemory: Sendable {
    private struct Content {
        var state: BuildState?
        /// What is not written down yet, and where it is to be.
        var unwritten: (notes: BuildNotes, path: String)?
        var plan: KeptPlan?
    }

    private let content = Mutex(Content())

    package init() {}

    /// Writes down what the last build remembers, if that was not done.
    package func settle() {
        let unwritten = content.withLock { $0.unwritten.take() }
        guard let (notes, path) = unwritten else { return }
        // The site is there: the next process only takes longer.
        try? replacePrivate(path, BuildState.pieces(notes))
    }

    /// What the last build remembers; `nil` while another site is put in place.
    var state: BuildState? { content.withLock { $0.state } }

    /// With what the words of offers were changed last; `nil` if anything else was since.
    var plan: KeptPlan? { content.withLock { $0.plan } }

    func keep(_ notes: BuildNotes, for path: String) {
        content.withLock {
            $0.state = BuildState(notes)
            $0.unwritten = (notes, path)
        }
    }

    func keep(_ plan: KeptPlan) { content.withLock { $0.plan = plan } }

    /// The site is about to be another, or is another by somebody else's doing.
    func forget() { content.withLock { $0 = Content() } }
}

/// A plan whose catalogue has the offers that were changed or stood on the same pages.
struct KeptPlan: Sendable {
    let sources: SiteSources
    let plan: SitePlan
}
