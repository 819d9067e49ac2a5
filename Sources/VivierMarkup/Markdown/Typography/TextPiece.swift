/// A piece of text to set, and how to look around in it.
///
/// A paragraph comes in several pieces: marks of emphasis and line ends stand
/// between them.
struct TextPiece {
    private let text: ByteView
    private let flags: ByteFlags

    /// Whether more text follows this piece without a space or a line end.
    let isFollowed: Bool

    init(_ text: ByteView, isFollowed: Bool, flags: ByteFlags) {
        self.text = text
        self.flags = flags
        self.isFollowed = isFollowed
    }

    /// Bytes.
    var count: Int { text.count }

    /// The byte at `index`; 0 outside.
    @inline(__always)
    subscript(index: Int) -> UInt8 { text[index] }

    /// The flags of the byte at `index`, which must be inside.
    @inline(__always)
    func flags(at index: Int) -> UInt8 { flags[unsafe text.unchecked(index)] }

    /// The first byte with one of the `wanted` flags, from `index` on; `count` if
    /// there is none.
    @inline(__always)
    func nextMark(from index: Int, _ wanted: UInt8) -> Int {
        var index = index
        while index + 16 <= count {
            let marks = unsafe text.marks(at: index)
            let first = marks[0]
            let second = marks[1]
            if first | second == 0 {
                index += 16
                continue
            }
            index +=
                first != 0
                ? first.littleEndian.trailingZeroBitCount / 8
                : 8 + second.littleEndian.trailingZeroBitCount / 8
            if flags(at: index) & wanted != 0 { return index }
            index += 1
        }
        while index < count, flags(at: index) & wanted == 0 { index &+= 1 }
        return index
    }

    /// Whether an ASCII digit stands at `index`.
    @inline(__always)
    func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 < 10 }

    /// Whether an ASCII letter or digit, or a character outside of ASCII that is
    /// most likely a letter, stands at `index`.
    func isWord(_ index: Int) -> Bool {
        let byte = self[index]
        if byte < 0x80 { return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
        // U+0080 to U+00BF and U+2000 to U+2FFF hold signs, U+E000 on emoji and such.
        return byte >= 0xC3 && byte != 0xE2 && byte < 0xEE
    }

    /// Whether the bytes at `index` are those of `word`.
    func has(_ word: StaticString, at index: Int) -> Bool { text.has(word, at: index) }

    /// The bytes of the space that begins at `index`: ordinary, U+00A0, U+202F or
    /// U+2009; 0 if there is none.
    func spaceWidth(at index: Int) -> Int {
        switch self[index] {
        case 0x20: 1
        case 0xC2: self[index + 1] == 0xA0 ? 2 : 0
        case 0xE2 where self[index + 1] == 0x80:
            self[index + 2] == 0xAF || self[index + 2] == 0x89 ? 3 : 0
        default: 0
        }
    }

    /// The bytes of the spaces that end before `index`.
    func spaceWidth(before index: Int) -> Int {
        var start = index
        while start > 0 {
            if self[start - 1] == 0x20 {
                start -= 1
            } else if start >= 2, self[start - 2] == 0xC2, self[start - 1] == 0xA0 {
                start -= 2
            } else if start >= 3, spaceWidth(at: start - 3) == 3 {
                start -= 3
            } else {
                break
            }
        }
        return index - start
    }

    /// What the character that ends before `index`, at least 1, is.
    func kind(before index: Int) -> TextKind {
        let byte = self[index - 1]
        if byte < 0x80 { return TextKind(ascii: byte) }
        if index >= 2, self[index - 2] == 0xC2 {
            switch byte {
            case 0xA0: return .space
            case 0xAB: return .opening
            case 0xBB: return .closing
            default: return .sign
            }
        }
        if index >= 3, self[index - 3] == 0xE2 {
            if self[index - 2] == 0x80 {
                switch byte {
                case 0xAF, 0x89: return .space
                case 0x99, 0x9D: return .closing
                case 0x98, 0x9C, 0x93, 0x94: return .opening
                default: return .sign
                }
            }
            return self[index - 2] == 0x82 && byte == 0xAC ? .closing : .sign
        }
        return .letter
    }

    /// Copies a part as it is.
    @inline(__always)
    func copy(_ range: Range<Int>, to sink: inout ByteSink) { sink.append(text.part(range)) }

    /// What must be written to HTML for the bytes at `index`, if not themselves,
    /// and how many they are.
    func escape(at index: Int) -> (StaticString?, Int) { escapeOf(text, at: index) }
}

/// What stands before a place in a text, as far as typography cares.
enum TextKind: UInt8 {
    /// Nothing: the block begins here.
    case start
    case space

    /// A line end in the source, which is a space on the page.
    case lineEnd
    case letter
    case digit

    /// Something that ends a word: `)`, `]`, `»`, `”`, `’`, `%`, `€`.
    case closing

    /// Something that begins one, or stands alone.
    case opening

    /// A `«` that was given its space: those that follow are not wanted.
    case guillemet
    case sign

    init(ascii byte: UInt8) {
        switch byte {
        case 0x20, 0x09: self = .space
        case 0x0A, 0x0D: self = .lineEnd
        case 0x30...0x39: self = .digit
        case 0x41...0x5A, 0x61...0x7A: self = .letter
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "%"), UInt8(ascii: "\""):
            self = .closing
        case UInt8(ascii: "("), UInt8(ascii: "["): self = .opening
        default: self = .sign
        }
    }

    /// Whether a sign such as `!` after this is the end of a sentence or clause.
    var endsWord: Bool { self == .letter || self == .digit || self == .closing }
}

extension ByteView {
    /// Which of the sixteen bytes from `index` on, all inside, may have a flag of
    /// ``ByteClass``: all that have one do, and punctuation with them.
    @unsafe
    @inline(__always)
    fileprivate func marks(at index: Int) -> SIMD2<UInt64> {
        let bytes = unsafe UnsafeRawPointer(pointer(at: index))
            .loadUnaligned(as: SIMD16<UInt8>.self)
        let isLow = (bytes & SIMD16(repeating: 0xC0)).lanes(equalTo: 0)
        let isSpace = bytes.lanes(equalTo: 0x20)
        let isLead = bytes.lanes(equalTo: 0xC2) | bytes.lanes(equalTo: 0xEF)
        let isNone = (bytes & SIMD16(repeating: 0xF8)).lanes(equalTo: 0xF8)
        let marks = (isLow & ~isSpace) | isLead | isNone | bytes.lanes(equalTo: 0x7F)
        return unsafe unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    }
}
