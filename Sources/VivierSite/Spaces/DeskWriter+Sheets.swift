package import VivierForms
import VivierSpaces
import VivierTemplate
package import VivierWorkflow

extension DeskWriter {
    /// What a candidate chose to show, as a CV; what says nothing is left out.
    func sheets(_ view: CaseView) -> [Record] {
        view.sheets.compactMap { sheet in
            guard let form = forms.sheets.first(where: { $0.name == sheet.state.form }) else {
                return nil
            }
            let cv = CVWriter(space, form, sheet.state)
            guard !cv.isEmpty || sheet.jpeg != nil else { return nil }
            return Record(
                Shapes.deskSheet,
                [
                    .string(self.view.text(form.title)), space.moment(sheet.state.active),
                    .record(cv.record), space.image(sheet.jpeg, "desk.case.photo"),
                ]
            )
        }
    }
}

extension IntakeForms {
    /// The forms of sheets that their candidates can choose to show to agents.
    package var sheetsAtDesk: [FormDefinition] { sheets.filter { $0.atDesk != nil } }

    /// Whether agents may see a sheet: its candidate chose so, and still agrees to what its form asks.
    package func isShownAtDesk(_ sheet: Candidature) -> Bool {
        guard sheet.isSheet, !sheet.isTakenBack,
            let form = sheetsAtDesk.first(where: { $0.name == sheet.form })
        else { return false }
        let asks = form.fields.contains { $0.kind == .consent }
        guard !asks || sheet.consent(to: form.name) != nil else { return false }
        return form.isShownAtDesk { name in
            sheet.fields.first { $0.name == name }?.values ?? []
        }
    }
}
