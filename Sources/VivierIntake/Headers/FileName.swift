/// The names that senders give their files.
///
/// They are shown to people, never used as paths.
enum FileName {
    /// The text of a name that says nothing of its character set: UTF-8, or what
    /// browsers of another age sent.
    static func text(of bytes: [UInt8]) -> String {
        let bytes = Disposition.withoutBrowserEscapes(bytes)
        return String(validating: bytes, as: UTF8.self) ?? Charset.decodeWindows1252(bytes)
    }

    /// The last step of a path, without the characters that would make it show as
    /// another name.
    ///
    /// - Returns: Empty only if `name` is.
    package static func cleaned(_ name: String) -> String {
        guard !name.isEmpty else { return "" }
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let kept = String(String.UnicodeScalarView(last.unicodeScalars.filter(isShown)))
        let trimmed = kept.trimmingSpaces()
        return trimmed.isEmpty || trimmed == "." || trimmed == ".." ? "unnamed" : trimmed
    }

    /// Controls, and marks that turn the direction of the text around, are left out.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
        default: scalar.properties.generalCategory != .control
        }
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
