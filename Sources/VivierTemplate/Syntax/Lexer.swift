/// Cuts a template into tokens, as Jinja2's lexer does: the rules of `-` and `+`
/// beside the delimiters, of `trim_blocks` and `lstrip_blocks` are its rules.
///
/// Works on the UTF-8 bytes of a text whose line breaks are all `\n`. A fault
/// becomes the last token, so that a mistake further up is reported first.
struct Lexer {
    private let bytes: [UInt8]
    private let options: TemplateOptions
    private let end: Int
    private var offset = 0
    private var tokens: [Token] = []

    /// Whether what was read last ended with a line break, or nothing was read.
    private var startsLine = true

    /// The closing brackets that are due, and where each was opened.
    private var brackets: [(closing: UInt8, offset: Int)] = []

    /// Prepares to read UTF-8 with `\n` as its only line break.
    init(_ bytes: [UInt8], options: TemplateOptions) {
        self.bytes = bytes
        self.options = options
        let dropsLast = !options.keepTrailingNewline && bytes.last == Byte.newline
        self.end = dropsLast ? bytes.count - 1 : bytes.count
    }

    /// All tokens; the last is `end` or `fault`.
    mutating func tokenize() -> [Token] {
        while offset < end {
            guard readText() else { break }
            if let last = tokens.last, last.kind == .fault { return tokens }
        }
        tokens.append(Token(kind: .end, text: "", range: end..<end))
        return tokens
    }

    // MARK: Text and delimiters

    private enum Opening {
        case variable
        case block
        case comment
        case raw(bodyStart: Int)
        case line(prefixEnd: Int)
    }

    /// Reads text up to the next delimiter and what the delimiter begins.
    ///
    /// - Returns: Whether there is more to read.
    private mutating func readText() -> Bool {
        let start = offset
        guard let (place, opening) = nextOpening(from: start) else {
            append(text: start..<end)
            offset = end
            return false
        }
        if case .line(let prefixEnd) = opening {
            append(text: start..<place)
            tokens.append(Token(kind: .blockBegin, text: "", range: place..<prefixEnd))
            offset = prefixEnd
            readTag(closing: .blockEnd, opened: place, endsWithLine: true)
            return true
        }
        let sign = place + 2 < end ? bytes[place + 2] : 0
        append(text: start..<textEnd(start..<place, before: opening, sign: sign))
        let signed = sign == Byte.minus || sign == Byte.plus
        offset = place + (signed ? 3 : 2)
        startsLine = false
        switch opening {
        case .variable:
            tokens.append(Token(kind: .variableBegin, text: "", range: place..<offset))
            readTag(closing: .variableEnd, opened: place)
        case .block:
            tokens.append(Token(kind: .blockBegin, text: "", range: place..<offset))
            readTag(closing: .blockEnd, opened: place)
        case .comment: readComment(opened: place)
        case .raw(let bodyStart): readRaw(from: bodyStart, opened: place)
        case .line: break
        }
        return true
    }

    /// Where the text before a tag ends once white space is taken off.
    private func textEnd(_ range: Range<Int>, before opening: Opening, sign: UInt8) -> Int {
        if sign == Byte.minus {
            return Whitespace.trimmedEnd(of: bytes, in: range)
        }
        if sign == Byte.plus || !options.lstripBlocks { return range.upperBound }
        if case .variable = opening { return range.upperBound }
        let lineStart =
            bytes[range].lastIndex(of: Byte.newline).map { $0 + 1 } ?? range.lowerBound
        guard lineStart > range.lowerBound || startsLine else { return range.upperBound }
        let isBlank =
            Whitespace.trimmedEnd(of: bytes, in: lineStart..<range.upperBound) == lineStart
        return isBlank ? lineStart : range.upperBound
    }

    private func nextOpening(from start: Int) -> (Int, Opening)? {
        var index = start
        while index < end {
            if let prefix = linePrefix(at: index) { return (index, .line(prefixEnd: prefix)) }
            guard bytes[index] == Byte.openBrace, index + 1 < end else {
                index += 1
                continue
            }
            switch bytes[index + 1] {
            case Byte.openBrace: return (index, .variable)
            case Byte.hash: return (index, .comment)
            case Byte.percent:
                if let body = rawBody(after: index + 2) { return (index, .raw(bodyStart: body)) }
                return (index, .block)
            default: index += 1
            }
        }
        return nil
    }

    /// Where a line statement's expression begins, if a line that holds one
    /// begins at `index`.
    private func linePrefix(at index: Int) -> Int? {
        guard let prefix = options.lineStatementPrefix, !prefix.isEmpty else { return nil }
        guard index == 0 || bytes[index - 1] == Byte.newline else { return nil }
        var start = index
        while start < end, bytes[start] == Byte.space || bytes[start] == Byte.tab { start += 1 }
        let wanted = Array(prefix.utf8)
        guard start + wanted.count <= end, bytes[start..<start + wanted.count].elementsEqual(wanted)
        else { return nil }
        return start + wanted.count
    }

    private mutating func append(text range: Range<Int>) {
        guard !range.isEmpty else { return }
        var text = String(decoding: bytes[range], as: UTF8.self)
        if options.newlineSequence != "\n" {
            text = text.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: options.newlineSequence)
        }
        tokens.append(Token(kind: .data, text: text, range: range))
    }

    private mutating func fail(_ message: String, at range: Range<Int>) {
        tokens.append(Token(kind: .fault, text: message, range: range))
        offset = end
    }

    // MARK: Comments and raw text

    private mutating func readComment(opened: Int) {
        var index = offset
        while index + 1 < end {
            if bytes[index] == Byte.hash, bytes[index + 1] == Byte.closeBrace {
                let sign = index > offset ? bytes[index - 1] : 0
                close(after: index + 2, sign: sign)
                return
            }
            index += 1
        }
        fail("the comment is never closed", at: opened..<opened + 2)
    }

    /// The offset after `raw %}`, if a raw tag begins before `index`.
    private func rawBody(after index: Int) -> Int? {
        guard var at = word("raw", after: index) else { return nil }
        if at + 3 <= end, bytes[at..<at + 3].elementsEqual("-%}".utf8) {
            at += 3
            return Whitespace.end(of: bytes, from: at, limit: end)
        }
        guard at + 2 <= end, bytes[at..<at + 2].elementsEqual("%}".utf8) else { return nil }
        return at + 2
    }

    /// The offset after a sign, white space, a word and white space.
    private func word(_ word: String, after index: Int) -> Int? {
        var at = index
        if at < end, bytes[at] == Byte.minus || bytes[at] == Byte.plus { at += 1 }
        at = Whitespace.end(of: bytes, from: at, limit: end)
        guard at + word.utf8.count <= end, bytes[at..<at + word.utf8.count].elementsEqual(word.utf8)
        else { return nil }
        return Whitespace.end(of: bytes, from: at + word.utf8.count, limit: end)
    }

    private mutating func readRaw(from bodyStart: Int, opened: Int) {
        var index = bodyStart
        while index + 1 < end {
            if bytes[index] == Byte.openBrace, bytes[index + 1] == Byte.percent,
                let at = word("endraw", after: index + 2)
            {
                let sign = bytes[index + 2]
                let closers: [(String, UInt8)] = [
                    ("+%}", Byte.plus), ("-%}", Byte.minus), ("%}", 0),
                ]
                for (closer, closingSign) in closers
                where at + closer.utf8.count <= end
                    && bytes[at..<at + closer.utf8.count].elementsEqual(closer.utf8)
                {
                    append(text: bodyStart..<textEnd(bodyStart..<index, before: .block, sign: sign))
                    close(after: at + closer.utf8.count, sign: closingSign)
                    return
                }
            }
            index += 1
        }
        fail("the raw block is never closed", at: opened..<min(bodyStart, end))
    }

    /// Goes on after a closing delimiter, past the white space it takes along.
    private mutating func close(after index: Int, sign: UInt8) {
        offset = index
        if sign == Byte.minus {
            offset = Whitespace.end(of: bytes, from: index, limit: end)
        } else if sign != Byte.plus, options.trimBlocks, index < end, bytes[index] == Byte.newline {
            offset = index + 1
        }
        startsLine = offset > index && bytes[offset - 1] == Byte.newline
    }

    // MARK: Inside a tag

    private mutating func readTag(closing: Token.Kind, opened: Int, endsWithLine: Bool = false) {
        brackets = []
        while offset < end {
            if brackets.isEmpty {
                if endsWithLine ? readLineEnd() : readClosing(closing) { return }
            }
            let here = offset
            let past = Whitespace.end(of: bytes, from: here, limit: end)
            if past > here {
                offset = past
                continue
            }
            guard readToken() else { return }
        }
        if endsWithLine, brackets.isEmpty {
            tokens.append(Token(kind: closing, text: "", range: end..<end))
        } else if let bracket = brackets.last {
            let opener = String(UnicodeScalar(bytes[bracket.offset]))
            fail("'\(opener)' is never closed", at: bracket.offset..<bracket.offset + 1)
        } else {
            let opener = closing == .blockEnd ? "{%" : "{{"
            fail("'\(opener)' is never closed", at: opened..<opened + 2)
        }
    }

    private mutating func readLineEnd() -> Bool {
        var at = offset
        while at < end, bytes[at] == Byte.space || bytes[at] == Byte.tab { at += 1 }
        guard at == end || bytes[at] == Byte.newline else { return false }
        tokens.append(Token(kind: .blockEnd, text: "", range: offset..<at))
        offset = min(at + 1, end)
        startsLine = true
        return true
    }

    private mutating func readClosing(_ kind: Token.Kind) -> Bool {
        let isBlock = kind == .blockEnd
        let first = isBlock ? Byte.percent : Byte.closeBrace
        let sign = bytes[offset]
        let hasSign = sign == Byte.minus || (isBlock && sign == Byte.plus)
        let at = hasSign ? offset + 1 : offset
        guard at + 1 < end, bytes[at] == first, bytes[at + 1] == Byte.closeBrace else {
            return false
        }
        tokens.append(Token(kind: kind, text: "", range: offset..<at + 2))
        if isBlock || hasSign {
            close(after: at + 2, sign: hasSign ? sign : 0)
        } else {
            offset = at + 2
            startsLine = false
        }
        return true
    }

    /// Reads a number, a name, a text or a symbol.
    ///
    /// - Returns: `false` after a fault.
    private mutating func readToken() -> Bool {
        let start = offset
        let first = bytes[start]
        if Byte.isDigit(first) {
            let number = NumberLiteral.read(bytes, from: start, limit: end)
            let digits = String(decoding: bytes[start..<number.end], as: UTF8.self)
            let kind: Token.Kind = number.isFloat ? .float : .integer
            return add(kind, digits, start..<number.end)
        }
        if first == Byte.quote || first == Byte.apostrophe { return readString(from: start) }
        let nameEnd = Identifier.end(of: bytes, from: start, limit: end)
        if nameEnd > start {
            return add(
                .name,
                String(decoding: bytes[start..<nameEnd], as: UTF8.self),
                start..<nameEnd
            )
        }
        for symbol in ["//", "**", "==", "!=", ">=", "<="]
        where start + 1 < end && bytes[start..<start + 2].elementsEqual(symbol.utf8) {
            return add(.symbol, symbol, start..<start + 2)
        }
        guard "+-/*%~[](){}><=.:|,;".utf8.contains(first) else {
            let length = Identifier.scalarLength(first)
            let range = start..<min(start + length, end)
            let character = String(decoding: bytes[range], as: UTF8.self)
            fail("'\(character)' means nothing here", at: range)
            return false
        }
        return readBracket(first, at: start)
            && add(.symbol, String(UnicodeScalar(first)), start..<start + 1)
    }

    private mutating func add(_ kind: Token.Kind, _ text: String, _ range: Range<Int>) -> Bool {
        tokens.append(Token(kind: kind, text: text, range: range))
        offset = range.upperBound
        return true
    }

    private mutating func readBracket(_ byte: UInt8, at start: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "("): brackets.append((UInt8(ascii: ")"), start))
        case UInt8(ascii: "["): brackets.append((UInt8(ascii: "]"), start))
        case Byte.openBrace: brackets.append((Byte.closeBrace, start))
        case UInt8(ascii: ")"), UInt8(ascii: "]"), Byte.closeBrace:
            let found = String(UnicodeScalar(byte))
            guard let due = brackets.popLast() else {
                fail("'\(found)' closes nothing", at: start..<start + 1)
                return false
            }
            guard due.closing == byte else {
                let wanted = String(UnicodeScalar(due.closing))
                fail("'\(found)' stands where '\(wanted)' is due", at: start..<start + 1)
                return false
            }
        default: break
        }
        return true
    }

    private mutating func readString(from start: Int) -> Bool {
        let quote = bytes[start]
        var index = start + 1
        while index < end, bytes[index] != quote {
            index += bytes[index] == Byte.backslash ? 2 : 1
        }
        guard index < end else {
            fail("the text in quotes is never closed", at: start..<start + 1)
            return false
        }
        guard let text = StringLiteral.unescape(bytes[start + 1..<index]) else {
            fail("the text has an escape that means nothing", at: start..<index + 1)
            return false
        }
        let breaks = options.newlineSequence
        let kept = breaks == "\n" ? text : text.replacingBreaks(with: breaks)
        return add(.string, kept, start..<index + 1)
    }
}

extension String {
    fileprivate func replacingBreaks(with sequence: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).joined(separator: sequence)
    }
}
