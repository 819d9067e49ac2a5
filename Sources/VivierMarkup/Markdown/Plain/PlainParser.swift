/// Parses documents made of plain constructs only, six times as fast as cmark.
///
/// Plain are headings with `#`, paragraphs, lists of one level with an item per
/// line, quotes of one paragraph, `*…*` and `**…**` that hold no other mark,
/// `[…](…)`, `<name@host>`, and tables of text. The tree is exactly the one that cmark makes;
/// whatever is not certain to be, down to a space at the beginning of a line, is
/// not plain, and the whole document is for cmark.
struct PlainParser: ~Copyable {
    let text: ByteView
    let flags: ByteFlags

    /// Whether a run of text must be searched for an address before it is text.
    let mayHoldAddresses: Bool

    /// Whether a table is one.
    let mayHoldTables: Bool

    var tree: PlainTree

    /// The byte to read next, and the line it is on, from 1.
    var index = 0
    var line = 1

    /// The list that an item would continue, and its marker: `-`, `*` or `.`.
    var list: (node: Int, marker: UInt8)?

    /// Whether there is a blank line before this one.
    var isAfterBlank = false

    /// The text being read.
    var run = PlainRun()

    /// Prepares to parse `text`, which must be UTF-8, into `tree`.
    init(
        _ text: ByteView,
        _ plan: ParsePlan,
        tree: consuming PlainTree,
        flags: ByteFlags
    ) {
        self.text = text
        self.tree = tree
        self.flags = flags
        mayHoldAddresses = plan.hasAddresses
        mayHoldTables = plan.hasTables
        self.tree.removeAll()
    }

    /// Parses the text; `nil` if it is not plain.
    mutating func parse() -> PlainNode? {
        // cmark skips a byte order mark.
        guard !text.has("\u{FEFF}", at: 0) else { return nil }
        do {
            while index < text.count { try readBlock() }
            return tree.root
        } catch {
            return nil
        }
    }

    /// Gives the tree back: to be written, then to be used again.
    consuming func takeTree() -> PlainTree { tree }
}

/// Where the parser is in the text of a block.
struct PlainRun {
    /// What a line after this one may do to the block.
    enum Follower {
        /// Nothing: the block is a heading.
        case none

        /// Continue it, if it begins with text.
        case paragraph

        /// Continue it, if it begins with `>` and text.
        case quote

        /// Continue it, if it begins with text; which is then not plain.
        case item
    }

    var follower = Follower.none

    /// The node that gets the next piece of text: the block or an emphasis in it.
    var parent = 0

    /// The block itself.
    var block = 0

    /// How many stars opened the emphasis that is open; 0 without one.
    var stars = 0

    /// Where the text begins that is not in the tree yet.
    var start = 0

    /// Where this line of the block begins, past the mark of a quote.
    var lineStart = 0

    /// What to subtract from an index to count from the beginning of the block,
    /// marks of quotes left out, as cmark does for addresses.
    var origin = 0

    /// The bytes before the text in its first line, which cmark adds to all its
    /// columns.
    var offset = 0
}
