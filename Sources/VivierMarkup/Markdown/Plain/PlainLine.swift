/// What a line begins with, as far as that is certain.
enum PlainLine: Equatable {
    case blank
    case text
    case heading(level: Int)
    case bullet
    case number(Int, width: Int)
    case quote
    case row
    case notPlain

    /// Reads the beginning of the line at `start`.
    init(_ text: ByteView, at start: Int, flags: ByteFlags) {
        let byte = text[start]
        let next = text[start + 1]
        if byte >= 0x80 || flags[byte] & ByteClass.letter != 0 {
            self = .text
            return
        }
        switch byte {
        case UInt8(ascii: "\n"): self = .blank
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            self = PlainLine(number: text, at: start, flags: flags)
        case UInt8(ascii: "#"): self = PlainLine(heading: text, at: start)
        case UInt8(ascii: "*") where next == 0x20, UInt8(ascii: "-") where next == 0x20:
            self = text[start + 2] > 0x20 ? .bullet : .notPlain
        case UInt8(ascii: ">"):
            self = next == 0x20 && text[start + 2] > 0x20 ? .quote : .notPlain
        // A line of these is a heading or a rule; `+` and a space begin a list.
        case UInt8(ascii: "-"), UInt8(ascii: "+"):
            let isWord = next >= 0x80 || flags[next] & (ByteClass.letter | ByteClass.digit) != 0
            self = isWord ? .text : .notPlain
        case UInt8(ascii: "*"): self = next > 0x20 ? .text : .notPlain
        case UInt8(ascii: "|"): self = .row
        // Underlines, dashes below the head of a table, HTML; what is never plain.
        case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "<"), 0...0x20:
            self = .notPlain
        default: self = .text
        }
    }

    private init(heading text: ByteView, at start: Int) {
        var end = start
        while text[end] == UInt8(ascii: "#") { end += 1 }
        let isPlain = end - start <= 6 && text[end] == 0x20 && text[end + 1] > 0x20
        self = isPlain ? .heading(level: end - start) : .notPlain
    }

    private init(number text: ByteView, at start: Int, flags: ByteFlags) {
        var end = start
        var number = 0
        // What has ten digits is no number of a list.
        while end - start < 10, flags[text[end]] & ByteClass.digit != 0 {
            number = number * 10 + Int(text[end] & 15)
            end += 1
        }
        guard text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")"),
            text[end + 1] <= 0x20
        else {
            self = .text
            return
        }
        let isPlain =
            text[end] == UInt8(ascii: ".") && text[end + 1] == 0x20 && text[end + 2] > 0x20
        self =
            isPlain && end - start < 10 ? .number(number, width: end + 2 - start) : .notPlain
    }
}
