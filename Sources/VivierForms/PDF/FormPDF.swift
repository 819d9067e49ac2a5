/// Writes a form as a PDF to be filled in off-line: real fields (AcroForm,
/// ISO 32000-1 §12.7), named as in the page, that ``readPDFForm(_:)`` reads back.
///
/// Files cannot be asked for on paper and are left out.
package struct FormPDF {
    private let form: FormDefinition
    private let words: (LocalText) -> String
    private let language: String
    private var document = PDFDocument()
    private var top = Self.head

    private static let head = 800.0
    private static let foot = 50.0
    private static let left = 56.0
    private static let width = 483.0

    /// Prepares a form, its texts taken from `words`.
    package init(
        _ form: FormDefinition,
        language: String,
        words: @escaping (LocalText) -> String
    ) {
        self.form = form
        self.language = language
        self.words = words
    }

    /// The file; `optional` and `note` are the words after a label that may stay
    /// empty, and below the title.
    package mutating func bytes(optional: String, note: String) -> [UInt8] {
        document.field("form", rectangle: nil, "/FT /Tx /Ff 1 /V \(pdfText(form.name))")
        document.field("language", rectangle: nil, "/FT /Tx /Ff 1 /V \(pdfText(language))")
        write(words(form.title), size: 18)
        if let intro = form.intro { write(words(intro), size: 11) }
        write(note, size: 9)
        for step in form.steps {
            if form.steps.count > 1 { write(words(step.title), size: 14) }
            for field in step.fields { add(field, optional) }
        }
        return document.bytes(title: words(form.title), language: language)
    }

    private mutating func add(_ field: FormField, _ optional: String) {
        if case .group(let rule) = field.kind {
            write(words(field.label), size: 12)
            for number in 1...rule.shown {
                for inner in rule.fields {
                    add(inner, as: entryName(field.name, number, inner.name), optional)
                }
            }
        } else {
            add(field, as: field.name, optional)
        }
    }

    private mutating func add(_ field: FormField, as name: String, _ optional: String) {
        let label = words(field.label)
        switch field.kind {
        case .file, .group: return
        case .consent: addBox(name, label)
        case .several(let options):
            write(label + (field.isRequired ? "" : " (\(optional))"), size: 11, keeping: 24)
            for option in options { addBox("\(name):\(option.code)", words(option.label)) }
        default:
            let lines = field.hints.rows ?? 1
            let height = lines > 1 ? Double(lines) * 14 + 6 : 22
            write(
                label + (field.isRequired ? "" : " (\(optional))"),
                size: 11,
                keeping: height + 12
            )
            if let hint = field.hint { write(words(hint), size: 9, keeping: height) }
            top -= height
            let rectangle = [Self.left, top, Self.left + Self.width, top + height]
            document.field(name, rectangle: rectangle, entries(of: field, label))
            top -= 12
        }
    }

    private func entries(of field: FormField, _ label: String) -> String {
        var flags = field.isAlwaysRequired ? 2 : 0
        let shared = "/TU \(pdfText(label)) /DA (/Helv 11 Tf 0 g) /MK << /BC [0.44 0.49 0.53] >>"
        if case .choice(let options) = field.kind {
            flags += 1 << 17
            let list = options.map { "[\(pdfText($0.code)) \(pdfText(words($0.label)))]" }
            return "/FT /Ch /Ff \(flags) /Opt [\(list.joined(separator: " "))] \(shared)"
        }
        if field.hints.rows != nil { flags += 1 << 12 }
        let limit = field.hints.maximumLength.map { " /MaxLen \($0)" } ?? ""
        return "/FT /Tx /Ff \(flags)\(limit) \(shared)"
    }

    /// A box to tick with its words.
    private mutating func addBox(_ name: String, _ label: String) {
        let lines = wrapped(label, size: 10, width: Self.width - 24)
        let height = Double(lines.count) * 13 + 7
        makeRoom(height)
        top -= 15
        document.box(
            name,
            rectangle: [Self.left, top, Self.left + 14, top + 14],
            tooltip: label
        )
        for (index, line) in lines.enumerated() {
            document.text(line, size: 10, x: Self.left + 22, y: top + 3 - Double(index) * 13)
        }
        top -= height - 15
    }

    /// Writes a paragraph, on the page where `keeping` more points follow it.
    private mutating func write(_ text: String, size: Double, keeping: Double = 0) {
        let lines = wrapped(text, size: size, width: Self.width)
        makeRoom(Double(lines.count) * size * 1.3 + keeping)
        for line in lines {
            top -= size * 1.3
            document.text(line, size: size, x: Self.left, y: top + size * 0.25)
        }
        top -= size > 11 ? size * 0.6 : 2
    }

    private mutating func makeRoom(_ height: Double) {
        guard top - height < Self.foot else { return }
        document.turnPage()
        top = Self.head
    }
}

/// Lines of a text, by a width of half the size for each character, which is a
/// little more than Helvetica takes.
private func wrapped(_ text: String, size: Double, width: Double) -> [String] {
    let room = max(10, Int(width / (size * 0.5)))
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
        if !line.isEmpty, line.count + word.count + 1 > room {
            lines.append(line)
            line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
}
