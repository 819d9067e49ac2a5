/// The kinds of element that the scanner treats differently.
enum HTMLElementKind {
    /// Has no end: `br`, `hr`, `wbr`, `col`, `track`, `param`.
    case void
    case image
    case source
    case input
    case base
    case stylesheetLink
    case meta
    case embed

    /// Holds text in which `<` means nothing.
    case script
    case style
    case title
    case textArea

    case page
    case link
    case form
    case button
    case frame
    case object
    case media
    case use
    case paragraph

    /// Ends an open paragraph.
    case block

    /// `svg`, `math`.
    case foreign
    case other

    /// Recognises a name, whatever its case.
    init(_ name: ByteView) {
        var lower: UInt64 = 0
        guard name.count <= 8 else {
            let text = name.text.lowercased()
            self =
                text == "blockquote" || text == "figcaption" || text == "fieldset" ? .block : .other
            return
        }
        // Eight letters are one number, the last one lowest.
        for index in 0..<name.count { lower = lower << 8 | UInt64(name[index] | 0x20) }
        self = HTMLElementKind.kinds[lower] ?? .other
    }

    var isVoid: Bool {
        switch self {
        case .void, .image, .source, .input, .base, .stylesheetLink, .meta, .embed: true
        default: false
        }
    }

    var isRawText: Bool {
        switch self {
        case .script, .style, .title, .textArea: true
        default: false
        }
    }

    private static let kinds: [UInt64: HTMLElementKind] = {
        let names: [(HTMLElementKind, String)] = [
            (.void, "area br col hr param track wbr"), (.image, "img"), (.source, "source"),
            (.input, "input"), (.base, "base"), (.stylesheetLink, "link"), (.meta, "meta"),
            (.embed, "embed"), (.script, "script"), (.style, "style"), (.title, "title"),
            (.textArea, "textarea"), (.page, "html"), (.link, "a"), (.form, "form"),
            (.button, "button"), (.frame, "iframe frame"), (.object, "object"),
            (.media, "video audio"), (.use, "use image"), (.paragraph, "p"),
            (.foreign, "svg math"),
            (
                .block,
                "address article aside details dialog div dl fieldset figure footer h1 h2 h3 h4 h5 "
                    + "h6 header hgroup main menu nav ol pre search section table ul"
            ),
        ]
        var kinds: [UInt64: HTMLElementKind] = [:]
        for (kind, list) in names {
            for name in list.split(separator: " ") {
                kinds[name.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = kind
            }
        }
        return kinds
    }()
}
