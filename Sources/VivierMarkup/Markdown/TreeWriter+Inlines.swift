extension TreeWriter {
    mutating func writeText(_ node: Node) {
        let text = node.literal
        // Only an apostrophe, a guillemet or a space at the end cares.
        var isFollowed = false
        switch text[text.count - 1] {
        case 0x27, 0x20, 0xA0, 0xAB, 0xAF:
            if let next = node.next {
                let kind = kind(of: next)
                isFollowed = kind != .softBreak && kind != .lineBreak
            }
        default: break
        }
        let piece = TextPiece(text, isFollowed: isFollowed, flags: flags)
        typesetter.write(piece, into: &sink)
    }

    mutating func writeSoftBreak() {
        sink.append(0x0A)
        typesetter.previous = .lineEnd
    }

    mutating func writeLineBreak() {
        sink.append(isSite ? "<br>\n" : "<br />\n")
        typesetter.previous = .start
    }

    mutating func writeCode(_ node: Node) {
        sink.append("<code>")
        writeEscaped(node.literal)
        sink.append("</code>")
        typesetter.previous = .letter
    }

    mutating func writeInlineHTML(_ node: Node, _ messages: inout MarkdownMessages) {
        guard isSite else { return sink.append("<!-- raw HTML omitted -->") }
        let text = RawHTML(node.literal)
        if text.isLineBreak {
            writeLineBreak()
        } else if let name = text.firstTag {
            messages.rawHTML(name, at: place(of: node, .htmlInline))
        }
    }

    /// Writes bytes of the tree as text or inside a quoted attribute.
    mutating func writeEscaped(_ text: ByteView) {
        sink.append(escaping: text, flags: flags)
    }

    // MARK: Descriptions of images

    /// Writes a node inside of an image: the text without its marks.
    mutating func enterDescription(_ node: Node, _ kind: NodeKind) -> Bool {
        switch kind {
        case .text, .code:
            writeEscaped(node.literal)
            return false
        case .htmlInline:
            if !isSite { writeEscaped(node.literal) }
            return false
        case .softBreak, .lineBreak:
            sink.append(0x20)
            return false
        default:
            if kind == .image { imageDepth += 1 }
            return open(node, kind, "")
        }
    }

    mutating func leaveDescription(_ frame: Frame) {
        guard frame.kind == .image else { return }
        imageDepth -= 1
        if imageDepth == 0 { leaveImage(frame) }
    }
}
