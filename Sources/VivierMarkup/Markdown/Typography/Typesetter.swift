/// Writes text, escaped for HTML, in the habits of a language.
///
/// One pass: ordinary bytes are copied in runs, and only apostrophes, dots,
/// digits, `: ; ! ?`, guillemets and `°` are looked at. The rules never need more
/// than the character before and what follows in the same piece. Only spaces and
/// signs change: no letter is added or lost.
struct Typesetter {
    private let isFrench: Bool
    let isHTML: Bool

    /// What was written last in this block.
    var previous = TextKind.start

    init(typography: Typography, isHTML: Bool) {
        isFrench = typography == .french
        self.isHTML = isHTML
    }

    /// Writes a piece of text.
    mutating func write(_ piece: TextPiece, into sink: inout ByteSink) {
        guard piece.count > 0 else { return }
        let wanted =
            (isHTML ? ByteClass.escaped : 0) | (isFrench ? ByteClass.typographic : 0)
        var state = TypesetState(start: 0)
        if isFrench, previous == .guillemet {
            while case let width = piece.spaceWidth(at: state.start), width > 0 {
                state.start += width
            }
        }
        var index = state.start
        while index < piece.count {
            index = piece.nextMark(from: index, wanted)
            guard index < piece.count else { break }
            if isFrench, piece.flags(at: index) & ByteClass.typographic != 0 {
                index = set(piece, at: index, &state, &sink)
            } else {
                index = escape(piece, at: index, &state, &sink)
            }
        }
        piece.copy(state.start..<piece.count, to: &sink)
        if isFrench, piece.count > 0 {
            let isOpen = state.openGuillemetEnd == piece.count
            previous = isOpen ? .guillemet : piece.kind(before: piece.count)
        }
    }

    private func escape(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        guard isHTML else { return index + 1 }
        let (replacement, width) = piece.escape(at: index)
        if let replacement {
            piece.copy(state.start..<index, to: &sink)
            sink.append(replacement)
            state.start = index + width
        }
        return index + width
    }

    /// Sets the sign at `index`; returns where to go on.
    private func set(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        switch piece[index] {
        case UInt8(ascii: "'"): return setApostrophe(piece, at: index, &state, &sink)
        case UInt8(ascii: "."): return setDots(piece, at: index, &state, &sink)
        case UInt8(ascii: ":"): return setColon(piece, at: index, &state, &sink)
        case 0x30...0x39: return setNumber(piece, at: index, &state, &sink)
        case 0xC2: return setLatin(piece, at: index, &state, &sink)
        default: return setHighSign(piece, at: index, &state, &sink)
        }
    }

    /// What stands before `index`, in this piece or the one before.
    func kind(_ piece: TextPiece, before index: Int) -> TextKind {
        index > 0 ? piece.kind(before: index) : previous
    }

    /// `l'accueil` → `l’accueil`.
    private func setApostrophe(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        let isInside =
            index + 1 < piece.count
            ? piece.isWord(index + 1) || piece.has("«", at: index + 1) : piece.isFollowed
        if isInside, kind(piece, before: index) == .letter {
            state.replace(piece, index..<(index + 1), with: "’", &sink)
        }
        return index + 1
    }

    /// `...` → `…`, unless it is part of a path, a range or a longer row of dots.
    private func setDots(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        var end = index + 1
        while piece[end] == UInt8(ascii: ".") { end += 1 }
        if end - index == 3, !piece.isWord(end), piece[index - 1] != UInt8(ascii: "/"),
            piece[end] != UInt8(ascii: "/")
        {
            state.replace(piece, index..<end, with: "…", &sink)
        }
        return end
    }

    /// A space before `:` becomes U+00A0; none is added, for hours, ratios and
    /// addresses have none.
    private func setColon(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        let next = index + 1
        let isAlone =
            next >= piece.count || piece.spaceWidth(at: next) > 0 || piece[next] == 0x0A
            || piece.has("«", at: next) || piece.has("»", at: next)
            || piece[next] == UInt8(ascii: "\"")
        if isAlone { replaceSpace(piece, before: index, with: "\u{00A0}", &state, &sink) }
        return next
    }

    /// U+202F before `; ! ?`, in place of a space or between a word and the sign.
    private func setHighSign(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        guard endsClause(piece, at: index) else { return index + 1 }
        if !replaceSpace(piece, before: index, with: "\u{202F}", &state, &sink),
            kind(piece, before: index).endsWord, !isReference(piece, at: index)
        {
            state.replace(piece, index..<index, with: "\u{202F}", &sink)
        }
        return index + 1
    }

    /// Whether `; ! ?` at `index` is punctuation, judged by what follows: not
    /// `?a=b`, `!important` or `;)`.
    private func endsClause(_ piece: TextPiece, at index: Int) -> Bool {
        let next = piece[index + 1]
        if index + 1 >= piece.count { return true }
        if next == UInt8(ascii: ")") { return piece[index] != UInt8(ascii: ";") }
        return next == 0x20 || next == 0x0A || next == 0xC2 || next == 0xE2
            || "!?.,]\"'".utf8.contains(next)
    }

    /// Whether the `;` at `index` ends what looks like `&nbsp;`.
    private func isReference(_ piece: TextPiece, at index: Int) -> Bool {
        guard piece[index] == UInt8(ascii: ";") else { return false }
        var start = index - 1
        while start > index - 32, piece.isWord(start) || piece[start] == UInt8(ascii: "#") {
            start -= 1
        }
        return piece[start] == UInt8(ascii: "&")
    }

    /// Puts `space` where there are spaces before `index`.
    ///
    /// - Returns: Whether there were some, or the sign begins the block.
    @discardableResult
    func replaceSpace(
        _ piece: TextPiece,
        before index: Int,
        with space: StaticString,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Bool {
        let width = piece.spaceWidth(before: index)
        if width > 0 {
            // After a sign that was itself replaced, the spaces are gone already.
            guard index - width >= state.start else { return true }
            if index > width || previous != .start {
                state.replace(piece, (index - width)..<index, with: space, &sink)
            }
            return true
        }
        guard index == 0 else { return false }
        switch previous {
        case .space, .lineEnd:
            // Written with the piece before, if no mark came in between.
            if sink.last == 0x20 || sink.last == 0x0A {
                sink.truncate(to: sink.count - 1)
                sink.append(space)
            }
            return true
        case .start, .guillemet: return true
        default: return false
        }
    }
}

/// How far a piece has been written.
struct TypesetState {
    /// Bytes before this are written.
    var start: Int

    /// Where the spaces after the last `«` end.
    var openGuillemetEnd = -1

    init(start: Int) { self.start = start }

    /// Writes what comes before `range`, then `text` in place of it.
    mutating func replace(
        _ piece: TextPiece,
        _ range: Range<Int>,
        with text: StaticString,
        _ sink: inout ByteSink
    ) {
        guard range.lowerBound >= start else { return }
        piece.copy(start..<range.lowerBound, to: &sink)
        sink.append(text)
        start = range.upperBound
    }
}
