/// A heading in the output whose level may still change.
struct HeadingPlace {
    /// As written: 1 to 6.
    var level: UInt8

    /// Where the two digits are.
    var opening: Int
    var closing: Int
}

extension TreeWriter {
    mutating func enterHeading(_ node: Node) -> Bool {
        breakLine()
        typesetter.previous = .start
        let level = node.headingLevel
        headings.append(HeadingPlace(level: level, opening: sink.count + 2, closing: 0))
        sink.append("<h")
        sink.append(0x30 + level)
        return open(node, .heading, ">")
    }

    mutating func leaveHeading(_ frame: Frame) {
        guard var heading = headings.popLast() else { return }
        if isSite, sink.count == frame.start {
            sink.truncate(to: heading.opening - 2)
            return
        }
        var entry = RenderedMarkdown.Outline(
            level: heading.level,
            textStart: Int32(clamping: frame.start),
            textEnd: Int32(clamping: sink.count),
            anchorStart: Int32(clamping: frame.start),
            anchorEnd: Int32(clamping: frame.start)
        )
        if options.headingAnchors {
            // The identifier goes before the `>` that was already written.
            let end = sink.count
            sink.append(" id=\"")
            anchors.write(from: frame.start..<end, to: &sink)
            sink.append("\"")
            let width = sink.count - end
            sink.rotate(from: end, to: frame.start - 1)
            let start = frame.start + 4
            entry.anchorStart = Int32(clamping: start)
            entry.anchorEnd = Int32(clamping: start + width - 6)
            entry.textStart += Int32(clamping: width)
            entry.textEnd += Int32(clamping: width)
        }
        heading.closing = sink.count + 3
        sink.append("</h")
        sink.append(0x30 + heading.level)
        sink.append(">\n")
        headings.append(heading)
        rendered.outline.append(entry)
    }

    /// Gives the headings their levels, now that the highest one is known.
    mutating func lowerHeadings() {
        guard let first = options.firstHeadingLevel, let highest = headings.map(\.level).min()
        else { return }
        for (index, heading) in headings.enumerated() {
            let level = min(max(first, 1) + Int(heading.level - highest), 6)
            sink[heading.opening] = 0x30 + UInt8(clamping: level)
            sink[heading.closing] = 0x30 + UInt8(clamping: level)
            rendered.outline[index].level = UInt8(clamping: level)
        }
    }
}
