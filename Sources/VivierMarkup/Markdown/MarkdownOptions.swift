/// How a Markdown text is to be read and written.
package struct MarkdownOptions: Sendable {
    /// What the HTML looks like.
    package enum Markup: Sendable {
        /// What our pages need: classes instead of `align`, lazy images, labelled
        /// task boxes, links checked, raw HTML dropped.
        case site

        /// What cmark-gfm itself writes in safe mode, byte for byte: for the
        /// conformance tests. Never for a page: links are not checked.
        case commonMark
    }

    package var markup: Markup

    /// Typographic care for text; code, addresses and attributes are left alone.
    package var typography: Typography

    /// The level that the highest heading of the text gets.
    ///
    /// The others keep their distance to it, down to `h6`; `nil` leaves all of
    /// them as written.
    package var firstHeadingLevel: Int?

    /// Whether headings get an `id`.
    package var headingAnchors: Bool

    /// Put before every `id`.
    package var anchorPrefix: String

    /// Identifiers that the page has for itself, which no heading may take.
    package var takenAnchors: [String]

    /// Whether tables are tables, or text with bars in it.
    package var allowTables: Bool

    package var limits: MarkdownLimits

    /// Changes the destination of a link or an image, before it is checked;
    /// `nil` keeps it.
    package var linkRewriter: (@Sendable (_ destination: String, _ isImage: Bool) -> String?)?

    /// The options of a staff page in `language`.
    package init(
        markup: Markup = .site,
        typography: Typography = .none,
        firstHeadingLevel: Int? = 2,
        headingAnchors: Bool = true,
        anchorPrefix: String = "",
        takenAnchors: [String] = [],
        allowTables: Bool = true,
        limits: MarkdownLimits = .staff,
        linkRewriter: (@Sendable (_ destination: String, _ isImage: Bool) -> String?)? = nil
    ) {
        self.markup = markup
        self.typography = typography
        self.firstHeadingLevel = firstHeadingLevel
        self.headingAnchors = headingAnchors
        self.anchorPrefix = anchorPrefix
        self.takenAnchors = takenAnchors
        self.allowTables = allowTables
        self.limits = limits
        self.linkRewriter = linkRewriter
    }

    /// Everything off: what cmark-gfm writes.
    package static let commonMark = MarkdownOptions(
        markup: .commonMark,
        firstHeadingLevel: nil,
        headingAnchors: false
    )
}

/// How much work one text may cause.
///
/// cmark-gfm has inputs of 11 KB that write 39 MB and inputs of 64 KB that take
/// ten seconds; all of them break one of these.
package struct MarkdownLimits: Sendable, Equatable {
    /// Bytes of Markdown.
    package var input: Int

    /// Cells of all tables together.
    package var cells = 5_000

    /// Columns of one table row.
    package var columns = 1_000

    /// Quotes, lists and emphasis inside one another.
    package var nesting = 64

    /// Brackets, or emphasis marks, in one block of text.
    package var marks = 4_096

    /// Bytes of text directly above the line of dashes that begins a table.
    package var textAboveTable = 4_096

    /// The longest word in which addresses are looked for, in bytes.
    package var addressLength = 2_048

    /// Bytes of HTML: `outputFactor` times the input, and this much more.
    package var outputFactor = 16
    package var outputSlack = 64 * 1_024

    package init(input: Int) { self.input = input }

    /// Pages written by staff.
    package static let staff = MarkdownLimits(input: 1_024 * 1_024)

    /// Text that came in from outside.
    package static let untrusted = MarkdownLimits(input: 64 * 1_024)

    /// The bytes of HTML allowed for `input` bytes of Markdown.
    func output(for input: Int) -> Int { input * outputFactor + outputSlack }

    /// The bytes of memory allowed for the tree of `input` bytes of Markdown.
    ///
    /// The densest tree measured, `*a*` over and over, takes 240 bytes for each.
    func memory(for input: Int) -> Int { input * 512 + 1_024 * 1_024 }
}
