package import VivierDiagnostics

/// Why a page could not be rendered.
package struct TemplateFailure: Error, Sendable {
    package let diagnostics: Diagnostics

    init(_ diagnostic: Diagnostic) {
        var diagnostics = Diagnostics()
        diagnostics.emit(diagnostic)
        self.diagnostics = diagnostics
    }
}

/// A range of bytes in one of the templates of a library.
struct Place: Sendable, Equatable {
    /// Which template, by its number in the library.
    var template: Int32

    /// Byte offsets in it.
    var start: Int32
    var end: Int32

    init(_ template: Int, _ range: Range<Int>) {
        self.template = Int32(truncatingIfNeeded: template)
        self.start = Int32(truncatingIfNeeded: range.lowerBound)
        self.end = Int32(truncatingIfNeeded: range.upperBound)
    }

    var range: Range<Int> { Int(start)..<max(Int(start), Int(end)) }
}

/// A fault met while rendering or compiling, before it gets a line and a column.
///
/// A class, so that throwing it costs one pointer.
final class Fault: Error, Sendable {
    /// A second place that explains the first.
    struct Remark: Sendable {
        let text: String
        let place: Place
    }

    let code: String
    let message: String
    let hint: String?
    let place: Place
    let remarks: [Remark]

    init(
        _ code: String,
        _ message: String,
        at place: Place,
        hint: String? = nil,
        remarks: [Remark] = []
    ) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
        self.remarks = remarks
    }

    /// The diagnostic, with line, column and excerpt.
    func diagnostic(in sources: [SourceText]) -> Diagnostic {
        let position = Int(place.template)
        guard sources.indices.contains(position) else {
            return Diagnostic(.error, code: code, message, path: "templates", hint: hint)
        }
        var diagnostic = Diagnostic(
            .error,
            code: code,
            message,
            in: sources[position],
            at: place.range,
            hint: hint
        )
        for remark in remarks where sources.indices.contains(Int(remark.place.template)) {
            let source = sources[Int(remark.place.template)]
            diagnostic = diagnostic.noting(remark.text, in: source, at: Int(remark.place.start))
        }
        return diagnostic
    }
}

/// "did you mean 'a' or 'b'?", `nil` if nothing is near.
func didYouMean(_ name: String, among names: some Sequence<String>) -> String? {
    let near = nearestNames(to: name, in: Set(names))
    guard !near.isEmpty else { return nil }
    return "did you mean " + near.map { "'\($0)'" }.joined(separator: " or ") + "?"
}
