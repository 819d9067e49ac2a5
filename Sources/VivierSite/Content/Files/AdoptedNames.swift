import VivierDiagnostics

/// Gives files of adopted trees names of their own.
///
/// Trees of other tools hold the same name twice, with and without `.md`, in two
/// folders, in two languages. What is one file there is one page here: the first
/// by path keeps its slug, the others get a number. Our own folders come first and
/// are never changed.
func setApart<Record: ContentRecord>(
    _ files: inout [ContentFile<Record>],
    into diagnostics: inout Diagnostics
) {
    let order = files.indices.sorted { first, second in
        if files[first].isAdopted != files[second].isAdopted { return !files[first].isAdopted }
        return files[first].path < files[second].path
    }
    var originals: Set<Substring> = []
    for file in files where !file.isTranslation { originals.insert(file.stem) }
    var families: Set<[String]> = []
    var slugs: Set<String> = []
    var references: Set<String> = []
    var aliases: Set<String> = []
    for index in order {
        let file = files[index]
        let isTwice = families.contains([String(file.stem), file.language])
        if file.isAdopted, isTwice, !file.value.heading.isEmpty {
            // The same text twice in one language is two texts.
            files[index].stem = file.path[...]
            files[index].isTranslation = false
        } else {
            families.insert([String(file.stem), file.language])
            // A translation takes the slug of its original, below another folder.
            if file.isTranslation, originals.contains(file.stem) { continue }
        }
        if file.isAdopted {
            let slug = free(file.value.slug, slugs)
            if slug != file.value.slug {
                diagnostics.emit(.about(file.path, .note, .slugTaken(file.value.slug, slug)))
                files[index].value.slug = slug
            }
            let reference = file.value.number
            if !reference.isEmpty, references.contains(reference) {
                files[index].value.number = free(slug, references)
            }
        }
        var kept: [String] = []
        for alias in file.value.aliases where !kept.contains(alias) {
            if aliases.insert(alias).inserted || !file.isAdopted {
                kept.append(alias)
            } else {
                diagnostics.emit(.about(file.path, .note, .aliasTaken(alias)))
            }
        }
        files[index].value.aliases = kept
        slugs.insert(files[index].value.slug)
        references.insert(files[index].value.number)
    }
}

/// A name that is not taken: itself, or with the first number that is free.
private func free(_ name: String, _ taken: Set<String>) -> String {
    guard taken.contains(name) else { return name }
    var number = 2
    while taken.contains("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
}

extension Diagnostic {
    /// Something about a file as a whole.
    static func about(_ path: String, _ severity: Severity, _ complaint: Complaint) -> Diagnostic {
        Diagnostic(
            severity,
            code: complaint.rule.code,
            complaint.message,
            path: path,
            hint: complaint.hint
        )
    }
}
