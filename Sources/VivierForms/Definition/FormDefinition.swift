/// A form as its file in `content/forms/` describes it.
///
/// The page that shows it, the hints its fields give the browser and the
/// judgement of what was sent are all made of this one value.
package struct FormDefinition: Sendable, Equatable {
    /// Whom the form is shown for.
    package enum Audience: Sendable, Equatable {
        /// One page of the site.
        case page
        /// A page for each offer that is applied to with it.
        case offer
        /// A page for each of these employers; for all of them if `nil`.
        case employers([String]?)
        /// A sheet that each candidate keeps in their space; nobody else sees the form.
        case space
    }

    /// Name of the file without its extension: `apply`.
    package let name: String
    package var title: LocalText
    package var intro: LocalText?
    /// Last part of the address of its page; the name if `nil`.
    package var slug: LocalText?
    /// Words of the button that sends it.
    package var submit: LocalText?
    /// What happens next, for the receipt.
    package var next: LocalText?
    package var audience = Audience.page
    /// Sites that may show it in a frame: `https://www.example.org`.
    package var embed: [String] = []
    /// Whether its page exists only where `policies.spontaneous` says so.
    package var isSpontaneous = false
    /// Whether it asks for mails about new offers: its fields say for which, by their ``FormField/search``.
    package var isAlert = false
    /// Whether a photo of who keeps the sheet belongs to it.
    package var hasPhoto = false
    /// The choices of who keeps the sheet under which agents see it, beside the dossiers of theirs that they may
    /// read; they never do if `nil`.
    package var atDesk: FormField.Condition?
    /// The choices under which agents with the right to profiles see it, without a dossier of its owner; they
    /// never do if `nil`.
    package var forMembers: FormField.Condition?
    /// Whether it is also offered as a PDF to fill in off-line.
    package var hasPDF = false
    /// Zero bits that the hash of a proof of work has to begin with; no proof is asked for if `nil`.
    package var proofBits: Int?
    /// The public key that browsers seal it to, a point of P-256 in base64url; it is sent as it is if `nil`.
    package var sealedTo: String?
    /// Bytes that all files together may have.
    package var totalSize = 25 << 20
    package var steps: [FormStep] = []

    package init(name: String, title: LocalText) {
        self.name = name
        self.title = title
    }

    /// Every field in the order of the page, those inside a group left out.
    package var fields: [FormField] { steps.flatMap(\.fields) }

    /// Whether who keeps the sheet chose that agents see it.
    ///
    /// `values`: Those of a field.
    package func isShownAtDesk(_ values: (String) -> [String]) -> Bool {
        holds(atDesk, values)
    }

    /// Whether who keeps the sheet chose that it is among the profiles.
    ///
    /// `values`: Those of a field.
    package func isShownToMembers(_ values: (String) -> [String]) -> Bool {
        holds(forMembers, values)
    }

    /// A condition without parts asks for no choice, hence nobody made one.
    private func holds(_ condition: FormField.Condition?, _ values: (String) -> [String]) -> Bool {
        guard let condition, !condition.parts.isEmpty else { return false }
        return condition.holds(values)
    }

    package func field(_ name: String) -> FormField? { fields.first { $0.name == name } }

    /// Whether it may be sent for an employer: one that it names, or any if it is for no offer in
    /// particular.
    package func isFor(employer: String) -> Bool {
        switch audience {
        case .employers(let names): names?.contains(employer) ?? true
        case .page, .offer, .space: isSpontaneous
        }
    }
}

/// Fields that are filled in one after the other, under one heading.
package struct FormStep: Sendable, Equatable {
    package var title: LocalText
    package var intro: LocalText?
    package var fields: [FormField] = []
    /// Whether the questions and documents of an offer are asked here.
    package var asksForOffer = false

    package init(title: LocalText) { self.title = title }
}

/// Names of fields that every form has and no definition may use.
package enum ReservedField: String, CaseIterable, Sendable {
    /// 128 random bits, written by the browser module; empty without it.
    case idempotencyKey = "idempotency_key"
    /// Reference of the offer.
    case offer
    /// Slug of the employer that a registration is for.
    case employer
    /// Name of the town, where an offer has several.
    case place
    /// Language of the page, and so of the answer.
    case language
    /// Where the person came from.
    case source
    /// Invisible, and to be left empty: what robots fill in.
    case trap = "leave_empty"
    /// Milliseconds between opening and sending, written by the browser module.
    case elapsed
    /// What the browser module found for ``FormDefinition/proofBits``.
    case proof
    case form
}
