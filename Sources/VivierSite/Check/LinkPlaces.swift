import VivierDiagnostics
import VivierFiles
import VivierMarkup

/// Finds where in its text a link stands that a page was found to have.
///
/// The text is read and rendered again: only links that lead nowhere are looked for.
struct LinkPlaces {
    private let folder: String
    private let name: String
    private let base: String

    init(_ plan: SitePlan) {
        folder = plan.contentFolder
        name = plan.contentName
        base = plan.views[0].address.base
    }

    /// Looks for a link in what its page is made of, called as in messages.
    ///
    /// - Returns: `nil` for a link that stands in a template, or in the front matter.
    func find(_ link: String, in source: String) -> (SourceText, Range<Int>)? {
        guard source.hasPrefix(name + "/"),
            // A file that cannot be read any more has been complained about.
            let bytes = try? readFile("\(folder)/\(source.dropFirst(name.count + 1))")
        else { return nil }
        let text = SourceText(path: source, bytes: bytes)
        var said = Diagnostics()
        guard let front = readFrontMatter(text, into: &said), let renderer = MarkdownRenderer()
        else { return nil }
        let body = front.bodyOffset..<max(front.bodyOffset, bytes.count)
        let rendered = renderer.render(text, body: body, options: MarkdownOptions(), into: &said)
        let found = rendered.links.first { $0.destination == link || base + $0.destination == link }
        return found.map { (text, $0.range(in: text, body: body)) }
    }
}
