/// Makes the text of a scalar that is not written as it reads: escapes undone,
/// lines folded (YAML 1.2.2 §6.5, §7.3, §8.1).
///
/// The parser has checked the scalar, so nothing here can fail.
func scalarText(_ record: YAMLRecord, in source: [UInt8]) -> [UInt8] {
    unsafe source.withUnsafeBufferPointer { buffer in
        let bytes = unsafe YAMLBytes(buffer, end: Int(record.end))
        switch record.style {
        case .literal, .folded:
            let after = Int(record.end) < source.count ? source[Int(record.end)] : 0
            return blockText(
                record,
                bytes,
                endsLine: after == .lineFeed || after == .carriageReturn
            )
        case .single, .double, .plain:
            let content = record.content
            return foldedText(
                bytes.ending(at: content.upperBound),
                content.lowerBound,
                record.style
            )
        case .empty, .sequence, .mapping: return []
        }
    }
}

/// Reads a text whose lines are folded: blanks around a line end go, one line
/// end becomes a space, each further one stays.
private func foldedText(_ bytes: YAMLBytes, _ start: Int, _ style: YAMLRecord.Style) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.end - start)
    /// Bytes of `text` that a line end must not trim: escaped blanks are letters.
    var kept = 0
    var index = start
    while index < bytes.end {
        let byte = bytes[index]
        switch byte {
        case .lineFeed, .carriageReturn:
            text.removeSubrange(max(kept, trimmedCount(text))...)
            index = fold(bytes, from: index, into: &text)
            kept = text.count
        case UInt8(ascii: "\\") where style == .double:
            let next = bytes[index + 1]
            if next == .lineFeed || next == .carriageReturn {
                kept = text.count
                let before = text.count
                index = fold(bytes, from: index + 1, into: &text)
                // An escaped line end joins; further ones stay.
                if text.count == before + 1, text.last == .space { text.removeLast() }
                kept = text.count
            } else if let escape = YAMLEscape(bytes, at: index) {
                text += Array(String(escape.scalar).utf8)
                kept = text.count
                index += escape.length
            } else {
                index += 1
            }
        case UInt8(ascii: "'") where style == .single:
            text.append(byte)
            index += 2
        default:
            text.append(byte)
            index += 1
        }
    }
    return text
}

/// Adds what stands for a line end and the blank lines and indentation after it.
///
/// - Returns: The offset of the next character.
private func fold(_ bytes: YAMLBytes, from start: Int, into text: inout [UInt8]) -> Int {
    var index = start
    var lines = 0
    while index < bytes.end {
        switch bytes[index] {
        case .lineFeed: lines += 1
        case .carriageReturn, .space, .tab: break
        default:
            add(lines, to: &text)
            return index
        }
        index += 1
    }
    add(lines, to: &text)
    return index
}

private func add(_ lines: Int, to text: inout [UInt8]) {
    if lines == 1 {
        text.append(.space)
    } else {
        text.append(contentsOf: repeatElement(.lineFeed, count: max(0, lines - 1)))
    }
}

private func trimmedCount(_ text: [UInt8]) -> Int {
    var count = text.count
    while count > 0, text[count - 1].isBlank { count -= 1 }
    return count
}

/// Reads a text introduced by `|` or `>`; `endsLine` tells whether a line end
/// follows its last character.
private func blockText(_ record: YAMLRecord, _ bytes: YAMLBytes, endsLine: Bool) -> [UInt8] {
    let header = BlockTextHeader(bytes, at: Int(record.start))
    var text: [UInt8] = []
    text.reserveCapacity(Int(record.end - record.start))
    var index = min(bytes.lineEnd(from: Int(record.start)) + 1, bytes.end)
    /// Line ends met since the last line with a character.
    var lines = 0
    var wasIndented = false
    var isFirst = true
    while index < bytes.end {
        let limit = record.indentation.map { index + $0 } ?? bytes.end
        var start = index
        while start < limit, bytes[start] == .space { start += 1 }
        let lineEnd = bytes.lineEnd(from: start)
        let end = lineEnd > start && bytes[lineEnd - 1] == .carriageReturn ? lineEnd - 1 : lineEnd
        if start < end {
            let isIndented = bytes[start].isBlank
            if record.style == .folded, !isFirst, !wasIndented, !isIndented {
                add(lines, to: &text)
            } else {
                text.append(contentsOf: repeatElement(.lineFeed, count: lines))
            }
            var letter = start
            while letter < end {
                text.append(bytes[letter])
                letter += 1
            }
            wasIndented = isIndented
            isFirst = false
            lines = 0
        }
        if lineEnd < bytes.end { lines += 1 }
        index = lineEnd + 1
    }
    if header.keeps {
        text.append(contentsOf: repeatElement(.lineFeed, count: lines))
    } else if !header.strips, !isFirst, endsLine {
        text.append(.lineFeed)
    }
    return text
}
