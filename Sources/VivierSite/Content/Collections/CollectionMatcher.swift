package import VivierModel

/// Says which collection each file of the content folder belongs to.
package struct CollectionMatcher: Sendable {
    /// What a file of the content folder is.
    package enum Match: Sendable, Equatable {
        case content(SiteConfiguration.Collection)
        /// In a collection, but not read, and why: `ignored by '*.bak'`.
        case skipped(reason: String)
        /// Outside every collection: a picture, a taxonomy, `site.yml`.
        case other
    }

    private struct Candidate: Sendable {
        let collection: SiteConfiguration.Collection
        /// With its last slash; empty for the content folder itself.
        let folder: String
        let ignore: [Glob]
        let isAdopted: Bool
    }

    private let candidates: [Candidate]

    /// Those of the configuration, then the default folders.
    package var collections: [SiteConfiguration.Collection] { candidates.map(\.collection) }

    /// Prepares the matching for one site: the deepest folder wins, then the
    /// order of `site.yml`; the default folders come after it.
    package init(configuration: SiteConfiguration) {
        let explicit = configuration.collections.map { ($0, true) }
        let standard = defaultCollections().map { ($0, false) }
        candidates = (explicit + standard)
            .map { collection, isAdopted in
                Candidate(
                    collection: collection,
                    folder: CollectionMatcher.folder(of: collection),
                    ignore: collection.ignore.map(Glob.init),
                    isAdopted: isAdopted
                )
            }
            .enumerated()
            .sorted {
                ($1.element.folder.utf8.count, $0.offset) < (
                    $0.element.folder.utf8.count, $1.offset
                )
            }
            .map(\.element)
    }

    /// The collection of a file, by its path below the content folder.
    ///
    /// A file that one collection ignores may belong to the next: so two can share
    /// a folder, one for each language or kind.
    package func match(_ path: String) -> Match {
        if path == "site.yml" || path.hasPrefix("taxonomies/") { return .other }
        var reason: String?
        for candidate in candidates where path.hasPrefix(candidate.folder) {
            let rest = path.dropFirst(candidate.folder.count)
            guard let fault = fault(of: rest, in: candidate) else {
                return .content(candidate.collection)
            }
            reason = reason ?? fault
        }
        return reason.map { .skipped(reason: $0) } ?? .other
    }

    /// Whether a file is one of a collection, by its path below the content folder.
    func isContent(_ path: String) -> Bool {
        if case .content = match(path) { true } else { false }
    }

    /// Why a file is not read; `nil` if it is.
    private func fault(of path: Substring, in candidate: Candidate) -> String? {
        // By bytes: every file of the site passes here.
        let parts = path.utf8.split(separator: UInt8(ascii: "/"))
        guard let name = parts.last.map({ Substring($0) }) else { return "no name" }
        for part in parts {
            guard let first = part.first else { continue }
            if first == UInt8(ascii: ".") || (first == UInt8(ascii: "_") && !candidate.isAdopted) {
                return "'\(Substring(part))' begins with '\(UnicodeScalar(first))'"
            }
        }
        for glob in candidate.ignore where glob.matches(String(path)) {
            return "ignored by '\(glob.text)'"
        }
        switch FileName.contentExtension(of: name) {
        case "md", "markdown": return nil
        case nil where candidate.isAdopted && !hasOtherExtension(name): return nil
        case _? where candidate.isAdopted: return nil
        default: return "not a Markdown file (.md)"
        }
    }

    /// Whether a name ends like that of a picture, a style sheet or a list: names
    /// of adopted files may have points in them, `developpeur.se`.
    private func hasOtherExtension(_ name: Substring) -> Bool {
        guard let point = name.lastIndex(of: ".") else { return false }
        return otherExtensions.contains(name[name.index(after: point)...].lowercased())
    }

    private static func folder(of collection: SiteConfiguration.Collection) -> String {
        let parts = collection.path.split(separator: "/").filter { $0 != "." }
        return parts.map { $0 + "/" }.joined()
    }
}

private let otherExtensions: Set<String> = Set(
    ("png jpg jpeg gif svg webp avif ico bmp pdf doc docx odt xls xlsx ods ppt pptx csv tsv json jsonl "
        + "yml yaml toml xml txt rtf css scss sass less js mjs ts jsx tsx vue py rb php sh go rs swift "
        + "woff woff2 ttf otf eot zip gz tar mp3 mp4 webm ogg mov lock bak tmp swp orig log map ini cfg")
        .split(separator: " ").map(String.init)
)

/// The folders recognised without any configuration.
package func defaultCollections() -> [SiteConfiguration.Collection] {
    [
        .init(path: "offers", kind: .offers), .init(path: "offres", kind: .offers),
        .init(path: "employers", kind: .employers), .init(path: "employeurs", kind: .employers),
        .init(path: "faq", kind: .faq), .init(path: "pages", kind: .pages),
    ]
}
