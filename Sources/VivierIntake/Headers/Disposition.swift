/// The `Content-Disposition` of a part of multipart/form-data (RFC 7578 §4.2).
struct Disposition {
    let name: String
    let fileName: String?

    init(_ bytes: [UInt8]) throws(IntakeRefusal) {
        guard let value = HeaderValue(bytes), value.word == "form-data" else {
            throw .badDisposition
        }
        guard let rawName = value.parameters["name"] else { throw .partWithoutName }
        guard let name = try? Charset.utf8.text(of: Self.withoutBrowserEscapes(rawName)),
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            // The rejected name says nothing that the refusal does not.
            throw .badDisposition
        }
        self.name = name
        fileName = try Self.readFileName(value.parameters)
    }

    private static func readFileName(
        _ parameters: [String: [UInt8]]
    ) throws(IntakeRefusal) -> String? {
        // A name in pieces (RFC 2231) would be overlooked, and the file taken for a field.
        guard !parameters.keys.contains(where: { $0.hasPrefix("filename*") && $0 != "filename*" })
        else { throw .badDisposition }
        if let extended = parameters["filename*"] {
            return FileName.cleaned(try extendedText(extended[...]))
        }
        return parameters["filename"].map { FileName.cleaned(FileName.text(of: $0)) }
    }

    /// `charset'language'percent-encoded` (RFC 8187 §3.2).
    private static func extendedText(_ bytes: ArraySlice<UInt8>) throws(IntakeRefusal) -> String {
        let pieces = bytes.split(
            separator: UInt8(ascii: "'"),
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard pieces.count == 3 else { throw .badDisposition }
        let charset = try Charset(named: Ascii.lowercased(pieces[0]))
        return try charset.text(of: Ascii.percentDecoded(pieces[2]))
    }

    /// Undoes what browsers do to a name (WHATWG HTML, multipart/form-data): `"`, CR and
    /// LF become `%22`, `%0D` and `%0A`, and nothing else is touched.
    static func withoutBrowserEscapes(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(Ascii.percent) else { return bytes }
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            let escape = rest.prefix(3)
            if escape.elementsEqual("%22".utf8) {
                result.append(Ascii.quote)
            } else if escape.elementsEqual("%0D".utf8) {
                result.append(Ascii.carriageReturn)
            } else if escape.elementsEqual("%0A".utf8) {
                result.append(Ascii.lineFeed)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(3)
        }
        return result
    }
}
