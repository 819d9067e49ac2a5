package import VivierForms
import VivierModel
import VivierSpaces
import VivierTemplate
package import VivierWorkflow

extension DeskWriter {
    /// What a candidate chose to show, as a CV; what says nothing is left out.
    func sheets(_ view: CaseView) -> [Record] {
        view.sheets.compactMap(sheet)
    }

    /// A sheet as a CV; `nil` if there is nothing to show.
    private func sheet(_ sheet: ShownSheet) -> Record? {
        guard let form = form(of: sheet.state) else { return nil }
        let cv = CVWriter(space, form, sheet.state)
        guard !cv.isEmpty || sheet.jpeg != nil else { return nil }
        return Record(
            Shapes.deskSheet,
            [
                .string(view.text(form.title)), space.moment(sheet.state.active),
                .record(cv.record), space.image(sheet.jpeg, "desk.case.photo"),
            ]
        )
    }

    private func form(of state: Candidature) -> FormDefinition? {
        forms.sheets.first { $0.name == state.form }
    }

    /// The page of one profile.
    func profile(_ sheet: ShownSheet, list: PageSecret) -> Record? {
        self.sheet(sheet).map {
            Record(Shapes.deskProfile, [.string("#\(list.fragment)"), .record($0)])
        }
    }

    /// The profiles that candidates show to all employers, the newest first.
    func profiles(_ all: [(brief: ProfileBrief, page: PageSecret)], home: PageSecret) -> Record {
        let rows = all.compactMap { brief, page in
            form(of: brief.state).map { form in
                let cv = CVWriter(space, form, brief.state)
                return Record(
                    Shapes.deskProfileRow,
                    [
                        .string("#\(page.fragment)"), .text(cv.name), .text(cv.headline),
                        .string(forms.day(at: brief.state.active).iso),
                    ]
                )
            }
        }
        return Record(
            Shapes.deskProfiles,
            [.string("#\(home.fragment)"), .records(rows), .int(rows.count)]
        )
    }
}

extension IntakeForms {
    /// The forms of sheets that their candidates can choose to show to agents.
    package var sheetsAtDesk: [FormDefinition] { sheets.filter { $0.atDesk != nil } }

    /// The forms of sheets that their candidates can choose to show to all employers of the site.
    package var sheetsForMembers: [FormDefinition] { sheets.filter { $0.forMembers != nil } }

    /// Whether agents may see a sheet: its candidate chose so, and still agrees to what its form asks.
    package func isShownAtDesk(_ sheet: Candidature) -> Bool {
        isShown(sheet) { $0.isShownAtDesk($1) }
    }

    /// Whether agents with the right to profiles may see a sheet without a dossier of its owner.
    package func isShownToMembers(_ sheet: Candidature) -> Bool {
        isShown(sheet) { $0.isShownToMembers($1) }
    }

    private func isShown(
        _ sheet: Candidature,
        by choice: (FormDefinition, (String) -> [String]) -> Bool
    ) -> Bool {
        guard sheet.isSheet, !sheet.isTakenBack,
            let form = sheets.first(where: { $0.name == sheet.form })
        else { return false }
        let asks = form.fields.contains { $0.kind == .consent }
        guard !asks || sheet.consent(to: form.name) != nil else { return false }
        return choice(form) { name in sheet.fields.first { $0.name == name }?.values ?? [] }
    }
}
