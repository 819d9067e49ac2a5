package import VivierDiagnostics

extension Diagnostic {
    /// A text that no page can be made of, since it has more than `limit` bytes.
    package static func tooLong(
        _ source: SourceText,
        _ body: Range<Int>,
        limit: Int = MarkdownLimits.staff.input
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "markdown-too-long",
            "text of \(body.count) bytes, longer than the \(limit) allowed",
            in: source,
            at: body.lowerBound..<body.lowerBound,
            hint: "split it into several pages"
        )
    }
}

/// What the renderer tells the author, and where.
///
/// Places arrive as byte offsets in the Markdown; the file it stands in may have
/// other things before it.
struct MarkdownMessages {
    private let source: SourceText
    private let body: Range<Int>
    private let text: ByteView
    private var found: [Diagnostic] = []
    private var omitted = 0

    /// More than this is noise: the rest is counted.
    private static let most = 20

    /// Prepares for messages about `text`, which stands at `body` in `source`.
    init(source: SourceText, body: Range<Int>, text: ByteView) {
        self.source = source
        self.body = body
        self.text = text
    }

    mutating func tooLong(limit: Int) {
        found.append(.tooLong(source, body, limit: limit))
    }

    mutating func refused(_ refusal: InputScan.Refusal, limits: MarkdownLimits) {
        switch refusal.reason {
        case .table:
            add(
                .error,
                "table-too-large",
                "tables of more than \(limits.cells) cells in all",
                at: refusal.range,
                hint: "attach a large table as a file"
            )
        case .columns(let bars):
            add(
                .error,
                "table-too-large",
                "table row with \(bars) bars, more than the \(limits.columns) allowed",
                at: refusal.range
            )
        case .textAboveTable(let bytes):
            add(
                .error,
                "text-above-table",
                "\(bytes) bytes of text directly above the dashes of a table",
                at: refusal.range,
                hint: "leave an empty line between a paragraph and a table"
            )
        case .nesting(let levels):
            add(
                .error,
                "markdown-too-deep",
                "about \(levels) quotes and lists inside one another, "
                    + "more than the \(limits.nesting) allowed",
                at: refusal.range
            )
        case .marks(let limit):
            add(
                .error,
                "markdown-too-complex",
                "more than \(limit) brackets or emphasis marks in one paragraph",
                at: refusal.range,
                hint: "leave empty lines between paragraphs"
            )
        case .references(let length, let uses):
            add(
                .error,
                "link-definition-too-large",
                "link definition of \(length) bytes that could be used \(uses) times",
                at: refusal.range
            )
        }
    }

    mutating func tooDeep(at place: NodePlace, limit: Int) {
        add(
            .error,
            "markdown-too-deep",
            "more than \(limit) marks inside one another",
            at: place
        )
    }

    mutating func tooComplex() {
        add(
            .error,
            "markdown-too-complex",
            "text that needs more memory than its length allows",
            at: 0..<0
        )
    }

    mutating func tooMuchOutput(at place: NodePlace, limit: Int) {
        add(
            .error,
            "markdown-output-too-large",
            "text that becomes more than \(limit) bytes of HTML",
            at: place,
            hint: "shorten the link definitions that are used often"
        )
    }

    mutating func rawHTML(_ name: String, at place: NodePlace) {
        add(
            .warning,
            "raw-html-dropped",
            name.isEmpty ? "raw HTML left out" : "raw HTML '<\(name)>' left out",
            at: place,
            hint: "write it in Markdown"
        )
    }

    mutating func link(_ refusal: LinkPolicy.Refusal, isImage: Bool, at place: NodePlace) {
        let what = isImage ? "image" : "link"
        let hint =
            isImage
            ? "use a path of this site or an https: address"
            : "use a path of this site or an https:, http:, mailto: or tel: address"
        let fault =
            switch refusal {
            case .empty: "without an address"
            case .otherHost: "that begins with '//'"
            case .scheme(let name): "to '\(name):'"
            case .badHost: "to a host that cannot exist"
            case .otherSite: "from another site"
            }
        add(
            .warning,
            "\(what)-refused",
            "\(what) \(fault) left out, its text kept",
            at: place,
            hint: hint
        )
    }

    mutating func longWord(_ range: Range<Int>, limit: Int) {
        add(
            .warning,
            "addresses-not-linked",
            "word of \(range.count) bytes: bare addresses of this text are not turned into links",
            at: range,
            hint: "write them as <https://…>, or shorten the word to \(limit) bytes"
        )
    }

    mutating func notUTF8(at range: Range<Int>) {
        add(
            .warning,
            "invalid-utf8",
            "bytes that are not UTF-8, shown as '\u{FFFD}'",
            at: range,
            hint: "save the file as UTF-8"
        )
    }

    /// cmark-gfm came without an extension, or there is no memory.
    static func unavailable(_ source: SourceText) -> Diagnostic {
        Diagnostic(
            .error,
            code: "markdown-unavailable",
            "cmark-gfm could not be set up",
            path: source.path,
            hint: "install libcmark-gfm and libcmark-gfm-extensions"
        )
    }

    /// Hands everything over.
    mutating func send(to diagnostics: inout Diagnostics) {
        for diagnostic in found { diagnostics.emit(diagnostic) }
        if omitted > 0 {
            diagnostics.emit(
                Diagnostic(
                    .note,
                    code: "more-markdown-warnings",
                    "\(omitted) more warnings about this text",
                    path: source.path
                )
            )
        }
    }

    private mutating func add(
        _ severity: Diagnostic.Severity,
        _ code: String,
        _ message: String,
        at place: NodePlace,
        hint: String? = nil
    ) {
        // Finding the place takes time with the length of the text.
        let isShown = severity == .error || found.count < Self.most
        let range = isShown ? place.range(in: text) : 0..<0
        add(severity, code, message, at: range, hint: hint)
    }

    private mutating func add(
        _ severity: Diagnostic.Severity,
        _ code: String,
        _ message: String,
        at range: Range<Int>,
        hint: String? = nil
    ) {
        guard severity == .error || found.count < Self.most else {
            omitted += 1
            return
        }
        let start = body.lowerBound
        let range = (start + range.lowerBound)..<(start + range.upperBound)
        found.append(
            Diagnostic(severity, code: code, message, in: source, at: range, hint: hint)
        )
    }
}
