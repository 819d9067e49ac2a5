import VivierDiagnostics

extension YAMLParser {
    /// Reads the entries of a mapping whose first key has been read; `position`
    /// is after its colon.
    ///
    /// In the outermost mapping a fault ends its entry alone: reading goes on at
    /// the next key, so that the author sees every mistake at once.
    mutating func blockMapping(column: Int, first: YAMLScalar) throws(YAMLRefusal) {
        let index = try open(.mapping, at: first.start)
        var keys = YAMLKeys(mapping: index)
        var key: YAMLScalar? = first
        while true {
            let before = records.count
            do throws(YAMLRefusal) {
                let added = if let key { key } else { try blockKey() }
                key = nil
                try addKey(added, to: &keys)
                try entryValue(parent: column)
                guard indent >= column else { break }
                guard indent == column else {
                    throw refuse(YAMLFault.wrongIndentation(self, expected: column))
                }
            } catch {
                guard index == 0, goToNextKey() else { throw error }
                dropValue(of: before)
            }
        }
        try checkManyKeys(keys)
        close(index)
    }

    /// After a fault, goes to the next line that begins with a key.
    ///
    /// - Returns: `false` if there is none, or if enough has been said.
    mutating func goToNextKey() -> Bool {
        guard diagnostics.all.count < YAMLParser.faultLimit else { return false }
        var line = bytes.lineEnd(from: position) + 1
        while line < bytes.end {
            if looksLikeKey(at: line), !TextScan.isMarker(bytes, at: line) {
                position = line
                lineStart = line
                indent = 0
                depth = 1
                return true
            }
            line = bytes.lineEnd(from: line) + 1
        }
        return false
    }

    /// Puts a null in the place of what a refused entry left behind, so that the
    /// keys of the mapping can still be walked.
    private mutating func dropValue(of key: Int) {
        guard records.count > key else { return }
        records.removeSubrange((key + 1)...)
        records[key].next = UInt32(truncatingIfNeeded: key + 1)
        appendEmpty(at: Int(records[key].end))
    }

    /// Reads a key of a mapping in a block, and its colon.
    mutating func blockKey() throws(YAMLRefusal) -> YAMLScalar {
        let start = position
        let byte = bytes[start]
        if canBeginPlain(byte, at: start, inFlow: false) {
            return try plainKey(from: start, colon: plainEnd(from: start))
        }
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
            throw refuse(YAMLFault.notAKey(self, at: start))
        }
        let scalar = try quoted(parent: indent)
        guard let colon = colon(after: position) else {
            throw refuse(YAMLFault.notAKey(self, at: start))
        }
        return try quotedKey(scalar, colon: colon)
    }

    /// Takes the text before a colon as a key.
    mutating func plainKey(from start: Int, colon: Int) throws(YAMLRefusal) -> YAMLScalar {
        guard bytes[colon] == UInt8(ascii: ":") else {
            throw refuse(YAMLFault.notAKey(self, at: start))
        }
        let end = trimmed(start, colon)
        guard colon &- start <= YAMLParser.keyLimit else {
            throw refuse(YAMLFault.keyTooLong(in: source, at: start..<end))
        }
        if bytes[start] >= 0xC2 || bytes[end &- 1] >= 0x80,
            let hidden = invisible(in: start..<end)
        {
            throw refuse(YAMLFault.invisibleInKey(self, at: hidden))
        }
        guard end &- start != 2 || bytes[start] != 0x3C || bytes[start &+ 1] != 0x3C else {
            throw refuse(YAMLFault.mergeKey(in: source, at: start..<end))
        }
        position = colon &+ 1
        return YAMLScalar(style: .plain, start: start, end: end)
    }

    /// Takes a text in quotes as a key.
    mutating func quotedKey(
        _ scalar: YAMLScalar,
        colon: Int
    ) throws(YAMLRefusal) -> YAMLScalar {
        guard !scalar.spansLines, colon &- scalar.start <= YAMLParser.keyLimit else {
            throw refuse(YAMLFault.keyTooLong(in: source, at: scalar.start..<scalar.end))
        }
        position = colon &+ 1
        return scalar
    }

    /// Offset of a colon that follows on the same line and ends a key.
    func colon(after offset: Int) -> Int? {
        var index = offset
        while bytes[index].isBlank { index &+= 1 }
        guard bytes[index] == UInt8(ascii: ":"), bytes[index &+ 1].isBlankOrEnd else { return nil }
        return index
    }

    /// An invisible character at either end of a key, where it would make
    /// another key of it that looks the same.
    private func invisible(in key: Range<Int>) -> Range<Int>? {
        if let length = YAMLFault.invisibleLength(bytes, at: key.lowerBound) {
            return key.lowerBound..<key.lowerBound + length
        }
        for length in 2...3 {
            let start = key.upperBound - length
            if start >= key.lowerBound, YAMLFault.invisibleLength(bytes, at: start) == length {
                return start..<key.upperBound
            }
        }
        return nil
    }
}
