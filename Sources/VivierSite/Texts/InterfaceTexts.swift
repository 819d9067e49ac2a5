package import VivierDiagnostics
import VivierMarkup

/// The texts of the interface in one language: `templates/i18n/<language>.yml`,
/// keys joined by dots.
package struct InterfaceTexts: Sendable {
    package let language: String
    private var texts: [String: TextPattern] = [:]
    private var lists: [String: [String]] = [:]

    package init(language: String) { self.language = language }

    /// Reads a file of texts.
    ///
    /// Text of the site's own (a later file) replaces the theme's, key by key.
    package mutating func read(_ source: SourceText, into diagnostics: inout Diagnostics) {
        guard let document = readYAML(source, into: &diagnostics) else { return }
        read(document.rootNode, prefix: "")
    }

    /// Every key, lists included.
    package var keys: Set<String> { Set(texts.keys).union(lists.keys) }

    package subscript(_ key: String) -> String? { texts[key]?.text }

    /// The text of a key, or the key itself where the language has none.
    func text(_ key: String) -> String { texts[key]?.text ?? key }

    /// The text of a key as a pattern; the key itself where the language has none.
    func pattern(_ key: String) -> TextPattern { texts[key] ?? TextPattern(key) }

    /// The texts of a group by the rest of their keys: `EUR` for `money.symbols.EUR`.
    func group(_ name: String) -> [String: String] {
        let prefix = name + "."
        var group: [String: String] = [:]
        for (key, pattern) in texts where key.hasPrefix(prefix) {
            group[String(key.dropFirst(prefix.count))] = pattern.text
        }
        return group
    }

    /// The texts of a list; empty where there is none.
    func list(_ key: String) -> [String] { lists[key] ?? [] }

    /// The text of a key with its `{placeholders}` filled in.
    func text(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
        texts[key]?.filled(values) ?? key
    }

    /// The form of a plural that fits `count`: `key.zero` where there is one,
    /// `key.one`, else `key.other`.
    ///
    /// French counts 0 as one, the other languages of the interface do not
    /// (CLDR, "Language Plural Rules").
    func plural(_ key: String, count: Int, _ values: KeyValuePairs<String, String> = [:]) -> String?
    {
        let isOne = count == 1 || (count == 0 && language == "fr")
        let zero = count == 0 ? texts["\(key).zero"] : nil
        let one = isOne ? texts["\(key).one"] : nil
        return (zero ?? one ?? texts["\(key).other"]).map { $0.filled(values) }
    }

    private mutating func read(_ node: YAMLNode, prefix: String) {
        for (key, value) in node.entries {
            let path = prefix.isEmpty ? key.text : "\(prefix).\(key.text)"
            switch value.kind {
            case .mapping: read(value, prefix: path)
            case .sequence: lists[path] = value.elements.map(\.text)
            default: texts[path] = TextPattern(value.text)
            }
        }
    }
}
