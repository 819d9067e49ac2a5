internal import VivierForms

// Which fields of a form the parts of a message belong to.

extension FormDefinition {
    /// The field for the name of a person.
    var nameField: String? {
        lines("name", upTo: 1) ?? fields.first { $0.autocomplete == "name" }?.name
    }

    /// The field for a subject in free words.
    var subjectField: String? { lines("subject", upTo: 1) }

    /// The field for a letter.
    var messageField: String? {
        lines("message", upTo: .max) ?? fields.first { textLines($0) > 1 }?.name
    }

    private func lines(_ name: String, upTo most: Int) -> String? {
        field(name).flatMap { (1...most).contains(textLines($0)) ? name : nil }
    }

    /// 0 for a field that takes no text.
    private func textLines(_ field: FormField) -> Int {
        if case .text(let rule) = field.kind { rule.lines } else { 0 }
    }

    /// The fields for files, that for the CV first.
    var fileSlots: [FileSlot] {
        let slots = fields.compactMap { field -> FileSlot? in
            guard case .file(let rule) = field.kind else { return nil }
            return FileSlot(field: field.name, rule: rule, room: rule.count)
        }
        return slots.filter { $0.field == "cv" } + slots.filter { $0.field != "cv" }
    }
}

/// A field for files, and how many it still takes.
struct FileSlot {
    let field: String
    let rule: FormField.FileRule
    var room: Int

    func takes(_ name: String) -> Bool {
        let file = SubmittedFile(field: field, name: name, size: 0)
        return room > 0 && rule.types.flatMap(\.extensions).contains(file.fileExtension)
    }

    /// Takes one file.
    ///
    /// - Returns: The name of the field.
    mutating func fill() -> String {
        room -= 1
        return field
    }
}
