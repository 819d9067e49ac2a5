/// What a first look at raw bytes found: where the front matter ends, and
/// whether they are text at all.
///
/// Everything after this pass may take for granted that the bytes are UTF-8,
/// that no line ends in a carriage return alone and that no control character
/// is left (YAML 1.2.2 §5.1, `c-printable`).
struct TextScan {
    /// Why a text is refused.
    enum Fault {
        case notUTF8
        case control
        case loneCarriageReturn
    }

    /// Offset of the closing line, or of the end of the bytes.
    var end: Int

    /// Whether a line beginning with `---` or `...` was met.
    var foundMarker = false

    /// The first fault, and its bytes.
    var fault: Fault?
    var faultRange = 0..<0

    /// Looks at the bytes from the start of a line.
    ///
    /// - Parameters:
    ///   - bytes: The whole text.
    ///   - start: Offset of the first byte of a line.
    ///   - untilMarker: Whether to stop at the first line beginning with `---`
    ///     or `...` followed by a blank, a line end or the end.
    init(_ bytes: YAMLBytes, from start: Int, untilMarker: Bool) {
        self.end = bytes.end
        if untilMarker, TextScan.isMarker(bytes, at: start) {
            self.end = start
            self.foundMarker = true
            return
        }
        var index = start
        while index < bytes.end {
            if index &+ 8 <= bytes.end, let lineFeeds = TextScan.plainWord(bytes.word(at: index)) {
                var left = untilMarker ? lineFeeds : 0
                while left != 0 {
                    let next = index &+ (left.trailingZeroBitCount &>> 3) &+ 1
                    if TextScan.isMarker(bytes, at: next) {
                        self.end = next
                        self.foundMarker = true
                        return
                    }
                    left &= left &- 1
                }
                index &+= 8
                continue
            }
            let stop = min(index &+ 8, bytes.end)
            while index < stop {
                let byte = bytes[index]
                let length = TextScan.characterLength(bytes, at: index)
                guard length > 0 else {
                    self.end = index
                    (self.fault, self.faultRange) = TextScan.explain(bytes, at: index)
                    return
                }
                index &+= length
                if untilMarker, byte == .lineFeed, TextScan.isMarker(bytes, at: index) {
                    self.end = index
                    self.foundMarker = true
                    return
                }
            }
        }
    }

    /// The line feeds of eight bytes, one bit each at the top of their byte;
    /// `nil` if some byte is neither printable ASCII nor a line feed.
    @inline(__always)
    private static func plainWord(_ word: UInt64) -> UInt64? {
        let tops: UInt64 = 0x8080_8080_8080_8080
        guard word & tops == 0 else { return nil }
        let controls = ~(word &+ 0x6060_6060_6060_6060) & tops
        let deletes = (word &+ 0x0101_0101_0101_0101) & tops
        guard controls | deletes != 0 else { return 0 }
        let others = (word ^ 0x0A0A_0A0A_0A0A_0A0A) &+ 0x7F7F_7F7F_7F7F_7F7F
        let lineFeeds = ~others & tops
        return deletes == 0 && controls == lineFeeds ? lineFeeds : nil
    }

    /// Whether a line begins with `---` or `...` on its own.
    @inline(__always)
    static func isMarker(_ bytes: YAMLBytes, at start: Int) -> Bool {
        let first = bytes[start]
        guard first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else { return false }
        return bytes[start &+ 1] == first && bytes[start &+ 2] == first
            && bytes[start &+ 3].isBlankOrEnd
    }
}
