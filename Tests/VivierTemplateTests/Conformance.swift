import Foundation
import VivierDiagnostics
import VivierTemplate
import VivierTestSupport

/// One case of `corpora/template`: a template and what Jinja2 3.1.6 makes of it.
struct ConformanceCase: CustomStringConvertible {
    let id: String
    let source: String
    let templates: [(String, String)]
    let context: Value
    let options: TemplateOptions

    /// `nil` where Jinja2 refuses.
    let expected: String?

    var description: String { "\(id): \(source.debugDescription)" }

    /// The cases of a file, `nil` if this machine does not have it.
    static func load(_ name: String) throws -> [ConformanceCase]? {
        guard let folder = corporaFolder() else { return nil }
        let url = folder.appending(path: "template/\(name).jsonl")
        let text = try String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").compactMap { ConformanceCase(String($0)) }
    }

    private init?(_ line: String) {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "case", text: line)
        guard case .map(let map)? = JSONReader.read(source, into: &diagnostics) else { return nil }
        func text(_ name: String) -> String? {
            if case .string(let text)? = map[name] { return text }
            return nil
        }
        self.id = text("id") ?? "?"
        self.source = text("source") ?? ""
        self.expected = text("expected")
        self.context = map["context"] ?? .map(ValueMap([]))
        var templates: [(String, String)] = []
        if case .map(let sources)? = map["templates"] {
            for (key, value) in zip(sources.keys, sources.values) {
                if case .string(let name) = key, case .string(let source) = value {
                    templates.append((name, source))
                }
            }
        }
        self.templates = templates
        var options = TemplateOptions.jinja
        options.autoescape = false
        options.undefined = .empty
        if case .map(let environment)? = map["env"] { options.apply(environment) }
        self.options = options
    }

    enum Outcome: Equatable {
        case output(String)
        case refused(String)
    }

    /// What the engine makes of the case.
    func run() -> Outcome {
        let main = "\u{0}main"
        let sources =
            templates.map { SourceText(path: $0.0, text: $0.1) }
            + [SourceText(path: main, text: source)]
        var diagnostics = Diagnostics()
        guard
            let library = TemplateLibrary.compile(sources, options: options, into: &diagnostics),
            let record = Record(context)
        else {
            return .refused(diagnostics.sorted.map(\.description).joined(separator: "\n"))
        }
        var output: [UInt8] = []
        do {
            try TemplateRenderer(library).render(main, record, into: &output)
        } catch {
            return .refused(error.diagnostics.sorted.map(\.description).joined(separator: "\n"))
        }
        return .output(String(decoding: output, as: UTF8.self))
    }

    /// What is wrong with the outcome, `nil` if it agrees with Jinja2.
    var disagreement: String? {
        switch (run(), expected) {
        case (.refused, nil): nil
        case (.output(let text), let expected?) where Array(text.utf8) == Array(expected.utf8): nil
        case (.output(let text), let expected):
            "\(self)\n  expected \(expected.debugDescription)\n  printed  \(text.debugDescription)"
        case (.refused(let why), _):
            "\(self)\n  expected \(expected.debugDescription)\n  refused: \(why)"
        }
    }
}

extension TemplateOptions {
    /// Sets what a case sets in Jinja2's environment.
    fileprivate mutating func apply(_ environment: ValueMap) {
        if case .bool(let flag)? = environment["autoescape"] { autoescape = flag }
        if case .bool(let flag)? = environment["trim_blocks"] { trimBlocks = flag }
        if case .bool(let flag)? = environment["lstrip_blocks"] { lstripBlocks = flag }
        if case .bool(let flag)? = environment["keep_trailing_newline"] {
            keepTrailingNewline = flag
        }
        if case .string(let text)? = environment["newline_sequence"] { newlineSequence = text }
        if case .string(let text)? = environment["line_statement_prefix"] {
            lineStatementPrefix = text
        }
        guard case .string(let policy)? = environment["undefined"] else { return }
        switch policy {
        case "StrictUndefined": undefined = .error
        case "ChainableUndefined": undefined = .chainable
        case "DebugUndefined": undefined = .debug
        default: undefined = .empty
        }
    }
}
