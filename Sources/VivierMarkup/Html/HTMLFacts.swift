package import VivierDiagnostics

/// What a page of HTML says about itself: what `vivier check` compares between
/// pages.
package struct HTMLFacts: Sendable {
    /// An `id`, where other pages may point to.
    package struct Anchor: Sendable, Equatable {
        package var name: String

        /// The bytes of the value.
        package var range: Range<Int>
    }

    /// An address in the page.
    package struct Link: Sendable, Equatable {
        package enum Kind: String, Sendable {
            /// A visitor goes there: `a`, `area`, a `meta` refresh.
            case navigation

            /// A browser fetches it by itself: images, scripts, style sheets,
            /// frames, fonts named in a `style` element.
            case subresource

            /// A form is sent there.
            case form

            /// Said about the page, fetched by nobody: `canonical`, `alternate`.
            case metadata
        }

        package var kind: Kind

        /// The element and the attribute it stands in, lower case.
        package var element: String
        package var attribute: String

        /// The address, references resolved, spaces at both ends gone.
        package var address: String

        /// The bytes of the value.
        package var range: Range<Int>

        /// Whether it names a host or a scheme of its own, `data:` apart, which
        /// asks nobody for anything.
        package var isExternal: Bool {
            if address.hasPrefix("//") || address.hasPrefix("\\\\") { return true }
            guard let end = address.firstIndex(where: { ":/?#".contains($0) }),
                address[end] == ":"
            else { return false }
            return address[..<end].lowercased() != "data"
        }
    }

    package internal(set) var anchors: [Anchor] = []
    package internal(set) var links: [Link] = []

    /// The `lang` of the `html` element.
    package internal(set) var language: String?

    /// The text of the `title` element.
    package internal(set) var title: String?

    /// What is wrong with the markup, in the order of the page: errors where a
    /// browser has to guess, warnings where a reader misses something.
    package internal(set) var problems: [Diagnostic] = []
}

/// Reads a page of HTML.
///
/// Strict on purpose, since the HTML is ours: every element that is not void is
/// closed by its own tag, every attribute is quoted. Not a validator: it does
/// not know which element may stand in which, except for what makes a browser
/// close a paragraph, a link or a form by itself.
///
/// - Parameters:
///   - source: The page and its path.
///   - isDocument: Whether it is a whole page, which needs a document type, a
///     language and a title.
/// - Returns: What it says, and what is wrong with it.
/// - Complexity: O(*bytes*); a second for 200 MB.
package func scanHTML(_ source: SourceText, isDocument: Bool = true) -> HTMLFacts {
    unsafe source.bytes.withUnsafeBufferPointer { bytes in
        var scanner = HTMLScanner(source, unsafe ByteView(bytes))
        scanner.scan(isDocument: isDocument)
        return scanner.facts
    }
}
