package import VivierStore
internal import VivierWorkflow

/// Every dossier that an agent may see, on pages of some rows each: an event changes one of them.
///
/// They are counted from the oldest, so that a new dossier moves no other. The list itself has the
/// newest rows, and leads to the other pages.
package struct AgentListView: Sendable {
    /// As many rows stand on one page at most.
    package static let longest = 250

    package let agent: Agent
    package let secret: PageSecret
    package let home: PageSecret
    /// The oldest first; the last one stands on the list itself.
    package let parts: [[DossierBrief]]
    /// What all of them can be filtered by.
    package let filters: Filters
    private let access: ReaderAccess

    package struct Filters: Sendable, Equatable {
        package let offers: Set<String>
        package let campaigns: Set<String>
        package let phases: Set<String>
        package let total: Int
    }

    /// `briefs`: Those that the agent may see.
    package init(_ agent: Agent, _ access: ReaderAccess, _ briefs: [DossierBrief]) {
        self.agent = agent
        self.access = access
        (secret, home) = (access.list, access.home)
        let sorted = briefs.sorted { ($0.received, $0.id) < ($1.received, $1.id) }
        filters = Filters(
            offers: Set(sorted.lazy.map { $0.offer ?? "" }),
            campaigns: Set(sorted.lazy.map(\.campaign)),
            phases: Set(sorted.lazy.map(\.phase.rawValue)),
            total: sorted.count
        )
        let starts = stride(from: 0, to: max(1, sorted.count), by: Self.longest)
        parts = starts.map { start in
            Array(sorted[start..<min(start + Self.longest, sorted.count)])
        }
    }

    /// How many pages there are beside the list itself.
    package var older: Range<Int> { 0..<(parts.count - 1) }

    /// The rows of a page beside the list itself; `nil` if it has none of that number.
    package func rows(ofOlder number: Int) -> [DossierBrief]? {
        older.contains(number) ? parts[number] : nil
    }

    package func page(ofPart number: Int) -> PageSecret { access.part(number) }

    package func page(of id: DossierID) -> PageSecret { access.page(of: id) }

    /// The most pages beside itself that a list of so many dossiers could have.
    package static func mostParts(_ count: Int) -> Int { count / longest + 1 }
}
