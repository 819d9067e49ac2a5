/// A header's value of the form `word; name=value; name="value"`, as Content-Type and
/// Content-Disposition have it.
///
/// More is read than the grammar allows where the meaning is plain (spaces around `=`,
/// unquoted values with spaces, a `;` too many); a parameter that is there twice is
/// refused, since two readers would choose differently.
struct HeaderValue {
    /// The first word, in lower case.
    let word: String

    /// Parameter names in lower case, their values unquoted.
    private(set) var parameters: [String: [UInt8]] = [:]

    /// - Returns: `nil` if the value cannot be read.
    init?(_ bytes: [UInt8]) {
        let semicolon = UInt8(ascii: ";")
        let wordEnd = bytes.firstIndex(of: semicolon) ?? bytes.count
        word = Ascii.lowercased(Ascii.trimmed(bytes[..<wordEnd]))
        guard !word.isEmpty else { return nil }
        var rest = bytes[wordEnd...]
        while let first = rest.first {
            guard first == semicolon else { return nil }
            rest = Ascii.trimmed(rest.dropFirst())
            if rest.first == semicolon || rest.isEmpty { continue }
            guard readParameter(&rest) else { return nil }
        }
    }

    private mutating func readParameter(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return false }
        let name = Ascii.trimmed(rest[..<equals])
        guard !name.isEmpty, name.allSatisfy(Ascii.isToken) else { return false }
        rest = Ascii.trimmed(rest[(equals + 1)...])
        let value: [UInt8]
        if rest.first == Ascii.quote {
            guard let quoted = Self.readQuoted(&rest) else { return false }
            value = quoted
            rest = Ascii.trimmed(rest)
        } else {
            let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
            value = Array(Ascii.trimmed(rest[..<end]))
            rest = rest[end...]
            guard !value.contains(Ascii.quote) else { return false }
        }
        return parameters.updateValue(value, forKey: Ascii.lowercased(name)) == nil
    }

    /// A backslash escapes a quote or a backslash only: old browsers send whole Windows
    /// paths with their backslashes as they are.
    private static func readQuoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var value: [UInt8] = []
        var index = rest.startIndex + 1
        while index < rest.endIndex {
            var byte = rest[index]
            if byte == Ascii.quote {
                rest = rest[(index + 1)...]
                return value
            }
            if byte == Ascii.backslash, index + 1 < rest.endIndex,
                rest[index + 1] == Ascii.quote || rest[index + 1] == Ascii.backslash
            {
                index += 1
                byte = rest[index]
            }
            value.append(byte)
            index += 1
        }
        return nil
    }
}
