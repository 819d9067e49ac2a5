package import VivierDiagnostics

/// What can be wrong with a file that defines something: a form, a campaign.
package protocol DefinitionFault {
    var code: String { get }
    var message: String { get }
    var hint: String? { get }

    static func unknownKey(_ name: String, _ allowed: [String]) -> Self
}

extension DefinitionFault {
    package func diagnostic(in source: SourceText, at range: Range<Int>) -> Diagnostic {
        Diagnostic(.error, code: code, message, in: source, at: range, hint: hint)
    }

    /// What to write in place of a key that is not allowed.
    package static func keyHint(_ name: String, _ allowed: [String]) -> String {
        let near = nearestNames(to: name, in: allowed)
        return near.isEmpty
            ? "use one of \(allowed.joined(separator: ", "))"
            : "did you mean \(near.joined(separator: " or "))"
    }
}

/// Reads such a file, and gathers what is wrong with it.
package protocol DefinitionReader {
    associatedtype Fault: DefinitionFault

    var source: SourceText { get }
    var diagnostics: Diagnostics { get set }
}

extension DefinitionReader {
    package mutating func complain(_ fault: Fault, at range: Range<Int>) {
        diagnostics.emit(fault.diagnostic(in: source, at: range))
    }

    package mutating func complain(_ fault: Fault, at node: YAMLNode) {
        complain(fault, at: node.range)
    }

    /// Hands each key that is allowed to `read`; the others are errors.
    package mutating func readKeys(
        of node: YAMLNode,
        _ allowed: [String],
        _ read: (String, YAMLNode, inout Self) -> Void
    ) {
        for (key, value) in node.entries {
            if allowed.contains(key.text) {
                read(key.text, value, &self)
            } else {
                complain(.unknownKey(key.text, allowed), at: key)
            }
        }
    }
}
