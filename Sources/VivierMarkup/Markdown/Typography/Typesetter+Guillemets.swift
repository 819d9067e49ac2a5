extension Typesetter {
    /// Sets a character from U+0080 to U+00BF: guillemets and `n°`.
    func setLatin(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        let end = index + 2
        switch piece[index + 1] {
        case 0xAB:
            var after = end
            while case let width = piece.spaceWidth(at: after), width > 0 { after += width }
            // A `«` that ends its block, or a line, opens nothing.
            if after < piece.count ? piece[after] != 0x0A : piece.isFollowed {
                state.replace(piece, end..<after, with: "\u{202F}", &sink)
                state.openGuillemetEnd = after
            }
            return after
        case 0xBB:
            closeGuillemet(piece, at: index, &state, &sink)
            return end
        case 0xB0, 0xBA:
            return setNumero(piece, at: index, &state, &sink)
        case 0x80..<0xA0 where isHTML:
            state.replace(piece, index..<end, with: "\u{FFFD}", &sink)
            return end
        default:
            return end
        }
    }

    private func closeGuillemet(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) {
        if index > 0, index == state.openGuillemetEnd { return }
        guard !replaceSpace(piece, before: index, with: "\u{202F}", &state, &sink) else { return }
        switch kind(piece, before: index) {
        case .start, .space, .lineEnd, .guillemet, .opening: return
        case .letter, .digit, .closing, .sign:
            state.replace(piece, index..<index, with: "\u{202F}", &sink)
        }
    }

    /// U+00A0 between `n°` and its number.
    private func setNumero(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        let end = index + 2
        guard index > 0, piece[index - 1] | 0x20 == UInt8(ascii: "n"),
            kind(piece, before: index - 1) != .letter
        else { return end }
        let width = piece.spaceWidth(at: end)
        if width > 0 ? piece.isWord(end + width) : piece.isDigit(end) {
            state.replace(piece, end..<(end + width), with: "\u{00A0}", &sink)
        }
        return end + width
    }
}
