import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite

/// `vivier content`: looks at files of content outside of a build.
struct ContentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "content",
        abstract: "Looks at single files of content, and at the keys they can have.",
        subcommands: [ContentShow.self, ContentKeys.self]
    )
}

/// `vivier content show`: prints what is read in the head of a file.
struct ContentShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints the data that stand on top of a file.",
        discussion: """
            Any file will do, in a site or not; of a file in YAML, all is printed. Exits with 1 if \
            the data are refused, with 74 if the file cannot be read.
            """
    )

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Flag(help: "Print JSON: format, frontMatter, body_offset (bytes), diagnostics.")
    var json = false

    func run() async throws {
        let bytes = try await onDisk { () async throws(SystemCallError) in try readFile(file) }
        var diagnostics = Diagnostics()
        let report = FrontMatterReport(SourceText(path: file, bytes: bytes), into: &diagnostics)
        if json {
            try emit(FrontMatterReport.json(report, diagnostics))
        } else if let report {
            try emit(Array(report.text.utf8))
        }
        try finish(diagnostics, isDone: report != nil)
    }
}

/// `vivier content keys`: prints the tables of keys.
struct ContentKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Prints every key that a file can have, as a page or as JSON Schema."
    )

    @Option(help: "Kind of file: offer, employer, faq, page or site; all if not given.")
    var kind: ContentKind?

    @Option(help: "markdown or schema (JSON Schema, for editors; needs a kind).")
    var format = KeyFormat.markdown

    func validate() throws {
        if format == .schema, kind == nil {
            throw ValidationError("a schema is for one kind of file. Add --kind offer")
        }
    }

    func run() async throws {
        let text =
            switch (format, kind) {
            case (.markdown, let kind?): contentKeyDocumentation(kind)
            case (.schema, let kind?): contentJSONSchema(kind)
            case (_, nil): contentKeyDocumentation()
            }
        try emit(Array(text.utf8))
    }
}

/// How the tables of keys are printed.
enum KeyFormat: String, ExpressibleByArgument, CaseIterable {
    case markdown
    case schema
}

extension ContentKind: ExpressibleByArgument {}
