import VivierForms
import VivierModel
import VivierSpaces
import VivierTemplate
import VivierWorkflow

extension SpaceWriter {
    /// An offer that a reader keeps, and how to apply for it: with one click, where what was sent
    /// before is all that its form asks for.
    func offer(_ reference: String, _ home: HomeView) -> Record {
        guard let entry = forms.entry(of: reference) else {
            // It is gone, and so is all that was known of it.
            return Record(
                Shapes.spaceOffer,
                [
                    .string(reference), .string(reference), .none, .none, .none, .bool(false),
                    .bool(false), .none, .none,
                ]
            )
        }
        let version = entry.version(in: view.language)
        let isOpen = entry.status == .open
        let isApplied = home.candidatures.contains {
            $0.candidature.offer == reference && !$0.candidature.stage.isOver
        }
        let canApply = isOpen && !isApplied
        return Record(
            Shapes.spaceOffer,
            [
                .string(reference), .string(version.value.title),
                .text(view.employerName(entry, version.value)),
                isOpen ? view.link(view.offerAddress(version)) : .none,
                .text(entry.offer.closes?.iso), .bool(isOpen), .bool(isApplied),
                .text(canApply ? applying(for: entry, home) : nil),
                .text(canApply ? view.application(version.value).url : nil),
            ]
        )
    }

    /// The right to apply with what the newest candidature brought; `nil` if the form asks for
    /// more, or is another one.
    private func applying(for entry: OfferEntry, _ home: HomeView) -> String? {
        guard let newest = newest(home) else { return nil }
        let state = newest.candidature
        guard case .form(state.form) = view.applyBy(entry.offer.apply),
            let form = forms.form(state.form, offer: entry.offer.reference)
        else { return nil }
        let answers = state.fields.flatMap { field in
            field.values.map { Submission.Value(field.name, $0) }
        }
        let files = state.resent.map {
            SubmittedFile(field: $0.field, name: $0.name, size: $0.size)
        }
        let offer = Submission.Value(ReservedField.offer.rawValue, entry.offer.reference)
        let verdict = form.validate(
            Submission(values: answers + [offer], files: files),
            country: forms.country
        )
        return verdict.isAccepted ? newest.applying : nil
    }

    /// The candidature whose answers and files are sent again.
    func newest(_ home: HomeView) -> CandidatureView? {
        home.candidatures.filter { $0.candidature.offer != nil }
            .max { $0.candidature.received < $1.candidature.received }
    }

    /// What one click sends.
    func resent(_ view: CandidatureView) -> Record {
        let state = view.candidature
        let answered = state.fields.filter { !$0.values.isEmpty }
        return Record(
            Shapes.spaceResent,
            [
                .string(title(state)), .string("#\(view.secret.fragment)"),
                moment(state.received),
                .list(answered.map { .string(label($0.name, state)) }),
                .list(state.resent.map { .string($0.name) }),
            ]
        )
    }
}
