import VivierDiagnostics

extension YAMLParser {
    /// Reads a whole front matter, from its first line.
    mutating func readRoot(_ root: YAMLRoot) {
        do {
            try goToContent()
            try readContent(root)
        } catch {
            // The first entry was refused: say what there is to say of the rest.
            while records.isEmpty, goToNextKey() {
                depth = 0
                do {
                    try readContent(root)
                } catch {
                    continue
                }
            }
        }
    }

    /// Reads a whole file: perhaps `---`, the content, perhaps `...`.
    mutating func readFile(_ root: YAMLRoot) {
        do {
            try goToContent()
            if bytes[position] == UInt8(ascii: "%"), indent == 0 {
                throw refuse(YAMLFault.directive(self, at: position))
            }
            if indent < 0, bytes[position] == UInt8(ascii: "-") {
                position += 3
                guard try finishLine() else {
                    throw refuse(YAMLFault.textOnMarker(self, at: position))
                }
            }
        } catch { return }
        let errors = diagnostics.all.count
        do {
            try readContent(root)
        } catch {
            while records.isEmpty, goToNextKey() {
                depth = 0
                do {
                    try readContent(root)
                } catch {
                    continue
                }
            }
        }
        guard diagnostics.all.count == errors || !diagnostics.hasErrors else { return }
        do { try finishFile() } catch { return }
    }

    /// Reads the outermost value; `position` is on its first byte.
    private mutating func readContent(_ root: YAMLRoot) throws(YAMLRefusal) {
        guard indent >= 0 else {
            if root == .mapping {
                records.append(YAMLRecord(.mapping, position, position, next: 1))
            } else {
                appendEmpty(at: position)
            }
            return
        }
        let start = position
        if root == .mapping {
            // A line that is no key is told what a key looks like.
            let byte = bytes[start]
            if canBeginPlain(byte, at: start, inFlow: false) {
                let colon = plainEnd(from: start)
                guard bytes[colon] == UInt8(ascii: ":") else {
                    throw refuse(YAMLFault.notAKey(self, at: start))
                }
            } else if byte != UInt8(ascii: "\""), byte != UInt8(ascii: "'"),
                byte != UInt8(ascii: "{")
            {
                throw refuse(YAMLFault.notAKey(self, at: start))
            }
        }
        try blockContent(parent: -1)
        guard indent < 0 else {
            throw refuse(YAMLFault.wrongIndentation(self, expected: start - lineStart(of: start)))
        }
        guard root == .anything || records[0].style == .mapping else {
            records.removeAll()
            position = start
            throw refuse(YAMLFault.notAKey(self, at: start))
        }
    }

    /// Offset of the first byte of the line of an offset.
    private func lineStart(of offset: Int) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] != .lineFeed { start -= 1 }
        return start
    }

    /// Checks that nothing follows the document.
    private mutating func finishFile() throws(YAMLRefusal) {
        guard position < bytes.end else { return }
        let isEnd = bytes[position] == UInt8(ascii: ".")
        let marker = position
        position += 3
        guard isEnd else { throw refuse(YAMLFault.severalDocuments(self, at: marker)) }
        guard try finishLine() else {
            throw refuse(YAMLFault.textOnMarker(self, at: position))
        }
        guard position >= bytes.end else {
            throw refuse(YAMLFault.severalDocuments(self, at: position))
        }
    }
}
