internal import VivierIntake

/// What can be shown of a document without opening it: pictures of its pages, and its words.
///
/// Whatever reads the document is a confined program; what comes back are pixels and plain text.
package struct DocumentPreview: Sendable {
    /// Pages beyond are not shown.
    package static let mostPages = 30

    /// The longer side of a picture, in pixels.
    package static let side = 1400

    private enum Kind { case pages, picture, text }

    private let kind: Kind
    /// A PDF, also for a picture, or plain text.
    private let bytes: [UInt8]
    private let programs: Poppler

    /// - Parameters:
    ///   - name: What its sender called it.
    ///   - bytes: All of it.
    ///   - programs: The folder of poppler's programs.
    /// - Throws: ``NoPreview`` for a file that is not what its name says, or of which nothing can be
    ///   shown.
    package init(name: String, _ bytes: [UInt8], programs: String = "/usr/bin") throws(NoPreview) {
        var inspector = AttachmentInspector(fileName: name)
        inspector.feed(bytes.span)
        let verdict = inspector.verdict()
        guard let known = verdict.kind else {
            throw AttachmentKind(fileName: name) == nil ? .kind : .damaged
        }
        guard verdict.isAcceptable else {
            throw verdict.findings.contains(.imageTooLarge) ? .tooMuch : .damaged
        }
        self.programs = Poppler(folder: programs)
        switch known {
        case .pdf: (kind, self.bytes) = (.pages, bytes)
        case .text: (kind, self.bytes) = (.text, bytes)
        case .jpeg, .png:
            guard let size = verdict.pixels else { throw .damaged }
            let page = PicturePage(bytes, isPNG: known == .png, size)
            guard let page else { throw .kind }
            (kind, self.bytes) = (.picture, page.pdf)
        case .docx, .odt: throw .kind
        }
    }

    /// How many pages it has; 0 for plain text, which has none.
    package func pages() throws(NoPreview) -> Int {
        switch kind {
        case .text: return 0
        case .picture: return 1
        case .pages: break
        }
        let said: [UInt8]
        do throws(NoPreview) {
            said = try programs.run("pdfinfo", ["-"], on: bytes, output: 1 << 20)
        } catch {
            // It looks at the first page, which is not there.
            throw error == .page ? .empty : error
        }
        let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
        let count = lines.first { $0.hasPrefix("Pages:") }
            .flatMap { Int($0.dropFirst("Pages:".count).filter { $0 != " " }) }
        guard let count else { throw .damaged }
        guard count > 0 else { throw .empty }
        return count
    }

    /// The picture of a page, PNG; the first one is 1.
    package func picture(of page: Int) throws(NoPreview) -> [UInt8] {
        guard kind != .text, (1...Self.mostPages).contains(page) else { throw .page }
        let made = try programs.run(
            "pdftocairo",
            ["-png", "-singlefile", "-f", "\(page)", "-l", "\(page)"]
                + ["-scale-to", "\(Self.side)", "-", "-"],
            on: bytes,
            output: 16 << 20
        )
        // Only what is as it should be goes on to a browser.
        var inspector = AttachmentInspector(fileName: "page.png")
        inspector.feed(made.span)
        guard let size = inspector.verdict().pixels, max(size.width, size.height) <= Self.side
        else { throw .page }
        return made
    }

    /// Its words, page by page; empty for a picture.
    package func text() throws(NoPreview) -> [String] {
        let found: [UInt8]
        switch kind {
        case .picture: return []
        case .text: found = bytes
        case .pages:
            found = try programs.run(
                "pdftotext",
                ["-enc", "UTF-8", "-f", "1", "-l", "\(Self.mostPages)", "-", "-"],
                on: bytes,
                output: 4 << 20
            )
        }
        let text = String(decoding: found, as: UTF8.self)
        // A form feed ends each page.
        var pages = text.split(separator: "\u{0C}", omittingEmptySubsequences: false)
        if pages.count > 1, pages.last?.isEmpty == true { pages.removeLast() }
        return pages.map { readable($0) }
    }
}

/// Without controls, which a terminal would obey, and signs that turn the direction of writing.
private func readable(_ text: some StringProtocol) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.filter { scalar in
                switch scalar.properties.generalCategory {
                case .control: scalar == "\n" || scalar == "\t"
                case .format: false
                default: true
                }
            }
        )
    )
}
