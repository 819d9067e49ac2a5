package import VivierModel
package import VivierStore
package import VivierWorkflow

/// A dossier as one agent sees it, with what that agent can do about it.
package struct CaseView: Sendable {
    package let agent: Agent
    package let dossier: Dossier
    package let state: Casework
    package let rules: Campaign
    package let secret: PageSecret
    package let home: PageSecret
    package let today: Day
    package let work: [WaitingWork]
    /// The last day that an incomplete dossier is kept.
    package let deletion: Day?
    /// Letters that the outbox still has, by their names.
    package let letters: [String: SpaceLetter]
    /// What its candidate chose to show.
    package let sheets: [ShownSheet]
    /// Other dossiers of the same person that the agent may see, the newest first.
    package let others: [Other]
    /// About the dossier as a whole and its tests.
    package let forms: [CaseForm]
    /// About its documents.
    package let documentForms: [CaseForm]
    /// What can be written to its candidate.
    package let writing: [CaseForm]
    /// Goes with every form.
    package let token: String

    /// Another dossier of the same person.
    package struct Other: Sendable {
        package let brief: DossierBrief
        package let page: PageSecret
        /// Whether it came from another address: the team says that it is the same person.
        package let isJoined: Bool

        package init(_ brief: DossierBrief, _ page: PageSecret, isJoined: Bool) {
            (self.brief, self.page, self.isJoined) = (brief, page, isJoined)
        }
    }

    /// - Parameters:
    ///   - dossier: The dossier.
    ///   - setting: What decisions look at, and when.
    ///   - agent: Who reads.
    ///   - access: With which links.
    ///   - work: What waits.
    ///   - deletion: The last day it is kept.
    ///   - letters: Those that the outbox still has.
    ///   - sheets: What its candidate chose to show.
    ///   - others: Other dossiers of the same person that the agent may see.
    package init(
        _ dossier: Dossier,
        _ setting: CaseSetting,
        for agent: Agent,
        _ access: ReaderAccess,
        work: [WaitingWork],
        deletion: Day?,
        letters: [String: SpaceLetter],
        sheets: [ShownSheet] = [],
        others: [Other] = []
    ) {
        let state = Casework(dossier)
        let actor = Actor(agent)
        self.agent = agent
        self.dossier = dossier
        self.state = state
        rules = setting.rules
        secret = access.page(of: dossier.id)
        home = access.home
        today = setting.today
        self.work = work
        self.deletion = deletion
        self.letters = letters
        self.sheets = sheets
        self.others = others
        forms = state.forms(as: actor, in: setting)
        documentForms = state.documentForms(as: actor, in: setting)
        writing = Candidature(dossier).forms(as: actor, at: setting.now, on: setting.today)
        token = access.token(.desk, state: state.events, dossier: dossier.id)
    }
}

extension Actor {
    /// An agent, as decisions know them.
    package init(_ agent: Agent) {
        self.init(by: agent.by, role: Role(rawValue: agent.role))
    }
}
