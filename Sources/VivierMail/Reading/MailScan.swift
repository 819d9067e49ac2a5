/// Looks over a message before the MIME library builds its tree.
///
/// A part costs that library about a kilobyte and a header line about a tenth of
/// it, however short they are in the message: six bytes a part, times six million,
/// would fill the memory before any part could be counted. This pass counts lines
/// that may begin a part, and the bytes of what may be headers; it never reads
/// less than the library does, and may read more.
struct MailScan {
    /// Where the message begins: after the `From ` line that some programs put first.
    private(set) var start = 0

    /// Header lines that the library would read wrongly, and what to give it instead.
    private var repairs: [(line: Range<Int>, text: [UInt8])] = []

    /// Looks over a message.
    ///
    /// - Throws: ``MailRefusal``.
    /// - Complexity: O(bytes).
    init(_ bytes: [UInt8], limits: MailLimits) throws(MailRefusal) {
        guard bytes.count <= limits.message else { throw .tooLarge(limits.message) }
        if bytes.starts(with: "From ".utf8) {
            start = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
        }
        guard bytes[start...].contains(where: { $0 > UInt8(ascii: " ") }) else { throw .empty }
        var headerBytes = 0
        var delimiters = 0
        var isHeader = true
        var mayHoldMessage = false
        var line = start
        while line < bytes.count {
            let end = Self.endOfLine(bytes, from: line)
            let length = end - line
            if bytes[line..<end].starts(with: "--".utf8) {
                delimiters += 1
                isHeader = true
                mayHoldMessage = true
            } else if isHeader {
                headerBytes += length
                let isBlank = length <= 2 && bytes[line..<end].allSatisfy { $0 == 13 || $0 == 10 }
                if isBlank {
                    isHeader = mayHoldMessage
                    mayHoldMessage = false
                } else if Self.namesMessage(bytes[line..<end]) {
                    mayHoldMessage = true
                }
                if let text = withoutPaddedWords(bytes[line..<end]) {
                    repairs.append((line..<end, text))
                }
            }
            guard headerBytes <= limits.headers else { throw .headersTooLarge(limits.headers) }
            guard delimiters <= limits.delimiterLines else { throw .tooManyParts(limits.parts) }
            line = end
        }
    }

    /// The message as the library is to read it.
    func repaired(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard !repairs.isEmpty else { return bytes[start...] }
        var output: [UInt8] = []
        var copied = start
        for (line, text) in repairs {
            output += bytes[copied..<line.lowerBound]
            output += text
            copied = line.upperBound
        }
        return output[...] + bytes[copied...]
    }

    private static func endOfLine(_ bytes: [UInt8], from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        return min(end + 1, bytes.count)
    }

    /// Whether a header line may say that a message follows: `message/rfc822`, in
    /// any case.
    private static func namesMessage(_ line: ArraySlice<UInt8>) -> Bool {
        let name = Array("message/".utf8)
        guard line.count >= name.count else { return false }
        return (line.startIndex...(line.endIndex - name.count)).contains { at in
            zip(line[at...], name).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        }
    }
}
