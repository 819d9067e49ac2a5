import ArgumentParser
import Foundation
import VivierDiagnostics
import VivierTemplate

/// `vivier template`: looks at templates outside of a site.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Works on single templates.",
        subcommands: [TemplateRender.self]
    )
}

/// `vivier template render`: renders one template to standard output.
struct TemplateRender: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders one template with values from a JSON file.",
        discussion: """
            The rules are those of Jinja2 with automatic escaping; a name without a value is \
            an error. Exits with 0, with 1 if a template or the values have an error, with 74 \
            if a file cannot be read.
            """
    )

    @Argument(help: "The name of the template: its path below the templates folder.")
    var name: String

    @Option(
        help: ArgumentHelp("The folder with the templates.", valueName: "dir"),
        completion: .directory
    )
    var templates: String

    @Option(
        help: ArgumentHelp("A JSON file whose keys are the variables.", valueName: "file"),
        completion: .file()
    )
    var context: String

    @Flag(help: "Print values as they are, without escaping.")
    var noAutoescape = false

    @Option(help: "What a name without a value is: error, empty or chainable.")
    var undefined = TemplateOptions.UndefinedPolicy.error

    @Flag(help: "Drop the line break after a {% … %}.")
    var trimBlocks = false

    @Flag(help: "Drop the spaces before a {% … %} at the beginning of a line.")
    var lstripBlocks = false

    @Flag(help: "Keep the line break at the end of a template.")
    var keepTrailingNewline = false

    func run() throws {
        var diagnostics = Diagnostics()
        let output = try render(into: &diagnostics)
        for diagnostic in diagnostics.sorted {
            FileHandle.standardError.write(Data((diagnostic.description + "\n").utf8))
        }
        guard let output, !diagnostics.hasErrors else { throw ExitCode(1) }
        FileHandle.standardOutput.write(Data(output))
    }

    /// The rendered bytes, `nil` if a diagnostic says why there are none.
    private func render(into diagnostics: inout Diagnostics) throws -> [UInt8]? {
        let sources = try readTemplates()
        let values = SourceText(path: context, bytes: try read(URL(filePath: context)))
        guard let value = JSONReader.read(values, into: &diagnostics) else { return nil }
        guard let record = Record(value) else {
            let message = "the values must be an object with a key for each variable"
            diagnostics.emit(Diagnostic(.error, code: "bad-json", message, in: values, at: 0..<1))
            return nil
        }
        let library = TemplateLibrary.compile(sources, options: options, into: &diagnostics)
        guard let library else { return nil }
        var output: [UInt8] = []
        do {
            try TemplateRenderer(library).render(name, record, into: &output)
        } catch {
            diagnostics.merge(error.diagnostics)
            return nil
        }
        return output
    }

    private var options: TemplateOptions {
        var options = TemplateOptions.jinja
        options.autoescape = !noAutoescape
        options.undefined = undefined
        options.trimBlocks = trimBlocks
        options.lstripBlocks = lstripBlocks
        options.keepTrailingNewline = keepTrailingNewline
        return options
    }

    /// Every file below the templates folder, by path.
    private func readTemplates() throws -> [SourceText] {
        let folder = URL(filePath: templates)
        guard isFolder(folder), let walk = FileManager.default.enumerator(atPath: folder.path)
        else {
            throw unreadable(templates)
        }
        var sources: [SourceText] = []
        for case let path as String in walk {
            let file = folder.appending(path: path)
            if !isFolder(file) { sources.append(SourceText(path: path, bytes: try read(file))) }
        }
        return sources.sorted { $0.path < $1.path }
    }

    /// Whether there is a folder; what cannot be asked is none.
    private func isFolder(_ url: URL) -> Bool {
        (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
    }

    private func read(_ file: URL) throws -> [UInt8] {
        guard let data = try? Data(contentsOf: file) else { throw unreadable(file.relativePath) }
        return [UInt8](data)
    }

    private func unreadable(_ path: String) -> any Error {
        let message = "\(path): error: the file cannot be read [unreadable-file]\n"
        FileHandle.standardError.write(Data(message.utf8))
        return ExitCode(74)
    }
}

extension TemplateOptions.UndefinedPolicy: ExpressibleByArgument {}
