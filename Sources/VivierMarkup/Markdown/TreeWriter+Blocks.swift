extension TreeWriter {
    // MARK: Paragraphs

    mutating func enterParagraph(_ node: Node) -> Bool {
        typesetter.previous = .start
        let isTight = isInTightItem
        let task = isSite ? taskOfItem(beginningWith: node) : nil
        if !isTight {
            breakLine()
            sink.append("<p>")
        }
        if let task {
            let box: StaticString =
                task
                ? "<label><input type=\"checkbox\" checked disabled> "
                : "<label><input type=\"checkbox\" disabled> "
            sink.append(box)
        }
        return open(node, .paragraph, "", flag: task != nil)
    }

    mutating func leaveParagraph(_ frame: Frame) {
        if isSite, sink.count == frame.start, !frame.flag {
            // All of it was left out.
            let isTight = isInTightItem
            sink.truncate(to: isTight ? frame.start : frame.start - 3)
            return
        }
        if rendered.firstParagraphRange.isEmpty, frames.count == 1,
            hasText(in: frame.start..<sink.count)
        {
            rendered.firstParagraphRange = frame.start..<sink.count
        }
        if frame.flag { sink.append("</label>") }
        if !isInTightItem { sink.append("</p>\n") }
    }

    /// Whether the last open node is an item of a list without space between its
    /// items: its paragraphs have no tags.
    private var isInTightItem: Bool {
        guard frames.count >= 2, frames[frames.count - 1].kind == .item else { return false }
        return frames[frames.count - 2].flag
    }

    /// Whether there is something to read between the tags in a part of the output.
    private func hasText(in range: Range<Int>) -> Bool {
        var isTag = false
        for index in range {
            let byte = sink[index]
            if byte == UInt8(ascii: "<") { isTag = true }
            if !isTag, byte > 0x20 { return true }
            if byte == UInt8(ascii: ">") { isTag = false }
        }
        return false
    }

    // MARK: Lists

    mutating func enterList(_ node: Node) -> Bool {
        breakLine()
        let isTight = node.isTight
        guard node.isOrdered else {
            return open(node, .list, "<ul>\n", flag: isTight)
        }
        let start = node.listStart
        guard start != 1 else { return open(node, .list, "<ol>\n", flag: isTight) }
        sink.append("<ol start=\"")
        sink.append(decimal: start)
        return open(node, .list, "\">\n", flag: isTight)
    }

    mutating func leaveList(_ frame: Frame) {
        sink.append(frame.node.isOrdered ? "</ol>\n" : "</ul>\n")
    }

    mutating func enterItem(_ node: Node) -> Bool {
        breakLine()
        typesetter.previous = .start
        guard let isDone = node.task(extensions) else { return open(node, .item, "<li>") }
        if !isSite {
            let tag: StaticString =
                isDone
                ? "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                : "<li><input type=\"checkbox\" disabled=\"\" /> "
            return open(node, .item, tag)
        }
        // The box goes into the paragraph, which labels it.
        if let child = node.firstChild, kind(of: child) == .paragraph {
            return open(node, .item, "<li class=\"task\">")
        }
        return open(node, .item, isDone ? "<li class=\"task\">☑ " : "<li class=\"task\">☐ ")
    }

    /// The task that a paragraph is the text of, if it is the first in its item.
    private func taskOfItem(beginningWith paragraph: Node) -> Bool? {
        guard let item = frames.last, item.kind == .item,
            item.node.firstChild == paragraph
        else { return nil }
        return item.node.task(extensions)
    }

    // MARK: Code

    mutating func writeCodeBlock(_ node: Node) {
        breakLine()
        sink.append("<pre><code")
        let info = node.fenceInfo
        if info.count > 0 {
            var end = 0
            while end < info.count, !isSpace(info[end]) { end += 1 }
            sink.append(" class=\"language-")
            sink.append(escaping: info.part(0..<end), flags: flags)
            sink.append("\"")
        }
        sink.append(">")
        writeEscaped(node.literal)
        sink.append("</code></pre>\n")
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    // MARK: HTML

    mutating func writeHTMLBlock(_ node: Node, _ messages: inout MarkdownMessages) {
        guard isSite else {
            breakLine()
            sink.append("<!-- raw HTML omitted -->")
            breakLine()
            return
        }
        if let name = RawHTML(node.literal).firstTag {
            messages.rawHTML(name, at: place(of: node, .htmlBlock))
        }
    }
}
