extension TreeWriter {
    mutating func enterLink(_ node: Node, _ messages: inout MarkdownMessages) -> Bool {
        let bareText = bareAddress(node)
        // `[a <https://…> b](…)`: cmark makes two links of it.
        if isSite, isInLink {
            if let bareText { writeEscaped(bareText) }
            return bareText == nil && open(node, .link, "", flag: true)
        }
        guard openLink(node, isBare: bareText != nil, &messages) else {
            if let bareText { writeEscaped(bareText) }
            return bareText == nil && open(node, .link, "", flag: true)
        }
        guard let bareText else {
            isInLink = true
            return open(node, .link, "")
        }
        // No typography in an address.
        writeEscaped(bareText)
        sink.append("</a>")
        typesetter.previous = .letter
        return false
    }

    mutating func leaveLink(_ frame: Frame) {
        guard !frame.flag else { return }
        isInLink = false
        sink.append("</a>")
    }

    /// Writes the opening tag of a link; `false` if its address is refused.
    private mutating func openLink(
        _ node: Node,
        isBare: Bool,
        _ messages: inout MarkdownMessages
    ) -> Bool {
        if isSite {
            guard writeChecked("<a href=\"", node, .link, isBare: isBare, &messages) else {
                return false
            }
        } else {
            sink.append("<a href=\"")
            sink.append(address: node.destination, flags: flags, isFixed: false)
        }
        writeTitle(node)
        sink.append("\">")
        return true
    }

    /// The text of a link, if that is its address: `<https://…>`, `www.…`.
    private func bareAddress(_ node: Node) -> ByteView? {
        guard let child = node.firstChild, child.next == nil, kind(of: child) == .text else {
            return nil
        }
        let shown = child.literal
        let destination = node.destination
        guard shown.count > 0, shown.count <= destination.count else { return nil }
        let tail = destination.count - shown.count
        var hasSign = false
        for index in 0..<shown.count {
            let byte = shown[index]
            if byte != destination[tail + index] { return nil }
            if byte == 0x2E || byte == 0x3A || byte == 0x40 { hasSign = true }
        }
        return hasSign ? shown : nil
    }

    mutating func enterImage(_ node: Node, _ messages: inout MarkdownMessages) -> Bool {
        typesetter.previous = .sign
        if isSite {
            // Refused, its description is text like any other.
            guard writeChecked("<img src=\"", node, .image, isBare: false, &messages) else {
                return open(node, .unknown, "")
            }
        } else {
            sink.append("<img src=\"")
            sink.append(address: node.destination, flags: flags, isFixed: false)
        }
        imageDepth = 1
        return open(node, .image, "\" alt=\"")
    }

    mutating func leaveImage(_ frame: Frame) {
        writeTitle(frame.node)
        sink.append(isSite ? "\" loading=\"lazy\">" : "\" />")
    }

    private mutating func writeTitle(_ node: Node) {
        let title = node.title
        guard title.count > 0 else { return }
        sink.append("\" title=\"")
        writeEscaped(title)
    }

    // MARK: Checking

    /// Writes an opening tag up to the end of its address; `false` if the address
    /// is refused, which is reported.
    private mutating func writeChecked(
        _ tag: StaticString,
        _ node: Node,
        _ kind: NodeKind,
        isBare: Bool,
        _ messages: inout MarkdownMessages
    ) -> Bool {
        let destination = node.destination
        let isImage = kind == .image
        guard let rewriter = options.linkRewriter else {
            return write(tag, destination, node, kind, isBare: isBare, &messages)
        }
        let original = destination.text
        guard var changed = rewriter(original, isImage) else {
            return write(tag, destination, node, kind, isBare: isBare, &messages)
        }
        return changed.withUTF8 {
            write(tag, unsafe ByteView($0), node, kind, isBare: isBare, &messages)
        }
    }

    private mutating func write(
        _ tag: StaticString,
        _ address: ByteView,
        _ node: Node,
        _ kind: NodeKind,
        isBare: Bool,
        _ messages: inout MarkdownMessages
    ) -> Bool {
        let isImage = kind == .image
        let place = place(of: node, kind, isBareAddress: isBare)
        var verdict = LinkPolicy.judge(address, isImage: isImage)
        if isImage, verdict == .outside { verdict = .refused(.otherSite) }
        if case .refused(let refusal) = verdict {
            messages.link(refusal, isImage: isImage, at: place)
            return false
        }
        let link = RenderedMarkdown.Link(
            destination: node.destination.text,
            isImage: isImage,
            isExternal: verdict == .outside,
            place: place
        )
        rendered.links.append(link)
        sink.append(tag)
        // What a browser would strip from both ends is not worth writing.
        var start = 0
        var end = address.count
        while start < end, address[start] <= 0x20 { start += 1 }
        while end > start, address[end - 1] <= 0x20 { end -= 1 }
        sink.append(address: address.part(start..<end), flags: flags, isFixed: true)
        return true
    }
}

extension ByteSink {
    /// Appends an address to a quoted attribute: what may not stand in one becomes
    /// `%XX`, `&` and `'` become references, as cmark does it.
    ///
    /// - Parameters:
    ///   - address: Its bytes.
    ///   - flags: The table of ``ByteClass``.
    ///   - isFixed: Whether a `%` that is no `%XX` becomes `%25`, and every `#`
    ///     after the first one `%23`, as an address must have it.
    mutating func append(address: ByteView, flags: ByteFlags, isFixed: Bool) {
        var start = 0
        var hasFragment = false
        for index in 0..<address.count {
            let byte = address[index]
            if flags[byte] & ByteClass.address != 0 {
                guard isFixed, byte == UInt8(ascii: "%") || byte == UInt8(ascii: "#") else {
                    continue
                }
                let isEscape = isHexDigit(address[index + 1]) && isHexDigit(address[index + 2])
                if byte == UInt8(ascii: "#") ? !hasFragment : isEscape {
                    if byte == UInt8(ascii: "#") { hasFragment = true }
                    continue
                }
            }
            append(address.part(start..<index))
            switch byte {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "'"): append("&#x27;")
            default:
                append(UInt8(ascii: "%"))
                append(hexDigit(byte >> 4))
                append(hexDigit(byte & 15))
            }
            start = index + 1
        }
        append(address.part(start..<address.count))
    }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
