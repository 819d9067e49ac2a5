package import VivierDiagnostics

/// What a Markdown text became.
package struct RenderedMarkdown: Sendable {
    /// A heading, for a table of contents.
    package struct Heading: Sendable, Equatable {
        /// As in the HTML: 1 to 6.
        package var level: Int

        /// Without marks, with its typography.
        package var text: String

        /// The `id`; empty without ``MarkdownOptions/headingAnchors``.
        package var anchor: String
    }

    /// A link or an image that was kept.
    package struct Link: Sendable, Equatable {
        /// As the author wrote it, entities and backslashes resolved.
        package var destination: String

        package var isImage: Bool

        /// Whether it names a host, or a scheme such as `mailto:`.
        package var isExternal: Bool

        let place: NodePlace

        /// The bytes of the link in the source it was rendered from.
        ///
        /// For an address written as itself, the line it stands on, or the first
        /// one of its paragraph.
        ///
        /// - Complexity: O(*bytes before it*).
        package func range(in source: SourceText, body: Range<Int>? = nil) -> Range<Int> {
            let body = source.markdown(in: body)
            let range = unsafe source.bytes.withUnsafeBufferPointer { bytes in
                place.range(in: unsafe ByteView(bytes).part(body))
            }
            return (body.lowerBound + range.lowerBound)..<(body.lowerBound + range.upperBound)
        }
    }

    /// Where a heading is in ``html``: turned into texts only when asked for.
    struct Outline: Sendable, BitwiseCopyable {
        var level: UInt8
        var textStart: Int32
        var textEnd: Int32
        var anchorStart: Int32
        var anchorEnd: Int32
    }

    /// UTF-8 without a final check to do: valid, closed, allowed elements only.
    package internal(set) var html: [UInt8] = []

    /// In the order of the text.
    package internal(set) var links: [Link] = []

    /// Whether a limit was passed: ``html`` is then empty, and there is an error
    /// among the diagnostics.
    package internal(set) var isRefused = false

    var outline: [Outline] = []
    var firstParagraphRange = 0..<0

    /// The text of nothing.
    package init() {}

    /// The headings, in order.
    ///
    /// - Complexity: O(*bytes of all headings*), at every call.
    package var headings: [Heading] {
        outline.map { entry in
            Heading(
                level: Int(entry.level),
                text: VivierMarkup.plainText(
                    ofHTML: html[Int(entry.textStart)..<Int(entry.textEnd)]
                ),
                anchor: String(
                    decoding: html[Int(entry.anchorStart)..<Int(entry.anchorEnd)],
                    as: UTF8.self
                )
            )
        }
    }

    /// The first paragraph outside of quotes and lists, as plain text on one line,
    /// for descriptions: at most 300 code points, cut between words.
    package var firstParagraph: String? {
        guard !firstParagraphRange.isEmpty else { return nil }
        let text = VivierMarkup.plainText(ofHTML: html[firstParagraphRange])
            .replacing("\n", with: " ")
        return text.isEmpty ? nil : shortened(text, to: 300)
    }

    /// The whole text without marks, a line per paragraph, heading, item or row.
    package var plainText: String { VivierMarkup.plainText(ofHTML: html[...]) }
}
