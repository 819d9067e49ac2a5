import VivierDiagnostics
import VivierMarkup
import VivierModel

/// The reading of one file, from its bytes to its record.
struct FileReading<Record: ContentRecord> {
    let source: SourceText
    let settings: ReadingSettings
    /// How the keys of an adopted tree become ours; `nil` in our own folders.
    let map: CollectionMap?

    var keys: KeyReader

    private var record = Record()
    private var places = KeyPlaces()
    private var stated = ContentKeySet()
    private var language: String?
    private var translationKey: String?
    private var titlePlace: Range<Int>?

    init(source: SourceText, settings: ReadingSettings, map: CollectionMap?) {
        self.source = source
        self.settings = settings
        self.map = map
        keys = KeyReader(source: source, settings: settings)
    }

    /// - Returns: `nil` if something was found that keeps the file out of the site.
    mutating func read() -> ContentFile<Record>? {
        var found = Diagnostics()
        let front = readFrontMatter(source, into: &found)
        keys.merge(found)
        guard let front else { return nil }
        let name = FileName(path: source.path, languages: settings.languages)
        if let code = name.otherLanguage {
            keys.complainAboutFile(.otherLanguage(code, siteHas: settings.languages))
        }
        if front.isMissing { keys.complainAboutFile(.noFrontMatter) }
        if let map {
            adopt(front.document.rootNode, map, name)
        } else {
            readOwn(front.document.rootNode)
        }
        let language = language ?? name.language ?? settings.languages.first ?? "fr"
        let isTranslation =
            (name.language == language || translationKey != nil)
            && language != settings.languages.first
        completeTitle(name, bodyOffset: front.bodyOffset, isTranslation: isTranslation)
        guard !keys.isRefused else { return nil }
        record.complete(name, isAdopted: map != nil, stated: stated)
        var file = ContentFile(
            value: record,
            path: source.path,
            language: language,
            stem: translationKey.map { "translation:\($0)" } ?? name.stem,
            bodyRange: front.bodyOffset..<max(front.bodyOffset, source.bytes.count)
        )
        file.places = places
        file.stated = stated
        file.isTranslation = isTranslation
        file.isAdopted = map != nil
        return file
    }

    /// Reads the keys as they are, in the order of the file.
    private mutating func readOwn(_ root: YAMLNode) {
        let table = Record.keys
        let index = table.index
        places.reserve(20)
        for (key, value) in root.entries {
            guard let row = index(key.utf8) else {
                let known = table.keys
                keys.complain(.unknownKey(key.text, inside: "", among: known), at: key.range)
                continue
            }
            let definition = table.definitions[row]
            let documentation = definition.documentation
            if stated.contains(definition.key) {
                let name = documentation.name
                let other = key.text == name ? documentation.aliases.first ?? name : name
                keys.complain(.keyTwice(key.text, as: other), at: key.range)
                continue
            }
            let isAlias = key.range.count != documentation.name.utf8.count
            read(.node(value), definition, as: isAlias ? key.text : documentation.name)
        }
    }

    /// Reads the keys that the collection makes of those of the file.
    private mutating func adopt(_ root: YAMLNode, _ map: CollectionMap, _ name: FileName) {
        let isTranslation = name.language != nil && name.language != settings.languages.first
        let entries = ContentValue.node(root).entries
        let (rows, unread) = map.adopt(entries, withDefaults: !isTranslation)
        for (row, value) in rows {
            let definition = Record.keys.definitions[row]
            read(value, definition, as: definition.documentation.name)
        }
        if !unread.isEmpty { keys.complainAboutFile(.unreadKeys(unread)) }
    }

    private mutating func read(
        _ value: ContentValue,
        _ definition: KeyDefinition<Record>,
        as name: String
    ) {
        if definition.key == .title { titlePlace = value.range }
        guard !value.isEmpty else { return }
        keys.start(definition.documentation, as: name)
        if definition.key == .language {
            readLanguage(value)
            return
        }
        if definition.key == .translationKey {
            translationKey = keys.text(value)
            return
        }
        definition.read(value, &keys, &record)
        stated.insert(definition.key)
        places.add(definition.key, at: value.range)
    }

    private mutating func readLanguage(_ value: ContentValue) {
        guard let code = keys.languageCode(value) else { return }
        if settings.languages.contains(code) {
            language = code
        } else {
            keys.complain(.otherLanguage(code, settings.languages), at: value.range)
        }
    }

    /// A translation may leave the title to its original; an adopted file may
    /// have it in its body, or only in its name.
    private mutating func completeTitle(_ name: FileName, bodyOffset: Int, isTranslation: Bool) {
        guard record.heading.isEmpty, !isTranslation else { return }
        if map != nil {
            let heading = firstHeading(source.bytes, from: bodyOffset)
            let title = heading ?? spoken(name.undated)
            guard !title.isEmpty else { return }
            keys.complainAboutFile(.titleFromName(title, isHeading: heading != nil))
            record.heading = title
            return
        }
        guard !keys.isRefused else { return }
        let key = Record.keys.definition(of: .title)?.documentation.name ?? "title"
        if let titlePlace {
            keys.complain(.missingTitle(key, isEmpty: true), at: titlePlace)
        } else {
            keys.complainAboutFile(.missingTitle(key, isEmpty: false))
        }
    }
}

/// `developpeur-react_senior` as words: "Developpeur react senior".
private func spoken(_ name: String) -> String {
    let words = name.split { "-_. ".contains($0) }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
}
