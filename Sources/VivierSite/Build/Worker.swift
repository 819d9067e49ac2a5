import VivierDiagnostics
import VivierFiles
import VivierMarkup
import VivierModel
import VivierTemplate

/// What one thread of a build works with: a renderer for each language, one for
/// Markdown, and the faults it met.
final class Worker {
    private let plan: SitePlan
    private let renderers: [TemplateRenderer]
    private let markdown: MarkdownRenderer?
    private let requests: ThirdPartyRequests
    private var diagnostics = Diagnostics()
    /// For each language, what reads the terms of its list; none where there is no index.
    let terms: [TermReader]

    init(_ plan: SitePlan) {
        self.plan = plan
        renderers = plan.libraries.map { TemplateRenderer($0) }
        markdown = MarkdownRenderer()
        requests = ThirdPartyRequests(ownOrigin: plan.views[0].address.origin)
        terms = plan.indexing?.vocabularies.map { TermReader($0) } ?? []
    }

    /// The faults since the last call.
    func takeDiagnostics() -> Diagnostics {
        defer { diagnostics = Diagnostics() }
        return diagnostics
    }

    /// A page, or nothing with the faults in the diagnostics.
    func render(_ template: String, _ context: Record, edition: Int) -> [UInt8]? {
        var output: [UInt8] = []
        do throws(TemplateFailure) {
            try renderers[edition].render(template, context, into: &output)
            guard let address = requests.first(in: output) else { return output }
            diagnostics.emit(.thirdPartyRequest(address, template: template))
            return nil
        } catch {
            diagnostics.merge(error.diagnostics, below: "templates")
            return nil
        }
    }

    /// The text of a file, as HTML.
    func text<Value>(of version: Version<Value>, edition: Int) -> RenderedMarkdown {
        guard let source = source(of: version) else { return RenderedMarkdown() }
        var options = MarkdownOptions()
        options.typography = typography(of: version.language, plan.views[edition].configuration)
        options.linkRewriter = plan.views[edition].address.linkRewriter
        return render(source, version.bodyRange, options)
    }

    /// The questions and answers of a file.
    func questions(of version: Version<FAQ>, edition: Int) -> FAQText {
        var text = FAQText()
        guard let source = source(of: version) else { return text }
        var options = MarkdownOptions()
        options.typography = typography(of: version.language, plan.views[edition].configuration)
        options.linkRewriter = plan.views[edition].address.linkRewriter
        options.firstHeadingLevel = 4
        options.headingAnchors = false
        var ids = UniqueNames()
        for section in faqSections(in: source.bytes, version.bodyRange) {
            if let fault = section.fault(in: source.bytes) {
                var found = Diagnostics()
                found.emit(.unfinishedQuestion(fault, section, in: source))
                diagnostics.merge(found, below: plan.contentName)
                continue
            }
            let body = render(source, section.body, options)
            let title = inline(render(source, section.title, options))
            switch section.level {
            case 0: text.introduction = body
            case 1:
                let id = ids.unique(slug(of: plain(title)))
                text.groups.append(FAQText.Group(title: plain(title), id: id, entries: []))
            default:
                if text.groups.isEmpty { text.groups.append(FAQText.Group(entries: [])) }
                let entry = FAQText.Entry(
                    id: ids.unique(slug(of: plain(title))),
                    question: title,
                    plainQuestion: plain(title),
                    answer: body.html
                )
                text.groups[text.groups.count - 1].entries.append(entry)
            }
        }
        return text
    }

    /// A file of the theme, unless it would fetch from another origin.
    func asset(_ asset: Asset) -> [UInt8]? {
        guard asset.address.hasSuffix(".css"), let address = requests.first(inStyle: asset.bytes)
        else { return asset.bytes }
        diagnostics.emit(.thirdPartyRequest(address, path: asset.source))
        return nil
    }

    /// The bytes of a file that is published as it is.
    func file(_ path: String, shownAs name: String) -> [UInt8]? {
        do throws(SystemCallError) {
            return try readFile(path)
        } catch {
            diagnostics.emit(
                Diagnostic(.error, code: "unreadable-file", error.description, path: name)
            )
            return nil
        }
    }

    private func render(
        _ source: SourceText,
        _ body: Range<Int>,
        _ options: MarkdownOptions
    )
        -> RenderedMarkdown
    {
        guard let markdown else { return RenderedMarkdown() }
        var found = Diagnostics()
        let text = markdown.render(source, body: body, options: options, into: &found)
        diagnostics.merge(found, below: plan.contentName)
        return text
    }

    /// The file's bytes, read again where they were not kept.
    private func source<Value>(of version: Version<Value>) -> SourceText? {
        let path = version.path
        if let bytes = version.bytes { return SourceText(path: path, bytes: bytes) }
        do throws(SystemCallError) {
            let bytes = try readFile("\(plan.contentFolder)/\(path)")
            guard version.bodyRange.upperBound <= bytes.count else {
                diagnostics.emit(.changedMeanwhile("\(plan.contentName)/\(path)"))
                return nil
            }
            return SourceText(path: path, bytes: bytes)
        } catch {
            diagnostics.emit(
                Diagnostic(
                    .error,
                    code: "unreadable-file",
                    error.description,
                    path: "\(plan.contentName)/\(path)"
                )
            )
            return nil
        }
    }

    /// The inside of the only paragraph of a text.
    private func inline(_ text: RenderedMarkdown) -> [UInt8] {
        let open = Array("<p>".utf8)
        let close = Array("</p>".utf8)
        var html = text.html[...]
        if html.last == 10 { html.removeLast() }
        guard html.starts(with: open), html.suffix(close.count).elementsEqual(close) else {
            return Array(html)
        }
        return Array(html.dropFirst(open.count).dropLast(close.count))
    }

    private func plain(_ html: [UInt8]) -> String {
        var text = plainText(ofHTML: html[...])
        while text.last == "\n" { text.removeLast() }
        return text
    }
}

/// Names of which none comes twice: `a`, `a-2`, `a-3`.
struct UniqueNames {
    private var used: Set<String> = ["main"]

    mutating func unique(_ name: String) -> String {
        var candidate = name.isEmpty ? "q" : name
        var number = 2
        while !used.insert(candidate).inserted {
            candidate = "\(name)-\(number)"
            number += 1
        }
        return candidate
    }
}

extension Diagnostic {
    fileprivate static func changedMeanwhile(_ path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "changed-during-build",
            "the file changed while the site was built",
            path: path,
            hint: "build again"
        )
    }
}
