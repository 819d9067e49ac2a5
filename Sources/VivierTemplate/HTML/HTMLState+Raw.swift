extension HTMLState {
    /// Reads a byte of a comment or a doctype.
    mutating func readComment(_ byte: UInt8) {
        // `partial` holds the beginning `!--`, then what there is of the end: `--`,
        // which the beginning provides too, or `--!`.
        if partial.first == UInt8(ascii: "!") {
            if byte == Byte.minus {
                partial.append(byte)
                if partial.count == 3 { partial = [Byte.minus, Byte.minus] }
            } else {
                place = byte == Byte.greater ? .text : .other
                partial = []
            }
            return
        }
        if byte == Byte.greater, partial.count >= 2 {
            place = .text
            partial = []
        } else if byte == Byte.minus {
            partial = partial.count == 1 || partial.count == 2 ? [byte, byte] : [byte]
        } else if byte == UInt8(ascii: "!"), partial.count == 2 {
            partial.append(byte)
        } else {
            partial = []
        }
    }

    /// The closing tag that ends the text of the element.
    private var closing: [UInt8] {
        switch element {
        case .script: Array("</script".utf8)
        case .style: Array("</style".utf8)
        case .title: Array("</title".utf8)
        case .textarea: Array("</textarea".utf8)
        case .normal, .unreadable: []
        }
    }

    /// Reads a byte of the text of a script, style, title or the like.
    mutating func readRaw(_ byte: UInt8) {
        if !partial.isEmpty {
            let wanted = closing
            let isEnd = Byte.isSpace(byte) || byte == Byte.slash || byte == Byte.greater
            if partial == wanted, isEnd {
                element = .normal
                code = .plain
                isPending = false
                partial = []
                place = byte == Byte.greater ? .text : .other
                return
            }
            let longer = partial + [Byte.lowercased(byte)]
            partial = wanted.starts(with: longer) ? longer : []
        }
        if byte == Byte.less { partial = [byte] }
        if element == .script { readCode(byte) }
    }

    /// Reads a byte of a script or of JSON.
    private mutating func readCode(_ byte: UInt8) {
        let wasPending = isPending
        isPending = false
        switch code {
        case .plain:
            switch byte {
            case Byte.quote: code = .doubleQuoted
            case Byte.apostrophe where script != .json: code = .singleQuoted
            case UInt8(ascii: "`") where script != .json: code = .template
            case Byte.slash where script != .json:
                if wasPending { code = .lineComment } else { isPending = true }
            case UInt8(ascii: "*") where wasPending: code = .blockComment
            default: break
            }
        case .doubleQuoted: endText(byte, Byte.quote, wasPending)
        case .singleQuoted: endText(byte, Byte.apostrophe, wasPending)
        case .template: endText(byte, UInt8(ascii: "`"), wasPending)
        case .lineComment: if byte == Byte.newline { code = .plain }
        case .blockComment:
            if byte == Byte.slash, wasPending { code = .plain }
            isPending = byte == UInt8(ascii: "*")
        }
    }

    private mutating func endText(_ byte: UInt8, _ quote: UInt8, _ isEscaped: Bool) {
        if isEscaped { return }
        if byte == quote { code = .plain }
        isPending = byte == Byte.backslash
    }
}
