/// A named text, as bytes, that can tell where in it a byte stands.
///
/// Every parser in the package works on byte offsets and asks a `SourceText` to
/// turn one into a line and a column, so the arithmetic lives in one place.
/// Lines are found when somebody asks: a file without a fault pays nothing.
package struct SourceText: Sendable {
    /// Path shown to the reader, relative to the folder being built.
    package let path: String

    /// The UTF-8 bytes, exactly as read.
    package let bytes: [UInt8]

    /// Names the bytes of a file.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Names a text.
    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The position of a byte.
    ///
    /// An offset past the end is taken as the end, so that a diagnostic about a
    /// text cut short still has a place.
    ///
    /// - Returns: Line and column, both counted from 1; the column counts
    ///   `Character`s, which is what an editor shows.
    /// - Complexity: O(*bytes before the offset*).
    package func position(at offset: Int) -> SourcePosition {
        let end = min(max(offset, 0), bytes.count)
        var line = 1
        var start = 0
        for index in 0..<end where bytes[index] == UInt8(ascii: "\n") {
            line += 1
            start = index + 1
        }
        let before = String(decoding: bytes[start..<end], as: UTF8.self)
        return SourcePosition(line: line, column: before.count + 1)
    }

    /// The text of a line, without its line ending.
    ///
    /// - Parameter number: A line number counted from 1.
    /// - Returns: The text; empty for a line that does not exist.
    package func line(_ number: Int) -> String {
        let newline = UInt8(ascii: "\n")
        var start = 0
        for _ in 1..<max(number, 1) {
            guard let next = bytes[start...].firstIndex(of: newline) else { return "" }
            start = next + 1
        }
        var text = bytes[start..<(bytes[start...].firstIndex(of: newline) ?? bytes.count)]
        if text.last == UInt8(ascii: "\r") { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A place in a text: line and column, both counted from 1.
package struct SourcePosition: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
