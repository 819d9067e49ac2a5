package import VivierDiagnostics
internal import VivierMail
internal import VivierTemplate

/// The letters of `templates/mail/`: `NAME.LANGUAGE.txt`, whose first line is the subject,
/// and beside it, if there is one, `NAME.LANGUAGE.html`.
package struct LetterLibrary: Sendable {
    /// A letter that was filled in.
    package struct Letter: Sendable, Equatable {
        package var subject: String
        package var text: String
        package var html: String?
    }

    private let texts: TemplateLibrary
    private let pages: TemplateLibrary

    /// Compiles letters; `nil` if there was a mistake.
    ///
    /// - Parameters:
    ///   - sources: The files; a path's last part is the name.
    ///   - diagnostics: Where mistakes in them go.
    package init?(_ sources: [SourceText], into diagnostics: inout Diagnostics) {
        var plain = TemplateOptions()
        plain.contextual = false
        plain.autoescape = false
        plain.trimBlocks = true
        plain.keepTrailingNewline = true
        var parts: [SourceText] = []
        var pages: [SourceText] = []
        for source in sources {
            let name = source.path.split(separator: "/").last.map(String.init) ?? source.path
            if name.hasSuffix(".html") {
                pages.append(SourceText(path: name, bytes: source.bytes))
                continue
            }
            guard let end = source.bytes.firstIndex(of: UInt8(ascii: "\n")),
                source.bytes.starts(with: Self.mark.utf8)
            else {
                diagnostics.emit(.letterWithoutSubject(source))
                return nil
            }
            // The line break stays, so that places in the text are one line off at most.
            let body = source.bytes[end...].drop { $0 == UInt8(ascii: "\n") }
            let subject = source.bytes[Self.mark.utf8.count..<end]
            parts.append(SourceText(path: "\(name)#subject", bytes: Array(subject)))
            parts.append(SourceText(path: name, bytes: Array(body)))
        }
        guard
            let texts = TemplateLibrary.compile(parts, options: plain, into: &diagnostics),
            let pages = TemplateLibrary.compile(pages, options: .site, into: &diagnostics)
        else { return nil }
        self.texts = texts
        self.pages = pages
    }

    private static let mark = "Subject: "

    /// Whether there is a letter of that name.
    package func has(_ name: String) -> Bool { texts.names.contains("\(name).fr.txt") }

    /// Fills a letter in; in French if there is none in that language.
    ///
    /// - Throws: ``TemplateFailure``.
    func letter(
        _ name: String,
        _ language: String,
        _ values: Record
    ) throws(TemplateFailure) -> Letter {
        let names = texts.names
        let chosen = names.contains("\(name).\(language).txt") ? language : "fr"
        let file = "\(name).\(chosen)"
        let renderer = TemplateRenderer(texts)
        var subject: [UInt8] = []
        var text: [UInt8] = []
        try renderer.render("\(file).txt#subject", values, into: &subject)
        try renderer.render("\(file).txt", values, into: &text)
        var html: [UInt8]?
        if pages.names.contains("\(file).html") {
            var page: [UInt8] = []
            try TemplateRenderer(pages).render("\(file).html", values, into: &page)
            html = page
        }
        return Letter(
            subject: String(decoding: subject, as: UTF8.self),
            text: String(decoding: text, as: UTF8.self),
            html: html.map { String(decoding: $0, as: UTF8.self) }
        )
    }
}

extension Diagnostic {
    fileprivate static func letterWithoutSubject(_ source: SourceText) -> Diagnostic {
        Diagnostic(
            .error,
            code: "letter-without-subject",
            "the letter has no subject",
            in: source,
            at: 0..<0,
            hint: "begin it with a line such as 'Subject: {{ title }}'"
        )
    }
}
