import VivierDiagnostics
import VivierMarkup
import VivierModel

/// Reads the values of one file, one after another, and keeps what there is to
/// say about them.
///
/// A method that reads gives `nil` for a value that cannot be read, after having
/// complained about it; the caller then leaves the key as if it were not there.
struct KeyReader {
    let source: SourceText
    let settings: ReadingSettings

    private(set) var diagnostics = Diagnostics()

    /// Whether something was said that keeps the file out of the site.
    private(set) var isRefused = false

    /// The key being read, with those around it: `salary.min`.
    ///
    /// Put together only when somebody asks, which is when something is wrong.
    var name: String {
        get { outer.isEmpty ? inner : "\(outer).\(inner)" }
        set {
            outer = ""
            inner = newValue
        }
    }

    private var outer = ""
    private var inner = ""

    /// The row of the table that the key has.
    private var row: KeyDocumentation?

    /// How that key is written rightly, for hints.
    var example: String { row?.example ?? "" }

    /// Starts on a key, called as the file calls it.
    mutating func start(_ row: KeyDocumentation, as name: String) {
        outer = ""
        inner = name
        self.row = row
    }

    init(source: SourceText, settings: ReadingSettings) {
        self.source = source
        self.settings = settings
    }

    /// Says something about the bytes of a value.
    mutating func complain(_ complaint: Complaint, at range: Range<Int>) {
        guard let severity = settings.severity(of: complaint.rule) else { return }
        if severity == .error { isRefused = true }
        diagnostics.emit(
            Diagnostic(
                severity,
                code: complaint.rule.code,
                complaint.message,
                in: source,
                at: range,
                hint: complaint.hint
            )
        )
    }

    /// Says something about the file as a whole, in one line.
    mutating func complainAboutFile(_ complaint: Complaint) {
        guard let severity = settings.severity(of: complaint.rule) else { return }
        if severity == .error { isRefused = true }
        diagnostics.emit(
            Diagnostic(
                severity,
                code: complaint.rule.code,
                complaint.message,
                path: source.path,
                hint: complaint.hint
            )
        )
    }

    /// Adds what the reader of the front matter found.
    mutating func merge(_ other: Diagnostics) {
        diagnostics.merge(other)
        if other.hasErrors { isRefused = true }
    }

    /// The text of a single value, as written.
    ///
    /// A list of one text is taken as that text.
    mutating func scalar(_ value: ContentValue, _ shape: KeyShape) -> String? {
        switch value.kind {
        case .scalar: return value.text
        case .nothing: return nil
        case .list:
            let elements = value.elements.filter { !$0.isEmpty }
            if elements.count == 1, elements[0].kind == .scalar { return elements[0].text }
            fallthrough
        case .keys:
            var expected = shape
            if case .text = shape, let row { expected = row.shape.element }
            complain(.wrongShape(name, expected, found: value, example: example), at: value.range)
            return nil
        }
    }

    /// Reads the keys inside a value, each by its own name.
    ///
    /// Empty values are passed over; an unknown key is reported.
    mutating func readKeys(
        of value: ContentValue,
        _ known: InnerKeys,
        _ read: (_ key: String, _ value: ContentValue, inout KeyReader) -> Void
    ) {
        let before = (outer, inner, row)
        outer = name
        if case .node(let node) = value {
            for (key, value) in node.entries {
                if let row = known.index(key.utf8) {
                    self.read(.node(value), known.rows[row], read)
                } else {
                    complainAboutKey(key.text, known, at: key.range)
                }
            }
        } else {
            for entry in value.entries {
                if let row = known.index(entry.name) {
                    self.read(entry.value, known.rows[row], read)
                } else {
                    complainAboutKey(entry.name, known, at: entry.place)
                }
            }
        }
        (outer, inner, row) = before
    }

    private mutating func complainAboutKey(
        _ key: String,
        _ known: InnerKeys,
        at range: Range<Int>
    ) {
        complain(.unknownKey(key, inside: outer, among: known), at: range)
    }

    private mutating func read(
        _ value: ContentValue,
        _ row: KeyDocumentation,
        _ read: (_ key: String, _ value: ContentValue, inout KeyReader) -> Void
    ) {
        guard !value.isEmpty else { return }
        inner = row.name
        self.row = row
        read(row.name, value, &self)
    }

    /// Reads a list, or a single value where a list of one would do.
    ///
    /// A text with commas is a list where the key says so.
    mutating func list<Element>(
        _ value: ContentValue,
        _ read: (ContentValue, inout KeyReader) -> Element?
    ) -> [Element]? {
        if value.kind != .list {
            guard row?.splitsAtCommas == true, value.kind == .scalar, value.hasComma else {
                return value.isEmpty ? [] : read(value, &self).map { [$0] } ?? []
            }
            let parts = value.text.split(separator: ",").map { trimmed(String($0)) }
            return parts.compactMap {
                $0.isEmpty ? nil : read(.text($0, value.range), &self)
            }
        }
        var result: [Element] = []
        for element in value.elements where !element.isEmpty {
            if let read = read(element, &self) { result.append(read) }
        }
        return result
    }
}
