extension FormValidator {
    /// The files of every field, and all of them together.
    mutating func judgeFiles() {
        verdict.files = submission.files.filter { !$0.isAbsent }
        var spare = verdict.files.count { $0.field == "document" }
        for field in form.fields {
            guard case .file(let rule) = field.kind else { continue }
            let files = verdict.files.filter { $0.field == field.name }
            for file in files { judge(file, field, rule) }
            if files.count > rule.count {
                refuse(field, field.name, .fileCount, ["max": String(rule.count)])
            }
            guard files.isEmpty, isRequired(field) else { continue }
            // A document of an offer may have come as one of the others.
            if field.isFromOffer, spare > 0 {
                spare -= 1
            } else {
                refuse(field, field.name, .required)
            }
        }
        let total = verdict.files.reduce(0) { $0 + $1.size }
        if total > form.totalSize {
            verdict.refusals.append(
                FieldRefusal(
                    verdict.files.last?.field ?? "",
                    .filesSize,
                    ["max": String(form.totalSize)]
                )
            )
        }
    }

    private mutating func judge(
        _ file: SubmittedFile,
        _ field: FormField,
        _ rule: FormField.FileRule
    ) {
        let extensions = rule.types.flatMap(\.extensions)
        if !extensions.contains(file.fileExtension) {
            refuse(
                field,
                field.name,
                .fileType,
                ["types": rule.types.map(\.rawValue).joined(separator: ", ")]
            )
        } else if file.size == 0 {
            refuse(field, field.name, .fileEmpty)
        } else if file.size > rule.size {
            refuse(field, field.name, .fileSize, ["max": String(rule.size)])
        }
    }
}
