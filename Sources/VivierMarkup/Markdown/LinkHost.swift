extension LinkPolicy {
    /// Whether an address can go on like this after `https://`: a host, perhaps a
    /// port, then the end, a path, a query or a fragment.
    ///
    /// Names of users before the host are refused: they make one site look like
    /// another. So are hosts in brackets, which cmark's way of writing addresses
    /// spoils.
    static func hasHost(_ rest: ByteView) -> Bool {
        var index = endOfName(rest)
        guard index > 0 else { return false }
        if rest[index] == UInt8(ascii: ":") {
            let start = index + 1
            index = endOfPort(rest, from: start)
            if index < start { return false }
        }
        return index == rest.count || "/?#".utf8.contains(rest[index])
    }

    /// Where a host name ends; 0 if there is none.
    private static func endOfName(_ rest: ByteView) -> Int {
        var index = 0
        var label = 0
        while index < rest.count {
            let byte = rest[index]
            if byte == UInt8(ascii: ".") {
                if label == 0 { return 0 }
                label = 0
            } else if isAlphanumeric(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || byte >= 0xC2 && byte < 0xF8
                || byte >= 0x80 && byte < 0xC0
            {
                label += 1
            } else {
                break
            }
            index += 1
        }
        return index
    }

    /// Where a port ends; -1 if there is none that could be.
    private static func endOfPort(_ rest: ByteView, from start: Int) -> Int {
        var index = start
        var number = 0
        while rest[index] &- 0x30 < 10, number < 65_536 {
            number = number * 10 + Int(rest[index] &- 0x30)
            index += 1
        }
        return index > start && number < 65_536 ? index : -1
    }
}
