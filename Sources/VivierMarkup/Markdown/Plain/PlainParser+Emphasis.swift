extension PlainParser {
    /// Reads `*` or `**`, which must open if nothing is open, else close.
    mutating func readStars() throws(NotPlain) {
        var end = index
        while text[end] == UInt8(ascii: "*") { end += 1 }
        let stars = end - index
        guard stars <= 2 else { throw NotPlain() }
        let before = Neighbour(text, endingAt: index, flags: flags)
        let after = Neighbour(text, at: end, flags: flags)
        try finishRun()
        if run.stars == 0 {
            guard Neighbour.isOutside(before, of: after) else { throw NotPlain() }
            let kind = stars == 1 ? NodeKind.emphasis : .strong
            run.parent = try tree.append(PlainRecord(kind: kind), in: run.block)
            run.stars = stars
        } else {
            guard stars == run.stars, Neighbour.isOutside(after, of: before) else {
                throw NotPlain()
            }
            run.parent = run.block
            run.stars = 0
        }
        index = end
        run.start = end
    }
}

/// The character beside a run of stars, as the rules of emphasis see it.
private enum Neighbour {
    case space
    case punctuation
    case letter
    case other

    /// Whether stars between these two can only open, if the outer one comes
    /// first, or only close.
    static func isOutside(_ outer: Neighbour, of inner: Neighbour) -> Bool {
        switch outer {
        case .space: inner == .letter || inner == .punctuation
        case .punctuation: inner == .letter
        case .letter, .other: false
        }
    }

    /// The character before `end`; a space if there is none.
    init(_ text: ByteView, endingAt end: Int, flags: ByteFlags) {
        var start = end - 1
        while text[start] & 0xC0 == 0x80 { start -= 1 }
        self.init(text, at: start, flags: flags)
    }

    /// The character at `index`; a space if there is none.
    init(_ text: ByteView, at index: Int, flags: ByteFlags) {
        let byte = text[index]
        let next = text[index + 1]
        switch byte {
        case 0, 0x0A, 0x20: self = .space
        case 0x21...0x7E:
            let isLetter = flags[byte] & (ByteClass.letter | ByteClass.digit) != 0
            self = isLetter ? .letter : .punctuation
        // No-break space, « and ».
        case 0xC2 where next == 0xA0: self = .space
        case 0xC2 where next == 0xAB || next == 0xBB: self = .punctuation
        // À to ÿ without × and ÷, then Œ and œ.
        case 0xC3 where next != 0x97 && next != 0xB7: self = .letter
        case 0xC5 where next == 0x92 || next == 0x93: self = .letter
        case 0xE2 where next == 0x80: self = Neighbour(general: text[index + 2])
        default: self = .other
        }
    }

    /// A character from U+2000 to U+203F, by its last byte.
    private init(general last: UInt8) {
        switch last {
        // Dashes, quotation marks, bullet, ellipsis.
        case 0x90...0xA7: self = .punctuation
        // The narrow no-break space.
        case 0xAF: self = .space
        default: self = .other
        }
    }
}
