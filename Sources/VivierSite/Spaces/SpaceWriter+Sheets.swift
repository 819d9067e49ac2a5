import VivierForms
import VivierMarkup
import VivierModel
import VivierSpaces
import VivierTemplate
import VivierWorkflow

extension SpaceWriter {
    /// The sheets that a reader keeps, and those that could be begun.
    func sheetRows(_ home: HomeView) -> [Record] {
        guard view.templates.contains(IntakePages.sheetTemplate) else { return [] }
        return forms.sheets.filter { $0.title.texts[view.language] != nil }.map { form in
            let kept = home.sheets.first { $0.state.form == form.name }
            return Record(
                Shapes.spaceSheetRow,
                [
                    .string(form.name), .string(view.text(form.title)),
                    .text(form.intro.map { view.text($0) }),
                    .text(kept.map { "#\($0.secret.fragment)" }),
                    kept.map { moment($0.state.active) } ?? .none,
                ]
            )
        }
    }

    /// What is to be kept for longer only if its reader says so: candidatures first.
    func kept(_ home: HomeView) -> [Record] {
        func record(_ state: Candidature, _ title: String, _ day: Day, _ token: String) -> Record {
            Record(
                Shapes.spaceKept,
                [
                    .string("\(state.id)"), .string(title), .string(day.iso), .string(token),
                    .string(view.actionAddress), .string(view.language), .bool(state.isSheet),
                ]
            )
        }
        let candidatures = home.candidatures.compactMap { candidature -> Record? in
            let state = candidature.candidature
            guard let day = state.renewal, let token = candidature.prolonging else { return nil }
            return record(state, title(state), day, token)
        }
        let sheets = home.questions.map { question in
            record(question.state, title(ofSheet: question.state), question.until, question.token)
        }
        return candidatures + sheets
    }

    /// What a sheet is called, be its form gone.
    private func title(ofSheet state: Candidature) -> String {
        let key = state.form == Selection.form ? "spaces.offers.title" : "spaces.sheets.title"
        return forms.sheets.first { $0.name == state.form }.map { view.text($0.title) }
            ?? view.edition.texts.text(key)
    }

    /// A sheet: how it reads as a CV, and the form to change it by.
    func record(_ sheet: SheetView, _ form: FormDefinition) -> Record {
        var answers = FormAnswers()
        for field in sheet.state.fields { answers.values[field.name] = field.values }
        var record = FormRecord(
            view: view,
            form: form,
            action: view.actionAddress,
            answers: answers
        )
        // Without scripts there is a blank entry after each saving.
        record.spareEntries = 1
        let isCV = form.fields.contains { $0.resume != nil }
        let photo: Value = if let photo = sheet.photo { .record(self.record(photo)) } else { .none }
        return Record(
            Shapes.spaceSheet,
            [
                .string(view.text(form.title)), .text(form.intro.map { view.text($0) }),
                moment(sheet.state.active), .record(record.record),
                isCV ? .record(CVWriter(self, form, sheet.state).record) : .none,
                .string(view.actionAddress), .string(view.language), .string(sheet.keeping),
                .string(sheet.importing), .string(sheet.exporting), .string(sheet.forgetting),
                sheet.state.consent(to: form.name).map(moment) ?? .none,
                photo, .string("\(sheet.state.id)"), .text(sheet.prolonging),
                .text(sheet.state.renewal?.iso),
            ]
        )
    }

    /// A photo in the page itself, so that it is sealed with it.
    private func record(_ photo: PhotoView) -> Record {
        let shown: Value = if let jpeg = photo.jpeg { .html(image(jpeg)) } else { .none }
        return Record(
            Shapes.spacePhoto,
            [shown, .string(photo.keeping), .text(photo.forgetting)]
        )
    }

    /// Templates print no addresses of this kind.
    private func image(_ jpeg: [UInt8]) -> [UInt8] {
        let words = escaped(view.edition.texts.text("spaces.photo.alt"))
        return Array("<img src=\"data:image/jpeg;base64,\(base64(jpeg))\" alt=\"\(words)\">".utf8)
    }
}

/// Shows a sheet as a CV: what its owner lets others see, and nothing that is empty.
private struct CVWriter {
    let writer: SpaceWriter
    let form: FormDefinition
    let values: [String: [String]]

    init(_ writer: SpaceWriter, _ form: FormDefinition, _ state: Candidature) {
        self.writer = writer
        self.form = form
        // What was emptied stands there with nothing in it.
        values = state.fields.filter { !$0.values.isEmpty }
            .reduce(into: [:]) { $0[$1.name] = $1.values }
    }

    var record: Record {
        let name = form.fields.first { $0.resume == "basics.name" }
        let parts = form.steps.map(part).filter { !$0.isEmpty }.map(\.record)
        return Record(
            Shapes.spaceCV,
            [.text(name.flatMap { values[$0.name]?.first }), .records(parts)]
        )
    }

    private func part(_ step: FormStep) -> (record: Record, isEmpty: Bool) {
        let shown = step.fields.filter { field in
            field.isOnCV && field.resume != "basics.name"
                && field.showing?.holds { values[$0] ?? [] } ?? true
        }
        let fields = shown.compactMap { self.field($0, $0.name) }
        let groups = shown.compactMap(group)
        return (
            Record(
                Shapes.spaceCVPart,
                [.string(writer.view.text(step.title)), .records(fields), .records(groups)]
            ),
            fields.isEmpty && groups.isEmpty
        )
    }

    private func group(_ field: FormField) -> Record? {
        guard case .group(let rule) = field.kind else { return nil }
        let entries = (1...rule.maximum).compactMap { number -> Record? in
            let fields = rule.fields.map { inner in
                self.field(inner, entryName(field.name, number, inner.name))
            }
            guard fields.contains(where: { $0 != nil }) else { return nil }
            // What an entry is called stands first in it.
            let first = rule.fields.first.flatMap {
                values[entryName(field.name, number, $0.name)]?.first
            }
            return Record(
                Shapes.spaceCVEntry,
                [.text(first), .records(fields.dropFirst().compactMap(\.self))]
            )
        }
        return entries.isEmpty
            ? nil
            : Record(
                Shapes.spaceCVGroup,
                [.string(writer.view.text(field.label)), .records(entries)]
            )
    }

    private func field(_ field: FormField, _ name: String) -> Record? {
        guard let values = values[name], field.isOnCV else { return nil }
        let shown = values.map { writer.shown($0, in: field) }.joined(separator: ", ")
        return Record(
            Shapes.spaceCVField,
            [
                .string(writer.view.text(field.label)), .list(writer.paragraphs(shown)),
                .number(stars(field, values)),
            ]
        )
    }

    /// A mark from 1 to 5; `nil` for what is none.
    private func stars(_ field: FormField, _ values: [String]) -> Int? {
        guard case .choice(let options) = field.kind, options.map(\.code) == Self.marks else {
            return nil
        }
        return values.first.flatMap { Int($0) }
    }

    private static let marks = (1...5).map { "\($0)" }
}
