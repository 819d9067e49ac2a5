/// What is in a text, counted sixteen bytes at a time.
///
/// Decides which extensions of cmark are worth attaching, and whether the text
/// is small and plain enough to be parsed without reading it line by line first.
struct InputCounts {
    var lines = 0
    var bars = 0
    var openBrackets = 0
    var hasTilde = false
    var hasAt = false

    /// Whether there is `//` or `ww`: an address may be in the text.
    var hasAddress = false

    /// Whether there is `:-` or `-:`: a table may have a single column.
    var hasColonDash = false

    /// Counts `text`: a microsecond for 10 KB.
    init(_ text: ByteView) {
        let count = text.count
        var index = 0
        while index + 17 <= count {
            // A lane counts to 255, so the sums are taken out before that.
            let end = min(index + 16 * 255, count - 16)
            var lines = Block.zero
            var bars = Block.zero
            var brackets = Block.zero
            var tildes = Block.zero
            var ats = Block.zero
            var addresses = Block.zero
            var dashes = Block.zero
            while index < end {
                let here = unsafe load(text, index)
                let next = unsafe load(text, index + 1)
                // A lane that matches is 255, which is one less than nothing.
                lines &-= here.lanes(equalTo: Byte.newline)
                bars &-= here.lanes(equalTo: Byte.bar)
                brackets &-= here.lanes(equalTo: Byte.bracket)
                tildes |= here.lanes(equalTo: Byte.tilde)
                ats |= here.lanes(equalTo: Byte.at)
                let small = here | Block(repeating: 0x20)
                let slashes = here.lanes(equalTo: Byte.slash)
                let letters = small.lanes(equalTo: Byte.letterW)
                let nextSmall = next | Block(repeating: 0x20)
                let nextSlashes = next.lanes(equalTo: Byte.slash)
                let nextLetters = nextSmall.lanes(equalTo: Byte.letterW)
                addresses |= (slashes & nextSlashes) | (letters & nextLetters)
                let dash = here.lanes(equalTo: Byte.dash)
                let colon = here.lanes(equalTo: Byte.colon)
                let nextDash = next.lanes(equalTo: Byte.dash)
                let nextColon = next.lanes(equalTo: Byte.colon)
                dashes |= (dash & nextColon) | (colon & nextDash)
                index += 16
            }
            self.lines += sum(lines)
            self.bars += sum(bars)
            openBrackets += sum(brackets)
            if sum(tildes) > 0 { hasTilde = true }
            if sum(ats) > 0 { hasAt = true }
            if sum(addresses) > 0 { hasAddress = true }
            if sum(dashes) > 0 { hasColonDash = true }
        }
        while index < count {
            add(text[index], next: text[index + 1])
            index += 1
        }
    }

    private mutating func add(_ byte: UInt8, next: UInt8) {
        switch byte {
        case Byte.newline: lines += 1
        case Byte.bar: bars += 1
        case Byte.bracket: openBrackets += 1
        case Byte.tilde: hasTilde = true
        case Byte.at: hasAt = true
        case Byte.slash: if next == byte { hasAddress = true }
        case Byte.letterW, 0x57: if next | 0x20 == Byte.letterW { hasAddress = true }
        case Byte.colon: if next == Byte.dash { hasColonDash = true }
        case Byte.dash: if next == Byte.colon { hasColonDash = true }
        default: break
        }
    }
}

private typealias Block = SIMD16<UInt8>

private enum Byte {
    static let newline = UInt8(ascii: "\n")
    static let bar = UInt8(ascii: "|")
    static let bracket = UInt8(ascii: "[")
    static let tilde = UInt8(ascii: "~")
    static let at = UInt8(ascii: "@")
    static let slash = UInt8(ascii: "/")
    static let letterW = UInt8(ascii: "w")
    static let colon = UInt8(ascii: ":")
    static let dash = UInt8(ascii: "-")
}

/// Sixteen bytes from `index` on, which must all be inside.
@unsafe
@inline(__always)
private func load(_ text: ByteView, _ index: Int) -> Block {
    unsafe UnsafeRawPointer(text.pointer(at: index)).loadUnaligned(as: Block.self)
}

private func sum(_ block: Block) -> Int {
    var total = 0
    for lane in 0..<16 { total += Int(block[lane]) }
    return total
}
