/// What a text needs from cmark, decided before it is parsed.
struct ParsePlan {
    var hasTables: Bool
    var hasStrikethrough: Bool
    var hasAddresses: Bool
    var hasTasks: Bool

    /// Whether the text is too small to keep cmark busy, whatever is in it.
    let isSmall: Bool

    /// Why the text must not be parsed at all.
    var refusal: InputScan.Refusal?

    /// The word because of which no addresses are looked for.
    var longWord: Range<Int>?

    /// Whether the text has only what ``PlainParser`` may know.
    var mayBePlain: Bool { isSmall && !hasStrikethrough && !hasTasks }

    /// Reads `text` once, or twice if it is not small.
    ///
    /// An extension that cannot find anything is left out: each one costs a call
    /// per line or per special character.
    init(_ text: ByteView, options: MarkdownOptions) {
        let counts = InputCounts(text)
        hasTables = options.allowTables && (counts.bars > 0 || counts.hasColonDash)
        hasStrikethrough = counts.hasTilde
        hasAddresses =
            counts.hasAt && text.hasBareMail || counts.hasAddress && text.hasBareAddress
        hasTasks = counts.openBrackets > 0 && text.hasBox
        isSmall = counts.isSmall(text.count, limits: options.limits)
        guard !isSmall else { return }
        let scan = InputScan(text, limits: options.limits)
        refusal = scan.refusal
        if hasAddresses, let word = scan.longWord {
            longWord = word
            hasAddresses = false
        }
    }
}

extension InputCounts {
    /// Whether the text is too small to keep cmark busy, whatever is in it.
    ///
    /// The worst inputs found take time with the square of the size (11 s for
    /// 64 KiB), or with size times lines (blank lines in nested lists, 20 ns
    /// each): within these bounds all stay below 50 ms.
    func isSmall(_ count: Int, limits: MarkdownLimits) -> Bool {
        count <= 8_192 && count * (lines + 1) <= 1 << 21
            && (bars + 1) * (lines + 1) <= limits.cells
    }
}

extension ByteView {
    /// Whether there is `[ ]` or `[x]`, or anything else as short.
    fileprivate var hasBox: Bool {
        var index = firstIndex(of: UInt8(ascii: "["), from: 0)
        while index < count {
            if self[index + 2] == UInt8(ascii: "]") { return true }
            index = firstIndex(of: UInt8(ascii: "["), from: index + 1)
        }
        return false
    }

    /// Whether there is `://` or `www.`.
    var hasBareAddress: Bool {
        var index = firstIndex(of: UInt8(ascii: "/"), from: 0)
        while index < count {
            if self[index + 1] == UInt8(ascii: "/"), self[index - 1] == UInt8(ascii: ":") {
                return true
            }
            index = firstIndex(of: UInt8(ascii: "/"), from: index + 1)
        }
        index = firstIndex(of: UInt8(ascii: "w"), from: 0)
        while index < count {
            if has("www.", at: index) { return true }
            index = firstIndex(of: UInt8(ascii: "w"), from: index + 1)
        }
        return false
    }

    /// Whether there is a `@` that is not part of `<name@host>`, which needs no
    /// extension to become a link.
    fileprivate var hasBareMail: Bool {
        var index = firstIndex(of: UInt8(ascii: "@"), from: 0)
        while index < count {
            if !isInAngles(index) { return true }
            index = firstIndex(of: UInt8(ascii: "@"), from: index + 1)
        }
        return false
    }

    /// Whether the `@` at `index` stands in a plain `<name@host>`.
    func isInAngles(_ index: Int) -> Bool {
        var start = index - 1
        while isName(self[start]) || self[start] == UInt8(ascii: ".") { start -= 1 }
        guard self[start] == UInt8(ascii: "<"), start < index - 1,
            self[start - 1] != UInt8(ascii: "\\")
        else { return false }
        var end = index + 1
        // A label neither begins nor ends with `-`; none is empty.
        while isName(self[end]), self[end] != UInt8(ascii: "-") {
            while isName(self[end]) { end += 1 }
            if self[end - 1] == UInt8(ascii: "-") { return false }
            if self[end] == UInt8(ascii: ">") { return true }
            if self[end] != UInt8(ascii: ".") { return false }
            end += 1
        }
        return false
    }

    private func isName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
    }
}
