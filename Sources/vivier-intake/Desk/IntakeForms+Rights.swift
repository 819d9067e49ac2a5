import VivierSite
import VivierStore
import VivierWorkflow

extension IntakeForms {
    /// Whether an agent has a right to see such a dossier.
    func allows(_ agent: Agent, _ state: Casework) -> Bool {
        let campaign = rules(for: state).name
        let employer = state.offer.flatMap { self.employer(of: $0) }
        return agent.sees(campaign: campaign, employer: employer)
    }
}
