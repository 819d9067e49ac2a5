/// Something of the host that a template may look into, walk through or call.
///
/// Everything has a default that says "no", so that a conformance writes only
/// what it can do. A record or a map is faster where it will do.
package protocol TemplateObject: AnyObject, Sendable {
    /// The value of an attribute; `nil` if there is none of that name.
    func attribute(_ name: String) -> Value?

    /// The names `attribute` answers to, for "did you mean".
    var attributeNames: [String] { get }

    /// The items to walk through; `nil` if it cannot be walked through.
    var items: [Value]? { get }

    /// What is printed.
    var description: String { get }

    /// Whether `call` does something.
    var isCallable: Bool { get }

    /// The result of a call.
    ///
    /// - Throws: ``FilterFailure``, reported at the place of the call.
    func call(_ positional: [Value], _ named: [(String, Value)]) throws(FilterFailure) -> Value
}

extension TemplateObject {
    package func attribute(_ name: String) -> Value? { nil }

    package var attributeNames: [String] { [] }

    package var items: [Value]? { nil }

    package var description: String { "<object>" }

    package var isCallable: Bool { false }

    package func call(
        _ positional: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure)
        -> Value
    {
        throw FilterFailure("this object cannot be called")
    }
}

/// One group made by the filter `groupby`: a pair that also answers to names.
final class Group: TemplateObject {
    let grouper: Value
    let list: [Value]

    init(_ grouper: Value, _ list: [Value]) {
        self.grouper = grouper
        self.list = list
    }

    var attributeNames: [String] { ["grouper", "list"] }

    var items: [Value]? { [grouper, .list(list)] }

    var description: String { pythonRepr(.tuple([grouper, .list(list)])) }

    func attribute(_ name: String) -> Value? {
        switch name {
        case "grouper": grouper
        case "list": .list(list)
        default: nil
        }
    }
}

/// Why a filter, a test or a call could not do its work.
///
/// It becomes a diagnostic at the place of the filter in the template.
package struct FilterFailure: Error, Sendable {
    package let message: String
    package let hint: String?
    package let code: String

    package init(_ message: String, hint: String? = nil, code: String = "filter-failed") {
        self.message = message
        self.hint = hint
        self.code = code
    }
}
