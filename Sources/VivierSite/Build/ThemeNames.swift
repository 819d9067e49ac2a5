import VivierDiagnostics

/// The names that the templates of a theme mention.
///
/// What no template names is not made: a theme that prints no structured data
/// does not pay for it. A name that a template puts together (`page['json' ~ 'ld']`)
/// is not seen.
struct ThemeNames: Sendable {
    /// `page.jsonld`.
    let structuredData: Bool
    /// `page.description`.
    let descriptions: Bool
    /// The offers like another one.
    let similar: Bool
    /// `offer.toc`.
    let contents: Bool
    /// The values that offers are listed by.
    let facets: Bool
    /// How one applies, and where for each place.
    let apply: Bool

    init(_ templates: [SourceText]) {
        var names: Set<String> = []
        for template in templates { addNames(in: template.bytes, to: &names) }
        structuredData = names.contains("jsonld")
        descriptions = names.contains("description")
        similar = names.contains("similar")
        contents = names.contains("toc")
        facets = names.contains("facets")
        apply = names.contains("apply") || names.contains("apply_url")
    }
}

/// Adds every name between `{{` or `{%` and the next brace that closes.
private func addNames(in bytes: [UInt8], to names: inout Set<String>) {
    var index = 0
    var isInside = false
    while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "{"), index + 1 < bytes.count,
            bytes[index + 1] == byte || bytes[index + 1] == UInt8(ascii: "%")
        {
            isInside = true
            index += 2
        } else if byte == UInt8(ascii: "}"), index > 0, bytes[index - 1] == UInt8(ascii: "%") {
            isInside = false
            index += 1
        } else if isInside, isNameByte(byte) {
            let name = bytes[index...].prefix(while: isNameByte)
            names.insert(String(decoding: name, as: UTF8.self))
            index += name.count
        } else {
            if byte == UInt8(ascii: "}"), index > 0, bytes[index - 1] == byte { isInside = false }
            index += 1
        }
    }
}

private func isNameByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
}
