/// What a template works with: a plain value, Python's kinds and no more.
///
/// A list, a map or a record is immutable once made, so that one tree of values
/// is shared by every thread that renders.
package enum Value: Sendable {
    /// A name that nothing gave a value to; what may be done with it depends on
    /// ``TemplateOptions/undefined``.
    case undefined(Undefined)
    case none
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)

    /// HTML or JSON that is printed as it is.
    case safe(SafeHTML)
    case list([Value])
    case tuple([Value])
    case record(Record)
    case map(ValueMap)

    /// Something of the host with attributes, items or a call of its own.
    case object(any TemplateObject)

    /// A macro, a loop, a namespace: it lives as long as one render.
    case runtime(RuntimeHandle)
}

extension Value {
    /// A local variable before its first assignment.
    static let missing = Value.undefined(nil)

    /// Whether this is a variable that was never assigned, as opposed to an
    /// undefined value that was put into one.
    var isMissing: Bool {
        if case .undefined(let undefined) = self { return undefined.details == nil }
        return false
    }

    var isUndefined: Bool {
        if case .undefined = self { return true }
        return false
    }

    var isNone: Bool {
        if case .none = self { return true }
        return false
    }

    /// The name of the kind, as Python says it: it appears in messages and in
    /// what a debug undefined prints.
    var kindName: String {
        switch self {
        case .undefined: "Undefined"
        case .none: "None"
        case .bool: "bool"
        case .int: "int"
        case .double: "float"
        case .string: "str"
        case .safe: "Markup"
        case .list: "list"
        case .tuple: "tuple"
        case .record: "record"
        case .map: "dict"
        case .object: "object"
        case .runtime(let handle): handle.kind.rawValue
        }
    }

    /// The text of a string or of safe HTML, `nil` for anything else.
    var text: String? {
        switch self {
        case .string(let text): text
        case .safe(let html): html.text
        default: nil
        }
    }

    /// The number behind an integer or a truth value, which Python counts with.
    var integer: Int? {
        switch self {
        case .int(let number): number
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }

    /// Any number as a floating-point one.
    var number: Double? {
        switch self {
        case .double(let number): number
        case .int(let number): Double(number)
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }
}

/// Something that exists during one render only: an index into the tables of the
/// renderer, so that values stay `Sendable` and no cycle of references can form.
package struct RuntimeHandle: Sendable, Equatable {
    /// What the handle stands for; the raw value is its name in messages.
    enum Kind: String, Sendable {
        case macro
        case loop
        case namespace
        case module
        case cycler
        case joiner
        case blocks = "self"
        case block
        case function
    }

    let kind: Kind
    let index: Int32

    /// A second number whose meaning depends on the kind.
    let detail: Int32

    init(_ kind: Kind, _ index: Int, _ detail: Int = 0) {
        self.kind = kind
        self.index = Int32(truncatingIfNeeded: index)
        self.detail = Int32(truncatingIfNeeded: detail)
    }
}
