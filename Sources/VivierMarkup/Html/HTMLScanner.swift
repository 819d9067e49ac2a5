internal import VivierDiagnostics

/// Goes through a page from tag to tag, keeping a stack of what is open.
struct HTMLScanner {
    /// An element whose end has not come yet.
    struct OpenElement {
        /// Its name, and the whole tag, as bytes of the page.
        var name: Range<Int>
        var tag: Range<Int>
        var kind: HTMLElementKind
    }

    let source: SourceText
    let html: ByteView
    var facts = HTMLFacts()
    var open: [OpenElement] = []
    var attributes: [HTMLAttribute] = []

    /// Identifiers seen, with the place of each.
    var identifiers: [String: Range<Int>] = [:]

    /// How many `svg` and `math` elements are open: in them, `/>` ends an element.
    var foreignDepth = 0
    private var hasDoctype = false

    init(_ source: SourceText, _ html: ByteView) {
        self.source = source
        self.html = html
    }

    /// Reads the whole page.
    mutating func scan(isDocument: Bool) {
        var index = 0
        while true {
            let start = html.firstIndex(of: UInt8(ascii: "<"), from: index)
            if start >= html.count { break }
            index = readMarkup(at: start)
        }
        for element in open.reversed() { report(HTMLProblems.unclosed, element.tag, element.name) }
        if isDocument { checkDocument() }
    }

    /// Reads what begins with the `<` at `start`; returns where it ends.
    private mutating func readMarkup(at start: Int) -> Int {
        let next = html[start + 1]
        if isLetter(next) { return readTag(at: start) }
        if next == UInt8(ascii: "/") { return readClosingTag(at: start) }
        if html.has("<!--", at: start) { return readComment(at: start) }
        if html.has("<!", at: start) { return readDoctype(at: start) }
        report(HTMLProblems.strayAngle, start..<(start + 1), nil)
        return start + 1
    }

    private mutating func readComment(at start: Int) -> Int {
        var index = html.firstIndex(of: UInt8(ascii: ">"), from: start + 4)
        while index < html.count, !html.has("--", at: index - 2) || index < start + 6 {
            index = html.firstIndex(of: UInt8(ascii: ">"), from: index + 1)
        }
        if index >= html.count { report(HTMLProblems.openComment, start..<(start + 4), nil) }
        return index + 1
    }

    private mutating func readDoctype(at start: Int) -> Int {
        let end = html.firstIndex(of: UInt8(ascii: ">"), from: start)
        let isFirst = !hasDoctype && open.isEmpty
        if html.part((start + 2)..<end).text.lowercased() == "doctype html", isFirst {
            hasDoctype = true
        } else {
            report(HTMLProblems.badDoctype, start..<min(end + 1, html.count), nil)
        }
        return end + 1
    }

    // MARK: Tags

    private mutating func readTag(at start: Int) -> Int {
        var index = start + 1
        while isNameByte(html[index]) { index += 1 }
        let name = (start + 1)..<index
        let end = readAttributes(from: index)
        guard let end else {
            report(HTMLProblems.openTag, start..<(start + 1), name)
            return html.count
        }
        let tag = start..<end
        let kind = HTMLElementKind(html.part(name))
        let isSelfClosing = html[end - 2] == UInt8(ascii: "/")
        checkNesting(kind, tag, name)
        record(kind, tag, name)
        if kind.isVoid { return end }
        if isSelfClosing {
            // Void in SVG; an open element in HTML, whatever it looks like.
            if foreignDepth > 0 { return end }
            report(HTMLProblems.selfClosing, tag, name)
        }
        open.append(OpenElement(name: name, tag: tag, kind: kind))
        if kind == .foreign { foreignDepth += 1 }
        return kind.isRawText && foreignDepth == 0 ? readRawText(kind, name, from: end) : end
    }

    /// Reads the text of an element in which `<` is an ordinary character; returns
    /// where its closing tag begins.
    private mutating func readRawText(
        _ kind: HTMLElementKind,
        _ name: Range<Int>,
        from start: Int
    )
        -> Int
    {
        var end = start
        while end < html.count {
            end = html.firstIndex(of: UInt8(ascii: "<"), from: end)
            let closing = (end + 2)..<(end + 2 + name.count)
            if html[end + 1] == UInt8(ascii: "/"), isSame(closing, name) { break }
            end += 1
        }
        let text = start..<min(end, html.count)
        if kind == .title, facts.title == nil {
            facts.title = trimmed(resolveReferences(html.part(text)))
        }
        if kind == .style { recordStyle(text) }
        return text.upperBound
    }

    private mutating func readClosingTag(at start: Int) -> Int {
        var index = start + 2
        while isNameByte(html[index]) { index += 1 }
        let name = (start + 2)..<index
        let end = html.firstIndex(of: UInt8(ascii: ">"), from: index)
        let tag = start..<min(end + 1, html.count)
        if index < end, html.part(index..<end).text.contains(where: { !$0.isWhitespace }) {
            report(HTMLProblems.closingAttributes, tag, name)
        }
        close(name, tag)
        return tag.upperBound
    }

    /// Takes an element off the stack, with those inside of it that were left open.
    private mutating func close(_ name: Range<Int>, _ tag: Range<Int>) {
        guard let depth = open.lastIndex(where: { isSame($0.name, name) }) else {
            report(HTMLProblems.unopened, tag, name)
            return
        }
        while open.count > depth + 1 {
            let inner = open.removeLast()
            if inner.kind == .foreign { foreignDepth -= 1 }
            reportUnclosed(inner, before: tag)
        }
        if open.removeLast().kind == .foreign { foreignDepth -= 1 }
    }

    /// Reports an element that makes the browser close another one by itself.
    private mutating func checkNesting(
        _ kind: HTMLElementKind,
        _ tag: Range<Int>,
        _ name: Range<Int>
    ) {
        let closed: HTMLElementKind
        switch kind {
        case .block, .paragraph, .form: closed = .paragraph
        case .link: closed = .link
        default: return
        }
        if let outer = open.last(where: { $0.kind == closed || $0.kind == .foreign }),
            outer.kind == closed
        {
            reportInside(outer, tag, name)
        }
        if kind == .form, let outer = open.last(where: { $0.kind == .form }) {
            reportInside(outer, tag, name)
        }
    }

    private mutating func checkDocument() {
        let whole = 0..<min(1, html.count)
        if !hasDoctype { report(HTMLProblems.noDoctype, whole, nil) }
        if trimmed(facts.language ?? "").isEmpty { report(HTMLProblems.noLanguage, whole, nil) }
        if (facts.title ?? "").isEmpty { report(HTMLProblems.noTitle, whole, nil) }
    }

    // MARK: Bytes

    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    private func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
    }

    /// Whether two names are the same, small and capital letters alike.
    private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard one.count == other.count else { return false }
        for offset in 0..<one.count
        where html[one.lowerBound + offset] | 0x20 != html[other.lowerBound + offset] | 0x20 {
            return false
        }
        return true
    }
}
