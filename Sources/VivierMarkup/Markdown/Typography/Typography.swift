/// The typographic habits a text is set in.
package enum Typography: Sendable, Equatable {
    /// As written.
    case none

    /// French: see `docs/markdown.md` for every rule.
    case french

    /// The habits of a language, by its code (`fr`, `fr-CA`); `none` for one that
    /// needs no help.
    package init(language: String) {
        let code = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
        self = code == "fr" ? .french : .none
    }
}

/// Sets a plain text, such as a title, in the habits of a language.
///
/// As in Markdown, but no marks are added: `1er` stays on the line.
package func typographed(_ text: String, language: String) -> String {
    typographed(text, Typography(language: language))
}

/// Sets a plain text in given habits.
package func typographed(_ text: String, _ typography: Typography) -> String {
    guard typography != .none else { return text }
    var sink = ByteSink(capacity: text.utf8.count + 32)
    var typesetter = Typesetter(typography: typography, isHTML: false)
    var text = text
    text.withUTF8 { bytes in
        ByteClass.withFlags { flags in
            let piece = unsafe TextPiece(ByteView(bytes), isFollowed: false, flags: flags)
            typesetter.write(piece, into: &sink)
        }
    }
    return String(decoding: sink.bytes, as: UTF8.self)
}
