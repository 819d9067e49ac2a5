import VivierModel

/// What the path of a file says about it.
struct FileName: Sendable, Equatable {
    /// The path without language and extension: translations share it.
    var stem: Substring

    /// Code of the language named between the last two points, if the site has it.
    var language: String?

    /// What may be a language that the site does not have: `es` of `poste.es.md`.
    var otherLanguage: String?

    /// The name that the address is made of, if the file does not say one.
    var base: String

    /// The day that the name begins with, as in `2022-01-07-title.md`.
    var day: Day?

    init(path: String, languages: [String]) {
        let bytes = Array(path.utf8)
        let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
        let start = slash.map { $0 + 1 } ?? 0
        var name = bytes[start...]
        if let point = name.lastIndex(of: UInt8(ascii: ".")), point > start,
            FileName.isContentExtension(name[(point + 1)...])
        {
            name = name[..<point]
        }
        if let point = name.lastIndex(of: UInt8(ascii: ".")), point > start {
            let suffix = name[(point + 1)...]
            for language in languages where language.utf8.elementsEqual(suffix) {
                self.language = language
                name = name[..<point]
                break
            }
            if language == nil, suffix.count == 2, suffix.allSatisfy({ (97...122).contains($0) }) {
                otherLanguage = String(decoding: suffix, as: UTF8.self)
            }
        }
        stem = path[..<path.utf8.index(path.startIndex, offsetBy: name.endIndex)]
        if slash != nil, name.elementsEqual("index".utf8) || name.elementsEqual("_index".utf8) {
            name = bytes[..<(start - 1)].split(separator: UInt8(ascii: "/")).last ?? name
        }
        base = String(decoding: name, as: UTF8.self)
        if name.count > 11, name[name.startIndex + 10] == UInt8(ascii: "-") {
            day = Day(iso: String(decoding: name.prefix(10), as: UTF8.self))
        }
    }

    /// The name without the day in front of it.
    var undated: String { day == nil ? base : String(base.dropFirst(11)) }

    /// Whether an extension is one of files that may hold content.
    static func isContentExtension(_ ending: ArraySlice<UInt8>) -> Bool {
        guard (2...8).contains(ending.count) else { return false }
        let lower = String(decoding: ending.map { $0 | 0x20 }, as: UTF8.self)
        return lower == "md" || lower == "markdown" || lower == "html" || lower == "htm"
    }

    /// The extension of a file that may hold content, lower case; `nil` for the
    /// name of something else, or without an extension.
    static func contentExtension(of name: Substring) -> String? {
        guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")), point != name.startIndex
        else { return nil }
        let ending = name[name.utf8.index(after: point)...]
        return isContentExtension(Array(ending.utf8)[...]) ? ending.lowercased() : nil
    }
}
