extension TextScan {
    /// Bytes of the character at an offset, 0 if it may not stand in a text.
    ///
    /// UTF-8 as in RFC 3629 §4 (no overlong form, no surrogate), without the
    /// control characters, U+FFFE and U+FFFF; a carriage return must be
    /// followed by a line feed.
    static func characterLength(_ bytes: YAMLBytes, at index: Int) -> Int {
        let byte = bytes[index]
        switch byte {
        case 0x20...0x7E, .tab, .lineFeed: return 1
        case .carriageReturn: return bytes[index &+ 1] == .lineFeed ? 1 : 0
        case 0xC2:
            // C1 controls, but for U+0085, which YAML counts as printable.
            let next = bytes[index &+ 1]
            return next >= 0xA0 && next <= 0xBF || next == 0x85 ? 2 : 0
        default:
            let length = sequenceLength(bytes, at: index)
            let isNonCharacter =
                byte == 0xEF && bytes[index &+ 1] == 0xBF && bytes[index &+ 2] >= 0xBE
            return length == 3 && isNonCharacter || length == 1 ? 0 : length
        }
    }

    /// Bytes of the UTF-8 sequence at an offset, 0 if it is none.
    private static func sequenceLength(_ bytes: YAMLBytes, at index: Int) -> Int {
        let second = bytes[index &+ 1]
        let third = bytes[index &+ 2]
        let fourth = bytes[index &+ 3]
        switch bytes[index] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return isContinuation(second) ? 2 : 0
        case 0xE0: return second >= 0xA0 && second <= 0xBF && isContinuation(third) ? 3 : 0
        case 0xED: return second >= 0x80 && second <= 0x9F && isContinuation(third) ? 3 : 0
        case 0xE1...0xEF: return isContinuation(second) && isContinuation(third) ? 3 : 0
        case 0xF0:
            guard second >= 0x90, second <= 0xBF else { return 0 }
            return isContinuation(third) && isContinuation(fourth) ? 4 : 0
        case 0xF1...0xF3:
            guard isContinuation(second) else { return 0 }
            return isContinuation(third) && isContinuation(fourth) ? 4 : 0
        case 0xF4:
            guard second >= 0x80, second <= 0x8F else { return 0 }
            return isContinuation(third) && isContinuation(fourth) ? 4 : 0
        default: return 0
        }
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// Why the character at an offset was refused, and its bytes.
    static func explain(_ bytes: YAMLBytes, at index: Int) -> (Fault, Range<Int>) {
        if bytes[index] == .carriageReturn { return (.loneCarriageReturn, index..<index + 1) }
        let length = sequenceLength(bytes, at: index)
        return length == 0 ? (.notUTF8, index..<index + 1) : (.control, index..<index + length)
    }
}
