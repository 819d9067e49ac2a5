import VivierDiagnostics

/// The words of every fault of the delimiters of a front matter and of the bytes
/// themselves.
enum FrontMatterFault {
    static func toml(in source: SourceText, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "toml-front-matter",
            "front matter in TOML, between lines '+++', is not read",
            in: source,
            at: range,
            hint: "write it in YAML: '---' instead of '+++', and 'key: value' instead of "
                + "'key = value'"
        )
    }

    static func utf16(in source: SourceText) -> Diagnostic {
        Diagnostic(
            .error,
            code: "not-utf8",
            "this file is saved as UTF-16 and not as UTF-8",
            path: source.path,
            hint: "save it again from your editor with the encoding UTF-8"
        )
    }

    static func notText(
        _ fault: TextScan.Fault,
        in source: SourceText,
        at range: Range<Int>
    ) -> Diagnostic {
        let bytes = source.bytes[range]
        let byte = String(bytes.first ?? 0, radix: 16, uppercase: true)
        let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value ?? 0
        let digits = String(scalar, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return switch fault {
        case .notUTF8:
            Diagnostic(
                .error,
                code: "not-utf8",
                "the byte 0x\(byte) is not part of a UTF-8 character",
                in: source,
                at: range,
                hint: "save the file again from your editor with the encoding UTF-8"
            )
        case .control:
            Diagnostic(
                .error,
                code: "control-character",
                "a control character that nobody sees stands here (\(name))",
                in: source,
                at: range,
                hint: "delete it; it often comes with a text pasted from another program"
            )
        case .loneCarriageReturn:
            Diagnostic(
                .error,
                code: "carriage-return",
                "a carriage return without a line feed ends a line here",
                in: source,
                at: range,
                hint: "save the file again with line ends of Unix (LF) or of Windows (CRLF)"
            )
        }
    }

    static func tooLarge(_ source: SourceText, limit: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "file-too-large",
            "this holds more than \(limit >> 20) MB of YAML",
            path: source.path,
            hint: "if this is a front matter, close it with a line --- above the text of the page"
        )
    }

    static func textOnMarker(
        _ bytes: YAMLBytes,
        of source: SourceText,
        at marker: Int
    )
        -> Diagnostic
    {
        let end = bytes.lineEnd(from: marker)
        return Diagnostic(
            .error,
            code: "delimiter",
            "text follows '---' on the line that closes the front matter",
            in: source,
            at: marker + 3..<end,
            hint: "put '---' on a line of its own"
        )
    }
}
