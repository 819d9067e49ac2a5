import VivierModel
import VivierSpaces
import VivierStore
import VivierTemplate
import VivierWorkflow

extension SpaceWriter {
    /// An invitation to a test, and what can be answered to it.
    func invitation(_ invited: CandidatureView.Invited, of state: Candidature) -> Record {
        let invitation = invited.invitation
        let rule = forms.campaigns.rules(form: state.form, offer: state.offer)
            .test(invitation.test)
        let label = rule?.label.text(
            in: view.language,
            fallback: view.configuration.defaultLanguage
        )
        let answer = invitation.answer.map { $0.comes ? "comes" : "stays_away" }
        return Record(
            Shapes.spaceInvitation,
            [
                .string(label ?? invitation.test), .string(invitation.place),
                .text(invitation.hour.map { forms.words(for: $0, language: view.language) }),
                .records(
                    invitation.slots.sorted().map { hour in
                        let words = forms.words(for: hour, language: view.language)
                        return Record(
                            Shapes.deskChoice,
                            [.string(hour.description), .string(words)]
                        )
                    }
                ),
                .text(invitation.answerBy?.iso), .text(answer),
                .text(invitation.answer?.slot?.description),
                .bool(invitation.answer?.isLate ?? false),
                .list(paragraphs(invitation.text)), .bool(invitation.isCancelled),
                .bool(invitation.isOpen), .string(invited.token), .int(invitation.number),
            ]
        )
    }
}
