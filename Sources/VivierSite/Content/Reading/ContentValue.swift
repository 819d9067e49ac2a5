import VivierMarkup

/// A value of the front matter, or what a collection puts in its place.
enum ContentValue: Sendable {
    /// As the file has it.
    case node(YAMLNode)
    /// A text of `values:` or `defaults:`, and the bytes it stands for.
    case text(String, Range<Int>)
    /// A list of which `values:` replaced elements.
    case list([ContentValue], Range<Int>)
    /// Keys that `fields:` brought together: `ville: location.town`.
    case keys([Entry], Range<Int>)

    struct Entry: Sendable {
        var name: String
        var place: Range<Int>
        var value: ContentValue
    }

    /// What a value is, as far as reading it goes.
    enum Kind {
        case nothing
        case scalar
        case list
        case keys
    }

    var range: Range<Int> {
        switch self {
        case .node(let node): node.range
        case .text(_, let range), .list(_, let range), .keys(_, let range): range
        }
    }

    var kind: Kind {
        switch self {
        case .node(let node):
            switch node.kind {
            case .null: .nothing
            case .sequence: .list
            case .mapping: .keys
            default: .scalar
            }
        case .text: .scalar
        case .list: .list
        case .keys: .keys
        }
    }

    /// The text of a scalar as it is written, `1.10` being "1.10"; empty for lists
    /// and keys.
    var text: String {
        switch self {
        case .node(let node): node.text
        case .text(let text, _): text
        case .list, .keys: ""
        }
    }

    /// Whether there is a comma in a scalar.
    var hasComma: Bool {
        switch self {
        case .node(let node): node.utf8.contains(UInt8(ascii: ","))
        case .text(let text, _): text.utf8.contains(UInt8(ascii: ","))
        case .list, .keys: false
        }
    }

    /// Whether there is nothing in it: null, `""`, `[]`, `{}`.
    var isEmpty: Bool {
        switch self {
        case .node(let node):
            switch node.kind {
            case .null: true
            case .sequence: node.elements.first { _ in true } == nil
            case .mapping: node.entries.first { _ in true } == nil
            case .string: node.utf8.isEmpty
            default: false
            }
        case .text(let text, _): text.isEmpty
        case .list(let elements, _): elements.isEmpty
        case .keys(let entries, _): entries.isEmpty
        }
    }

    var elements: [ContentValue] {
        switch self {
        case .node(let node): node.elements.map { .node($0) }
        case .list(let elements, _): elements
        case .text, .keys: []
        }
    }

    var entries: [Entry] {
        switch self {
        case .node(let node):
            node.entries.map {
                Entry(name: $0.key.text, place: $0.key.range, value: .node($0.value))
            }
        case .keys(let entries, _): entries
        case .text, .list: []
        }
    }
}
