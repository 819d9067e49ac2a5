import VivierDiagnostics

/// How a file begins.
enum FrontMatterOpening {
    /// With a line `---` at this offset, after blank lines at most.
    case found(Int)

    /// With something else, or with nothing.
    case missing

    /// With something that was meant to open a front matter.
    case refused((SourceText) -> Diagnostic)

    /// Looks at the first line that is not blank.
    init(_ bytes: YAMLBytes, from start: Int) {
        if bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF {
            self = .refused { FrontMatterFault.utf16(in: $0) }
            return
        }
        var line = start
        var lineEnd = bytes.lineEnd(from: line)
        while line < bytes.end, FrontMatterOpening.isBlank(bytes, line..<lineEnd) {
            line = lineEnd + 1
            lineEnd = bytes.lineEnd(from: line)
        }
        let first = bytes[line]
        if first == UInt8(ascii: "-"), bytes[line + 1] == first, bytes[line + 2] == first,
            FrontMatterOpening.isBlank(bytes, line + 3..<lineEnd)
        {
            self = .found(line)
        } else if first == UInt8(ascii: "+"), bytes[line + 1] == first, bytes[line + 2] == first,
            FrontMatterOpening.isBlank(bytes, line + 3..<lineEnd)
        {
            self = .refused { FrontMatterFault.toml(in: $0, at: line..<line + 3) }
        } else {
            self = .missing
        }
    }

    /// Whether a range holds only spaces, tabs and carriage returns.
    static func isBlank(_ bytes: YAMLBytes, _ range: Range<Int>) -> Bool {
        range.allSatisfy { bytes[$0].isBlank || bytes[$0] == .carriageReturn }
    }
}
