import VivierDiagnostics

extension YAMLParser {
    /// Where a plain scalar in a block ends on its line: at `: `, ` #`, the end of
    /// the line or the end of the text.
    @inline(__always)
    func plainEnd(from start: Int) -> Int {
        // Bits of NUL, LF, CR, `#` and `:`.
        let stops: UInt64 = 1 | 1 << 0x0A | 1 << 0x0D | 1 << 0x23 | 1 << 0x3A
        var index = start
        while true {
            let byte = bytes[index]
            if byte > 0x3F || stops &>> UInt64(byte) & 1 == 0 {
                index &+= 1
                continue
            }
            switch byte {
            case UInt8(ascii: ":"):
                if bytes[index &+ 1].isBlankOrEnd { return index }
            case UInt8(ascii: "#"):
                if index > start, bytes[index &- 1].isBlank { return index }
            default:
                return index
            }
            index &+= 1
        }
    }

    /// The same between brackets, where `,`, `[`, `]`, `{`, `}` end it as well.
    func flowPlainEnd(from start: Int) -> Int {
        var index = start
        while true {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: ":"):
                let next = bytes[index &+ 1]
                if next.isBlankOrEnd || next.isFlowIndicator { return index }
            case UInt8(ascii: "#"):
                if index > start, bytes[index &- 1].isBlank { return index }
            case _ where byte.isFlowIndicator || byte.isLineEnd:
                return index
            default: break
            }
            index &+= 1
        }
    }

    /// Whether a plain scalar may begin here (YAML 1.2.2 §7.3.3, `ns-plain-first`).
    @inline(__always)
    func canBeginPlain(_ byte: UInt8, at offset: Int, inFlow: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            let next = bytes[offset &+ 1]
            return !next.isBlankOrEnd && !(inFlow && next.isFlowIndicator)
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
            UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            return false
        default:
            return true
        }
    }

    /// Reads a plain scalar that is a value in a block, with its further lines;
    /// `firstEnd` is what ``plainEnd(from:)`` gave for the first.
    mutating func plainValue(
        from start: Int,
        firstEnd: Int,
        parent: Int
    ) throws(YAMLRefusal) {
        guard bytes[firstEnd] != UInt8(ascii: ":") else {
            throw refuse(YAMLFault.colonInValue(self, value: start, colon: firstEnd))
        }
        var scalar = YAMLScalar(style: .plain, start: start, end: trimmed(start, firstEnd))
        sawComment = false
        position = scalar.end
        _ = try finishLine()
        while indent > parent {
            guard !sawComment else {
                throw refuse(YAMLFault.commentInText(self, at: restOfLine(from: position)))
            }
            scalar.isEncoded = true
            if isDash(at: position) {
                diagnostics.emit(YAMLFault.dashInText(self, at: position, text: start))
            }
            let line = position
            let end = plainEnd(from: line)
            guard bytes[end] != UInt8(ascii: ":") else {
                throw refuse(YAMLFault.colonInText(self, line: line, colon: end, text: start))
            }
            scalar.end = trimmed(line, end)
            position = scalar.end
            _ = try finishLine()
        }
        append(scalar)
    }
}
