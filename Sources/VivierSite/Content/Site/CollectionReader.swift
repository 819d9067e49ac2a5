import VivierModel

let collectionsKey = SiteKey(
    KeyDocumentation(
        "collections",
        .list(.keys(collectionKeys.rows)),
        example: "collections: [{path: jobs, kind: offers, fields: {titre: title}}]",
        "Folders of files written for another tool, read as they are."
    ),
    \.collections
) { $1.list($0) { $1.collection($0) } }

let collectionKeys = InnerKeys([
    KeyDocumentation(
        "path",
        .path,
        standard: "the content folder itself",
        example: "path: _jobs",
        "Folder below the content folder."
    ),
    KeyDocumentation(
        "kind",
        .choice(SiteConfiguration.Collection.Kind.allCases.map(\.rawValue)),
        isRequired: true,
        example: "kind: offers",
        "What the files are."
    ),
    KeyDocumentation(
        "fields",
        .names(.text),
        example: "fields: {titre: title, lieu.ville: location.town, layout: null}",
        "Their keys and ours; `null` leaves a key out without a word. Where several become one of"
            + " ours, the first that a file states counts."
    ),
    KeyDocumentation(
        "values",
        .names(.names(.text)),
        example: "values: {contract: {cdi-public: CDI}}",
        "For one of our keys, their values and ours; `null` drops a value."
    ),
    KeyDocumentation(
        "defaults",
        .names(.text),
        example: "defaults: {employer: ville-de-lyon, location.country: FR}",
        "What our keys are where a file does not say."
    ),
    KeyDocumentation(
        "ignore",
        .list(.text),
        example: "ignore: [README.md, 'archives/**']",
        "Files to leave out: `*` within a name, `**` across folders, `?` one character."
    ),
])

extension KeyReader {
    fileprivate mutating func collection(_ value: ContentValue) -> SiteConfiguration.Collection? {
        typealias Kind = SiteConfiguration.Collection.Kind
        // The name of the last key of the collection before stands there still.
        start(collectionsKey.documentation, as: "collections")
        guard value.kind == .keys else {
            complain(
                .wrongShape(name, .keys(collectionKeys.rows), found: value, example: example),
                at: value.range
            )
            return nil
        }
        var collection: SiteConfiguration.Collection?
        var parts: [(key: String, value: ContentValue)] = []
        var isWrong = false
        readKeys(of: value, collectionKeys) { key, value, reader in
            guard key == "kind" else {
                parts.append((key, value))
                return
            }
            let synonyms: [String: Kind] = [
                "offer": .offers, "employer": .employers, "page": .pages,
            ]
            if let kind = reader.choice(value, Kind.self, synonyms: synonyms) {
                collection = SiteConfiguration.Collection(path: "", kind: kind)
            } else {
                isWrong = true
            }
        }
        guard var collection else {
            if !isWrong {
                complain(.missingPart(name, "kind", example: "kind: offers"), at: value.range)
            }
            return nil
        }
        for (key, value) in parts {
            if let row = collectionKeys.index(key) {
                start(collectionKeys.rows[row], as: "collections.\(key)")
            }
            switch key {
            case "path":
                // Without its folder it would be the whole content.
                guard let path = folder(value) else {
                    isWrong = true
                    continue
                }
                collection.path = path
            case "fields": collection.fields = fields(value, collection.kind)
            case "values": collection.values = values(value, collection.kind)
            case "defaults": collection.defaults = defaults(value, collection.kind)
            default: collection.ignore = list(value) { $1.text($0) } ?? []
            }
        }
        return isWrong ? nil : collection
    }

    /// A folder of the content that holds something.
    private mutating func folder(_ value: ContentValue) -> String? {
        guard let path = path(value) else { return nil }
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard let files = settings.files, !parts.isEmpty else { return path }
        let folder = parts.joined(separator: "/")
        if files.contains(where: { $0.hasPrefix(folder + "/") }) { return path }
        let folders = files.compactMap { file in file.lastIndex(of: "/").map { file[..<$0] } }
        complain(.noSuchFolder(path, Set(folders.map(String.init))), at: value.range)
        return nil
    }

    private mutating func fields(
        _ value: ContentValue,
        _ kind: SiteConfiguration.Collection.Kind
    ) -> [SiteConfiguration.Collection.Field] {
        guard isKeys(value) else { return [] }
        return value.entries.compactMap { entry in
            guard !entry.value.isEmpty else { return .init(theirs: entry.name, ours: nil) }
            guard let ours = text(entry.value) else { return nil }
            guard isOurs(ours, kind, at: entry.value.range) else { return nil }
            return .init(theirs: entry.name, ours: ours)
        }
    }

    private mutating func values(
        _ value: ContentValue,
        _ kind: SiteConfiguration.Collection.Kind
    ) -> [String: [String: String?]] {
        guard isKeys(value) else { return [:] }
        var result: [String: [String: String?]] = [:]
        let outer = name
        for entry in value.entries where isOurs(entry.name, kind, at: entry.place) {
            name = "\(outer).\(entry.name)"
            guard isKeys(entry.value) else { continue }
            for pair in entry.value.entries {
                let ours: String? = pair.value.isEmpty ? nil : text(pair.value)
                result[entry.name, default: [:]][pair.name] = .some(ours)
            }
        }
        name = outer
        return result
    }

    private mutating func defaults(
        _ value: ContentValue,
        _ kind: SiteConfiguration.Collection.Kind
    ) -> [String: String] {
        guard isKeys(value) else { return [:] }
        var result: [String: String] = [:]
        for entry in value.entries where !entry.value.isEmpty {
            guard isOurs(entry.name, kind, at: entry.place) else { continue }
            switch entry.value.kind {
            case .keys:
                for inner in entry.value.entries {
                    let name = "\(entry.name).\(inner.name)"
                    guard isOurs(name, kind, at: inner.place) else { continue }
                    result[name] = text(inner.value)
                }
            case .list:
                result[entry.name] = entry.value.elements.map(\.text).joined(separator: ", ")
            case .scalar, .nothing: result[entry.name] = text(entry.value)
            }
        }
        return result
    }

    private mutating func isKeys(_ value: ContentValue) -> Bool {
        if value.kind == .keys { return true }
        complain(.wrongShape(name, .names(.text), found: value, example: example), at: value.range)
        return false
    }

    /// Whether a dotted name is one of our keys for that kind; complains if not.
    private mutating func isOurs(
        _ name: String,
        _ kind: SiteConfiguration.Collection.Kind,
        at range: Range<Int>
    ) -> Bool {
        let keys = InnerKeys(keyDocumentation(of: kind))
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        if let first = parts.first, let row = keys.index(first).map({ keys.rows[$0] }) {
            guard parts.count > 1 else { return true }
            if case .names = row.shape { return true }
            let inner = InnerKeys(row.shape.keys)
            if inner.index(parts[1]) != nil { return true }
            complain(.unknownKey(parts[1], inside: first, among: inner), at: range)
            return false
        }
        complain(.unknownOurs(name, kind, keys), at: range)
        return false
    }
}

/// The key table that the files of a collection are read by.
func keyDocumentation(of kind: SiteConfiguration.Collection.Kind) -> [KeyDocumentation] {
    switch kind {
    case .offers: offerKeys.documentation
    case .employers: employerKeys.documentation
    case .faq: faqKeys.documentation
    case .pages: pageKeys.documentation
    }
}
