package import VivierDiagnostics
package import VivierModel

extension ContentFile where Value: ContentRecord {
    /// The translation with what it leaves out taken from the original.
    func inheriting(from original: ContentFile<Value>) -> ContentFile<Value> {
        var merged = self
        for definition in Value.keys.definitions where !stated.contains(definition.key) {
            definition.inherit(&merged.value, original.value)
        }
        return merged
    }
}

extension ContentFile where Value == Offer {
    /// The translation with what it leaves out taken from the original.
    package func merged(over original: ContentFile<Offer>) -> ContentFile<Offer> {
        inheriting(from: original)
    }
}

/// Brings originals and translations of all offers together, in any order.
///
/// - Returns: The files that can be published, by path: originals as they are,
///   translations with what they leave out taken from their original. A
///   translation without an original stands alone if it has a title, and is an
///   error otherwise.
package func joinTranslations(
    _ files: [ContentFile<Offer>],
    into diagnostics: inout Diagnostics
) -> [ContentFile<Offer>] { join(files, into: &diagnostics) }

/// Brings originals and translations of employers together.
package func joinTranslations(
    _ files: [ContentFile<Employer>],
    into diagnostics: inout Diagnostics
) -> [ContentFile<Employer>] { join(files, into: &diagnostics) }

/// Brings originals and translations of questions together.
package func joinTranslations(
    _ files: [ContentFile<FAQ>],
    into diagnostics: inout Diagnostics
) -> [ContentFile<FAQ>] { join(files, into: &diagnostics) }

/// Brings originals and translations of pages together.
package func joinTranslations(
    _ files: [ContentFile<FreePage>],
    into diagnostics: inout Diagnostics
) -> [ContentFile<FreePage>] { join(files, into: &diagnostics) }

private func join<Record: ContentRecord>(
    _ files: [ContentFile<Record>],
    into diagnostics: inout Diagnostics
) -> [ContentFile<Record>] {
    var files = files
    if files.contains(where: \.isAdopted) { setApart(&files, into: &diagnostics) }
    // Sorting needs the texts of paths only; files are moved once, at the end.
    let order = files.indices.sorted { first, second in
        if files[first].stem != files[second].stem {
            return files[first].stem < files[second].stem
        }
        if files[first].isTranslation != files[second].isTranslation {
            return !files[first].isTranslation
        }
        return files[first].path < files[second].path
    }
    var joined: [ContentFile<Record>] = []
    joined.reserveCapacity(files.count)
    var start = 0
    while start < order.count {
        let stem = files[order[start]].stem
        var end = start + 1
        while end < order.count, files[order[end]].stem == stem { end += 1 }
        if end == start + 1, !files[order[start]].isTranslation {
            joined.append(files[order[start]])
        } else {
            join(order[start..<end].map { files[$0] }, into: &joined, &diagnostics)
        }
        start = end
    }
    return joined
}

/// Joins the files of one stem, the original first if there is one.
private func join<Record: ContentRecord>(
    _ family: [ContentFile<Record>],
    into joined: inout [ContentFile<Record>],
    _ diagnostics: inout Diagnostics
) {
    let original = family.first { !$0.isTranslation }
    var languages: [String: String] = [:]
    for file in family {
        if let other = languages[file.language] {
            diagnostics.emit(.about(file.path, .error, .translationTwice(other)))
            continue
        }
        languages[file.language] = file.path
        guard file.isTranslation else {
            joined.append(file)
            continue
        }
        if let original {
            joined.append(file.inheriting(from: original))
        } else if file.value.heading.isEmpty {
            diagnostics.emit(.about(file.path, .error, .translationAlone("title")))
        } else {
            joined.append(file)
        }
    }
}
