import VivierDiagnostics

extension YAMLParser {
    /// Reads the value after a colon.
    mutating func entryValue(parent: Int) throws(YAMLRefusal) {
        let empty = position
        var start = position
        while bytes[start].isBlank { start &+= 1 }
        position = start
        let byte = bytes[start]
        if byte.isLineEnd || (byte == UInt8(ascii: "#") && start > empty) {
            if byte == UInt8(ascii: "#") { warnOfComment(at: start) }
            _ = try finishLineAfterBlanks()
            if indent > parent {
                try blockContent(parent: parent)
            } else if indent == parent, isDash(at: position) {
                try blockSequence(parent: parent)
            } else {
                appendEmpty(at: empty)
            }
            return
        }
        if canBeginPlain(byte, at: start, inFlow: false) {
            return try plainValue(from: start, firstEnd: plainEnd(from: start), parent: parent)
        }
        guard !isDash(at: start) else {
            throw refuse(YAMLFault.listBesideKey(self, at: start))
        }
        try markedValue(parent: parent)
    }

    /// Reads a value on a line of its own, or after a dash; `position` is on its
    /// first byte, `indent` is its column.
    mutating func blockContent(parent: Int) throws(YAMLRefusal) {
        let start = position
        let column = indent
        let byte = bytes[start]
        if canBeginPlain(byte, at: start, inFlow: false) {
            let end = plainEnd(from: start)
            guard bytes[end] == UInt8(ascii: ":") else {
                return try plainValue(from: start, firstEnd: end, parent: parent)
            }
            let key = try plainKey(from: start, colon: end)
            return try blockMapping(column: column, first: key)
        }
        switch byte {
        case UInt8(ascii: "-"):
            try blockSequence(parent: parent)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let scalar = try quoted(parent: parent)
            if let colon = colon(after: position) {
                let key = try quotedKey(scalar, colon: colon)
                return try blockMapping(column: column, first: key)
            }
            append(scalar)
            try finish(quoted: scalar)
        default:
            try markedValue(parent: parent)
        }
    }

    /// Reads a value that begins with an indicator: quotes, brackets, `|`, `>`.
    mutating func markedValue(parent: Int) throws(YAMLRefusal) {
        switch bytes[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let scalar = try quoted(parent: parent)
            append(scalar)
            try finish(quoted: scalar)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            try flowValue(parent: parent)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            try blockText(parent: parent)
        default:
            throw refuse(YAMLFault.indicator(self, at: position))
        }
    }

    /// Reads the items of a list, each behind a dash in the same column.
    mutating func blockSequence(parent: Int) throws(YAMLRefusal) {
        let column = indent
        let index = try open(.sequence, at: position)
        while true {
            let dash = position
            var start = dash &+ 1
            while bytes[start] == .space { start &+= 1 }
            guard bytes[start] != .tab else {
                throw refuse(YAMLFault.tab(in: source, at: start..<start + 1))
            }
            position = start
            if bytes[start].isLineEnd || (bytes[start] == UInt8(ascii: "#") && start > dash &+ 1) {
                _ = try finishLineAfterBlanks()
                if indent > column {
                    try blockContent(parent: column)
                } else {
                    appendEmpty(at: dash &+ 1)
                }
            } else {
                indent = start &- lineStart
                try blockContent(parent: column)
            }
            guard indent >= column else { break }
            guard indent == column else {
                throw refuse(YAMLFault.wrongIndentation(self, expected: column))
            }
            guard isDash(at: position) else {
                // A list may stand in the column of its key: the next key ends it.
                guard parent == column else { throw refuse(YAMLFault.notAnItem(self)) }
                break
            }
        }
        close(index)
    }

    /// Ends a line on which nothing stood but blanks, already skipped, and
    /// perhaps a comment.
    private mutating func finishLineAfterBlanks() throws(YAMLRefusal) -> Bool {
        if bytes[position] == UInt8(ascii: "#") { position &-= 1 }
        return try finishLine()
    }

    /// Says so when `key: #word` is read as a key without a value.
    private mutating func warnOfComment(at offset: Int) {
        guard !bytes[offset &+ 1].isBlankOrEnd, bytes[offset &+ 1] != UInt8(ascii: "#") else {
            return
        }
        diagnostics.emit(YAMLFault.commentAsValue(self, at: offset))
    }
}
