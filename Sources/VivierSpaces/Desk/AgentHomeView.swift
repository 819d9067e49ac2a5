package import VivierModel
package import VivierStore
internal import VivierWorkflow

/// The page that an agent begins the day with: what waits, and the way to every dossier.
package struct AgentHomeView: Sendable {
    /// A line of the queue: one dossier, and what is most urgent about it.
    package struct Line: Sendable {
        package let brief: DossierBrief
        package let work: WaitingWork
        package let page: PageSecret
    }

    /// As many lines stand on the page at most; the list has all.
    package static let longest = 200

    package let agent: Agent
    package let secret: PageSecret
    package let list: PageSecret
    package let figures: PageSecret
    /// `nil` for who may see no profiles, and where none can be shown.
    package let profiles: PageSecret?
    /// The names of the campaigns that the agent sees dossiers of.
    package let campaigns: Set<String>
    /// How many dossiers the agent may see.
    package let total: Int
    package let today: Day
    /// What is late first, then by its day, then by how long it waits.
    package let queue: [Line]
    /// How many dossiers wait beyond those of the queue.
    package let more: Int
    /// How many dossiers wait for each kind of work, and how many of these are late.
    package let counts: [(kind: String, waiting: Int, late: Int)]
    package let lateCount: Int
    package let choosingPassword: String
    package let renewing: String
    package let hasPassword: Bool
    /// Does one thing about several dossiers; `nil` for who only reads.
    package let working: String?

    /// `briefs`: Those that the agent may see.
    package init(
        _ agent: Agent,
        _ access: ReaderAccess,
        _ briefs: [DossierBrief],
        hasPassword: Bool,
        hasProfiles: Bool = false
    ) {
        self.agent = agent
        profiles = hasProfiles ? access.profiles : nil
        secret = access.home
        list = access.list
        figures = access.figures
        today = access.today
        total = briefs.count
        let tally = WaitingTally(briefs, longest: Self.longest)
        campaigns = tally.campaigns
        queue = tally.first.map { line in
            Line(brief: line.brief, work: line.work, page: access.page(of: line.brief.id))
        }
        more = tally.count - queue.count
        lateCount = tally.lateCount
        counts = tally.counts
        // What can be done together changes with every event of any of them.
        let state = tally.events
        choosingPassword = access.token(.password, state: state)
        renewing = access.token(.renew, state: state)
        self.hasPassword = hasPassword
        working = agent.role == "reader" ? nil : access.token(.desk, state: state)
    }
}

extension WaitingWork {
    /// In the order in which they come up.
    package static let kinds = [
        "review", "document", "message", "stage", "answer", "mark", "call", "reply",
    ]
}
