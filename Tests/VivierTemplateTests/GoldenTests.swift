import Foundation
import Testing
import VivierDiagnostics
import VivierTemplate
import VivierTestSupport

/// A folder of `Fixtures`: `main.html` and other templates, `context.json`, and if
/// need be `options.json` and `globals.json`.
private struct Fixture {
    let folder: URL

    func value(_ name: String) throws -> Value? {
        let file = folder.appending(path: name)
        guard let data = try? Data(contentsOf: file) else { return nil }
        var diagnostics = Diagnostics()
        let source = SourceText(path: name, bytes: [UInt8](data))
        let value = try #require(JSONReader.read(source, into: &diagnostics))
        return Self.withSafe(value)
    }

    /// `{"safe": "<p>…"}` stands for HTML that the host vouches for.
    private static func withSafe(_ value: Value) -> Value {
        guard case .map(let map) = value else { return value }
        if map.count == 1, case .string(let html)? = map["safe"] {
            return .safe(SafeHTML(Array(html.utf8)))
        }
        var pairs: [(String, Value)] = []
        for (key, value) in zip(map.keys, map.values) {
            if case .string(let name) = key { pairs.append((name, withSafe(value))) }
        }
        return .map(ValueMap(pairs))
    }

    var options: TemplateOptions {
        get throws {
            guard case .map(let map)? = try value("options.json") else { return .site }
            var options = TemplateOptions.site
            if case .string("jinja")? = map["rules"] { options = .jinja }
            options.defersFaults = false
            if case .bool(let flag)? = map["trim_blocks"] { options.trimBlocks = flag }
            if case .bool(let flag)? = map["lstrip_blocks"] { options.lstripBlocks = flag }
            if case .bool(let flag)? = map["autoescape"] { options.autoescape = flag }
            if case .string(let text)? = map["undefined"],
                let policy = TemplateOptions.UndefinedPolicy(rawValue: text)
            {
                options.undefined = policy
            }
            return options
        }
    }

    var sources: [SourceText] {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return try names.sorted().filter { $0.hasSuffix(".html") && $0 != "expected.html" }
                .map { name in
                    let data = try Data(contentsOf: folder.appending(path: name))
                    return SourceText(path: name, bytes: [UInt8](data))
                }
        }
    }

    /// The page, or the diagnostics that are there instead.
    func render() throws -> Result<String, Failure> {
        var globals: [String: Value] = [:]
        if case .map(let map)? = try value("globals.json") {
            for (key, value) in zip(map.keys, map.values) {
                if case .string(let name) = key { globals[name] = value }
            }
        }
        var diagnostics = Diagnostics()
        let library = TemplateLibrary.compile(
            try sources,
            options: try options,
            globals: globals,
            into: &diagnostics
        )
        guard let library else { return .failure(Failure(diagnostics)) }
        let record = try #require(Record(try value("context.json") ?? .map(ValueMap([]))))
        var output = Array("before".utf8)
        do {
            try TemplateRenderer(library).render("main.html", record, into: &output)
        } catch {
            // A page that fails leaves nothing behind.
            #expect(output == Array("before".utf8))
            return .failure(Failure(error.diagnostics))
        }
        return .success(String(decoding: output.dropFirst(6), as: UTF8.self))
    }

    struct Failure: Error {
        let text: String

        init(_ diagnostics: Diagnostics) {
            text = diagnostics.sorted.map(\.description).joined(separator: "\n\n") + "\n"
        }
    }
}

@Suite("Golden templates")
struct GoldenTests {
    @Test("renders, or refuses, as its golden file says", arguments: fixtures())
    func golden(folder: URL) throws {
        let isError = folder.lastPathComponent.hasPrefix("err-")
        switch try Fixture(folder: folder).render() {
        case .success(let page):
            #expect(!isError, "no error but: \(page)")
            try expectGolden(page, matches: folder.appending(path: "expected.html"))
        case .failure(let failure):
            #expect(isError, "\(failure.text)")
            try expectGolden(failure.text, matches: folder.appending(path: "expected.err"))
        }
    }

    @Test("there are at least 30 cases, and half of them are errors")
    func count() {
        let names = fixtures().map(\.lastPathComponent)
        #expect(names.count >= 30)
        #expect(names.filter { $0.hasPrefix("err-") }.count * 2 >= names.count)
    }
}
