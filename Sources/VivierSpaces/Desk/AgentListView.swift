package import VivierStore

/// Every dossier that an agent may see, as rows on pages of some hundreds each: an event changes one.
///
/// They are counted from the oldest, so that a new dossier moves no other. The list itself has the
/// newest dossiers in words, and leads to the pages of rows.
package struct AgentListView: Sendable {
    /// As many rows stand on one page at most: with names of usual length it has 64 KiB.
    package static let longest = 500
    /// As many of the newest dossiers stand on the list itself.
    package static let newest = 100

    package let agent: Agent
    package let secret: PageSecret
    package let home: PageSecret
    /// The oldest first.
    package let parts: [[DossierBrief]]
    package let total: Int
    private let access: ReaderAccess

    /// `sorted`: Those that the agent may see, the first that was received first.
    package init(_ agent: Agent, _ access: ReaderAccess, _ sorted: [DossierBrief]) {
        self.agent = agent
        self.access = access
        (secret, home) = (access.list, access.home)
        total = sorted.count
        parts = stride(from: 0, to: sorted.count, by: Self.longest).map { start in
            Array(sorted[start..<min(start + Self.longest, sorted.count)])
        }
    }

    /// The dossiers that stand on the list itself, the newest first.
    package var shown: [DossierBrief] {
        Array(parts.suffix(2).joined().suffix(Self.newest).reversed())
    }

    package func page(ofPart number: Int) -> PageSecret { access.part(number) }

    package func page(of id: DossierID) -> PageSecret { access.page(of: id) }

    /// The most pages of rows that a list of so many dossiers could have.
    package static func mostParts(_ count: Int) -> Int { count / longest + 1 }
}
