/// What the value of an attribute is to a browser.
enum AttributeKind: UInt8, Sendable {
    case plain

    /// An address, which may name a script.
    case address

    /// A script run by an event.
    case script

    /// Declarations of style.
    case style

    /// A whole document.
    case document

    /// The type of a script element, which decides what its text is.
    case scriptType

    private static let addresses: Set<String> = [
        "action", "background", "cite", "classid", "codebase", "data", "formaction", "href", "icon",
        "longdesc", "manifest", "ping", "poster", "profile", "src", "usemap", "xlink:href",
    ]

    /// The kind of an attribute by its name in lower case and its element.
    init(_ name: String, of element: HTMLState.Element) {
        if name == "type", element == .script {
            self = .scriptType
        } else if name.hasPrefix("on") {
            self = .script
        } else if name == "style" {
            self = .style
        } else if name == "srcdoc" {
            self = .document
        } else {
            self = Self.addresses.contains(name) ? .address : .plain
        }
    }

    /// Why a value may not be printed into such an attribute, `nil` if it may.
    var problem: String? {
        switch self {
        case .plain, .address: nil
        case .script: "a value cannot be printed into a script"
        case .style: "a value cannot be printed into a style"
        case .document: "a value cannot be printed into 'srcdoc'"
        case .scriptType: "the type of a script must be written out"
        }
    }
}
