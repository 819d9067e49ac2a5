import Synchronization
import VivierDiagnostics
import VivierFiles
import VivierMarkup

/// `a/b` of `/a/b/`: an address with its slash and without is asked for alike.
private func withoutSlashes(_ path: String) -> String {
    path.split(separator: "/").joined(separator: "/")
}

/// Takes the place of the folder when a site is only to be looked at.
final class SiteCheck: SiteSink {
    private let address: SiteAddress
    /// Old addresses that lead to a page, without slashes at the ends.
    private let aliases: Set<String>
    private let places: LinkPlaces
    private let decidingPlaces: DecidingPlaces
    private let state = Mutex(State())

    private struct State {
        /// Output file to what it is made of.
        var sources: [String: String] = [:]
        /// Output file to what was seen in it.
        var pages: [String: PageFacts] = [:]
    }

    init(_ plan: SitePlan) {
        address = plan.views[0].address
        places = LinkPlaces(plan)
        decidingPlaces = { plan.decidingPlace(of: $0) }
        let redirects = plan.views.flatMap { $0.redirects() }
        aliases = Set(
            redirects.map {
                withoutSlashes(String(decoding: percentDecoded($0.from), as: UTF8.self))
            }
        )
    }

    func claim(_ address: String, for source: String, into diagnostics: inout Diagnostics) -> Bool {
        let path = outputFile(for: address)
        let first = state.withLock { state -> String? in
            if let first = state.sources[path] { return first }
            state.sources[path] = source
            return nil
        }
        guard let first else { return true }
        diagnostics.emit(.samePath(path, source, first, decidingPlaces))
        return false
    }

    func write(_ address: String, _ pieces: FilePieces) throws(SystemCallError) {
        let path = outputFile(for: address)
        let source = SourceText(path: path, bytes: Array(pieces.joined()))
        var facts = PageFacts()
        if path.hasSuffix(".html") {
            let seen = scanHTML(source)
            facts.anchors = Set(seen.anchors.map(\.name))
            facts.links = seen.links.filter { $0.kind != .metadata }.map(\.address)
            facts.problems = seen.problems.map(\.message)
        } else if path.hasSuffix(".xml") {
            facts.problems = checkXML(source).map(\.message)
        }
        let result = facts
        state.withLock { $0.pages[path] = result }
    }

    /// What other pages may link to in a file, what it links to, what is wrong with it.
    private struct PageFacts: Sendable {
        var anchors: Set<String> = []
        var links: [String] = []
        var problems: [String] = []
    }

    /// Says what is wrong with the pages and between them.
    ///
    /// A template's fault is on many pages: it is said once, with the first of them.
    func finish(into diagnostics: inout Diagnostics) {
        let state = state.withLock { $0 }
        var found: [Finding: [String]] = [:]
        for (path, facts) in state.pages {
            let source = state.sources[path] ?? path
            for problem in facts.problems {
                let fault = LinkFault(code: "bad-output", text: problem)
                found[Finding(source: source, fault: fault), default: []].append(path)
            }
            for link in Set(facts.links) {
                guard let fault = fault(of: link, on: path, state) else { continue }
                found[Finding(source: source, fault: fault), default: []].append(path)
            }
        }
        for (finding, pages) in found {
            let more = pages.count > 1 ? " and \(pages.count - 1) more" : ""
            let text = "on '/\(pages.min() ?? "")'\(more), \(finding.fault.text)"
            let (code, hint) = (finding.fault.code, finding.fault.hint)
            let place = finding.fault.link.flatMap { places.find($0, in: finding.source) }
            diagnostics.emit(
                place.map { source, range in
                    Diagnostic(.error, code: code, text, in: source, at: range, hint: hint)
                } ?? Diagnostic(.error, code: code, text, path: finding.source, hint: hint)
            )
        }
    }

    private struct Finding: Hashable {
        var source: String
        var fault: LinkFault
    }

    private struct LinkFault: Hashable {
        var code: String
        var text: String
        var hint: String?
        var link: String?
    }

    /// What is wrong with a link, if it is one within the site.
    private func fault(of link: String, on page: String, _ state: State) -> LinkFault? {
        var target = link
        if !address.origin.isEmpty, target.hasPrefix(address.origin) {
            target = String(target.dropFirst(address.origin.count))
            if target.isEmpty { target = "/" }
        }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].prefix { $0 != "?" }
        let anchor = parts.count > 1 ? String(parts[1]) : ""
        if path.isEmpty { return anchorFault(anchor, link, on: page, state) }
        guard path.hasPrefix("/"), !path.hasPrefix("//") else { return relativeFault(path, link) }
        guard path.hasPrefix(address.base) else { return nil }
        let asked = decoded(String(path.dropFirst(address.base.count)))
        let file = outputFile(for: asked)
        if state.sources[file] != nil { return anchorFault(anchor, link, on: file, state) }
        if aliases.contains(withoutSlashes(asked)) { return nil }
        let isFolder = state.sources["\(file)/index.html"] != nil
        let near = isFolder ? ["/\(file)/"] : nearestNames(to: "/" + file, in: addresses(state))
        return LinkFault(
            code: "dead-link",
            text: "the link '\(link)' leads nowhere",
            hint: near.isEmpty
                ? nil : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?",
            link: link
        )
    }

    private func relativeFault(_ path: Substring, _ link: String) -> LinkFault? {
        let hasScheme = path.firstIndex(of: ":").map { colon in
            !path[..<colon].contains { "/?#".contains($0) }
        }
        if hasScheme == true || path.hasPrefix("//") { return nil }
        return LinkFault(
            code: "relative-link",
            text: "the link '\(link)' depends on where the page stands",
            hint: "begin it with '/': /offres/…",
            link: link
        )
    }

    private func anchorFault(
        _ anchor: String,
        _ link: String,
        on page: String,
        _ state: State
    )
        -> LinkFault?
    {
        guard !anchor.isEmpty, let facts = state.pages[page] else { return nil }
        let name = decoded(anchor)
        if facts.anchors.contains(name) { return nil }
        let near = nearestNames(to: name, in: facts.anchors)
        return LinkFault(
            code: "dead-anchor",
            text: "the link '\(link)' leads to no place of that name",
            hint: near.isEmpty
                ? nil : "did you mean \(near.map { "'#\($0)'" }.joined(separator: " or "))?",
            link: link
        )
    }

    private func addresses(_ state: State) -> [String] {
        state.sources.keys.map { path in
            "/" + (path.hasSuffix("index.html") ? String(path.dropLast("index.html".count)) : path)
        }
    }

    private func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
