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
                form.atDesk == nil ? .none : .bool(forms.isShownAtDesk(sheet.state)),
                .bool(forms.isShownToMembers(sheet.state)),
                .text(forms.sealingKey(of: form)),
            ]
        )
    }

    /// A photo in the page itself, so that it is sealed with it.
    private func record(_ photo: PhotoView) -> Record {
        Record(
            Shapes.spacePhoto,
            [
                image(photo.jpeg, "spaces.photo.alt"), .string(photo.keeping),
                .text(photo.forgetting),
            ]
        )
    }

    /// A photo as HTML, since templates print no addresses of this kind; nothing for none.
    func image(_ jpeg: [UInt8]?, _ words: String) -> Value {
        guard let jpeg else { return .none }
        let words = escaped(view.edition.texts.text(words))
        let html = "<img src=\"data:image/jpeg;base64,\(base64(jpeg))\" alt=\"\(words)\">"
        return .html(Array(html.utf8))
    }
}
