package import VivierStore

/// What the reader of a dossier agreed to.
extension Candidature {
    /// To be kept for as long again.
    package static let keepingPurpose = "keeping"

    /// When an agreement was given that still holds; `nil` if there is none.
    package func consent(to purpose: String) -> Instant? {
        history.reduce(nil) { given, entry in
            switch entry.happening {
            case .consentGiven(purpose, _): entry.time
            case .consentWithdrawn(purpose): nil
            default: given
            }
        }
    }

    /// Whether those who work on it are still applied to, so that what its candidate shows them is theirs to see.
    ///
    /// Who withdrew and agreed to be kept for other offers is.
    package var isAddressedToTeam: Bool {
        !isSheet && (!stage.isOver || isKeptByAgreement)
    }

    /// Whether a sheet has to go, since what it rests on was taken back.
    package var isTakenBack: Bool {
        guard isSheet else { return false }
        return history.contains { entry in
            if case .consentWithdrawn = entry.happening { true } else { false }
        }
    }
}

extension Happening {
    /// Whether somebody did something, so that the time for which it is kept begins anew.
    ///
    /// Letters are none of it: they tell of what happened, or, as those of an alert, go on by themselves. Who
    /// asks for a link has shown nothing but an address.
    var isActivity: Bool {
        switch self {
        case .mail, .alertSent, .renewalAsked, .linkIssued, .linksRenewed, .messagesHidden: false
        default: true
        }
    }
}
