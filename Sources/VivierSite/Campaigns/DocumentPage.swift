import VivierMarkup

/// What an agent sees of a document, as its page needs it.
package struct DocumentWords: Sendable {
    /// What its sender called it.
    package var name: String
    package var pages: Int
    /// How many of them there are pictures of.
    package var shown: Int
    package var text: [String]
    /// The code of why nothing is shown.
    package var refusal: String?
    /// Where the copy is, below the address; `nil` if none is handed out.
    package var original: String?
    package var isScanned: Bool
    /// Where the parts of the document are, without a slash at its end.
    package var address: String

    package init(
        name: String,
        pages: Int,
        shown: Int,
        text: [String],
        refusal: String?,
        original: String?,
        isScanned: Bool,
        address: String
    ) {
        self.name = name
        self.pages = pages
        self.shown = shown
        self.text = text
        self.refusal = refusal
        self.original = original
        self.isScanned = isScanned
        self.address = address
    }
}

extension IntakeForms {
    /// A document of a candidate: pictures of its pages with their words.
    ///
    /// It loads those pictures and nothing else.
    ///
    /// - Parameters:
    ///   - document: What there is to see.
    ///   - language: That of who looks; the site's first if it has no such.
    /// - Returns: HTML.
    package func documentPage(_ document: DocumentWords, language: String) -> [UInt8] {
        let language = self.language(language)
        let words = edition(of: language).texts
        func text(_ key: String) -> String { escaped(words["desk.preview.\(key)"] ?? key) }
        var html = """
            <h1>\(escaped(document.name))</h1>

            """
        if let refusal = document.refusal {
            html += "<p>\(text(refusal.replacing("-", with: "_")))</p>\n"
        }
        if let original = document.original {
            let key = document.isScanned ? "original" : "unscanned"
            html += "<p><a href=\"\(document.address)/\(original)\" download>\(text(key))</a></p>\n"
        } else {
            html += "<p>\(text("unsafe"))</p>\n"
        }
        if document.shown < document.pages {
            html += "<p>\(text("more")) \(document.shown) / \(document.pages)</p>\n"
        }
        for page in 0..<max(document.shown, document.text.count) {
            let title = "\(text("page")) \(page + 1)"
            html += "<figure>\n"
            if page < document.shown {
                // The words stand below: the picture says the same.
                html += "<img src=\"\(document.address)/page/\(page + 1)\" alt=\"\(title)\">\n"
            }
            if page < document.text.count, !document.text[page].isBlank {
                let opening = document.shown == 0 ? "<details open>" : "<details>"
                html += """
                    <figcaption>\(opening)<summary>\(text("words")), \(title)</summary>
                    <pre>\(escaped(document.text[page]))</pre></details></figcaption>

                    """
            }
            html += "</figure>\n"
        }
        return standalonePage(
            language: language,
            title: document.name,
            style: documentStyle,
            body: html
        )
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

private let documentStyle = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 sans-serif; margin: 1rem auto; max-width: 62rem; padding: 0 1rem; }
    h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
    figure { margin: 1.5rem 0; }
    img { display: block; width: 100%; height: auto; background: #fff; border: 1px solid #767676; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
    """
