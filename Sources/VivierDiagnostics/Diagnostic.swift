/// One thing the person who wrote the content should know, and where.
package struct Diagnostic: Sendable, Equatable {
    /// How much it matters: an `error` keeps its file out of the site.
    package enum Severity: String, Sendable, CaseIterable {
        case error
        case warning
        case note
    }

    /// A second place that explains the first: where a key was first written,
    /// where a template was included.
    package struct Note: Sendable, Equatable {
        package var message: String
        package var path: String
        package var position: SourcePosition

        package init(message: String, path: String, position: SourcePosition) {
            self.message = message
            self.path = path
            self.position = position
        }
    }

    package var severity: Severity

    /// A stable kebab-case name, for tests and for the severities in `site.yml`.
    package var code: String

    /// What is wrong, lower case, without a final full stop.
    package var message: String

    package var path: String

    /// `nil` where the fault is the file itself: missing, unreadable, in the way.
    package var position: SourcePosition?

    /// The faulty line, and how many columns of it to underline.
    package var excerpt: String
    package var length: Int

    /// What to do about it, if we know.
    package var hint: String?

    package var notes: [Note] = []

    /// Creates a diagnostic about `range`, a range of byte offsets in `source`.
    ///
    /// An empty range points between two bytes; only the part of the range on
    /// its first line is underlined.
    package init(
        _ severity: Severity,
        code: String,
        _ message: String,
        in source: SourceText,
        at range: Range<Int>,
        hint: String? = nil
    ) {
        let low = min(max(range.lowerBound, 0), source.bytes.count)
        let high = min(max(range.upperBound, low), source.bytes.count)
        let start = source.position(at: low)
        let marked = source.bytes[low..<high].prefix { $0 != 10 && $0 != 13 }
        self.severity = severity
        self.code = code
        self.message = message
        self.path = source.path
        self.position = start
        self.excerpt = source.line(start.line)
        self.length = max(1, String(decoding: marked, as: UTF8.self).count)
        self.hint = hint
    }

    /// Creates a diagnostic about a whole file.
    package init(
        _ severity: Severity,
        code: String,
        _ message: String,
        path: String,
        hint: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.path = path
        self.position = nil
        self.excerpt = ""
        self.length = 0
        self.hint = hint
    }

    /// Adds a second place.
    package func noting(_ message: String, in source: SourceText, at offset: Int) -> Diagnostic {
        var copy = self
        let position = source.position(at: offset)
        copy.notes.append(Note(message: message, path: source.path, position: position))
        return copy
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `path:line:column: severity: message [code]`, the line, a caret, the hint,
    /// then each note on a line of its own.
    package var description: String {
        var text = path
        if let position { text += ":\(position.line):\(position.column)" }
        text += ": \(severity.rawValue): \(message) [\(code)]"
        if let position {
            let (line, column) = shortened(column: position.column)
            let pad = String(repeating: " ", count: column - 1)
            let caret = String(repeating: "^", count: max(1, min(length, line.count - column + 1)))
            text += "\n  | \(line)\n  | \(pad)\(caret)"
        }
        if let hint { text += "\n  = \(hint)" }
        for note in notes {
            text += "\n\(note.path):\(note.position.line):\(note.position.column): note: "
            text += note.message
        }
        return text
    }

    /// At most 100 columns around the fault: a paragraph is often one line.
    private func shortened(column: Int) -> (line: String, column: Int) {
        let visible = excerpt.map { character -> Character in
            character.isNewline || character == "\t" ? " " : character
        }
        guard visible.count > 100 else { return (String(visible), column) }
        let start = max(0, min(column - 40, visible.count - 100))
        let cut = String(visible[start..<min(start + 100, visible.count)])
        return ((start > 0 ? "…" : "") + cut, column - start + (start > 0 ? 1 : 0))
    }
}
