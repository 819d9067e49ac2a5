/// The absence of a value, with what is needed to explain it.
///
/// `.undefined(nil)` and `.undefined("name")` are values a host may write.
package struct Undefined: Sendable {
    /// What is known about the absence; an object, since most renders make none.
    final class Details: Sendable {
        /// The name that was asked for.
        let name: String

        /// The value that has no such attribute or item; `nil` for a variable.
        let owner: Value?

        /// A whole sentence instead of the one made from name and owner.
        let explanation: String?

        /// Where in the templates it arose, and where its owner is written.
        let place: Place?
        let ownerPlace: Place?

        init(
            name: String,
            owner: Value? = nil,
            explanation: String? = nil,
            place: Place? = nil,
            ownerPlace: Place? = nil
        ) {
            self.name = name
            self.owner = owner
            self.explanation = explanation
            self.place = place
            self.ownerPlace = ownerPlace
        }
    }

    let details: Details?

    init(_ details: Details) { self.details = details }

    /// What is wrong, for a diagnostic.
    var message: String {
        guard let details else { return "the value is undefined" }
        if let explanation = details.explanation { return explanation }
        guard let owner = details.owner else { return "'\(details.name)' is undefined" }
        switch owner {
        case .record, .map, .object, .runtime:
            return "there is no '\(details.name)' in this \(owner.kindForPeople)"
        default:
            return "\(owner.kindForPeople) has no '\(details.name)'"
        }
    }

    /// What Jinja's `DebugUndefined` prints.
    var debugText: String {
        guard let details else { return "{{ undefined }}" }
        if let explanation = details.explanation {
            return "{{ undefined value printed: \(explanation) }}"
        }
        guard let owner = details.owner else { return "{{ \(details.name) }}" }
        let kind = owner.kindName == "None" ? "None" : "\(owner.kindName) object"
        return "{{ no such element: \(kind)[\(pythonQuoted(details.name))] }}"
    }
}

extension Undefined: ExpressibleByNilLiteral, ExpressibleByStringLiteral {
    package init(nilLiteral: ()) { self.details = nil }

    package init(stringLiteral name: String) { self.details = Details(name: name) }
}

extension Value {
    /// The kind in the words of a diagnostic.
    var kindForPeople: String {
        switch self {
        case .undefined: "an undefined value"
        case .none: "none"
        case .bool: "a truth value"
        case .int, .double: "a number"
        case .string: "a text"
        case .safe: "a piece of HTML"
        case .list: "a list"
        case .tuple: "a tuple"
        case .record: "record"
        case .map: "map"
        case .object: "object"
        case .runtime(let handle): handle.kind.rawValue
        }
    }

    /// The names this value can be asked for, for "did you mean".
    var memberNames: [String] {
        switch self {
        case .record(let record): record.shape.names
        case .map(let map): map.keys.compactMap(\.text)
        case .object(let object): object.attributeNames
        case .runtime(let handle) where handle.kind == .loop: LoopField.allCases.map(\.rawValue)
        default: []
        }
    }
}
