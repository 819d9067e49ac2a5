import VivierDiagnostics

/// Faults around a document.
extension YAMLFault {
    static func directive(_ parser: YAMLParser, at offset: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "directive",
            "a line that begins with '%' instructs a YAML program, and is not read",
            in: parser.source,
            at: parser.restOfLine(from: offset),
            hint: "remove the line"
        )
    }

    static func textOnMarker(_ parser: YAMLParser, at offset: Int) -> Diagnostic {
        var next = offset
        while parser.bytes[next].isBlank { next += 1 }
        return Diagnostic(
            .error,
            code: "delimiter",
            "nothing may follow the three characters on this line",
            in: parser.source,
            at: parser.restOfLine(from: next),
            hint: "put it on the next line"
        )
    }

    static func severalDocuments(_ parser: YAMLParser, at offset: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "several-documents",
            "a second document begins here, and a file may hold one",
            in: parser.source,
            at: parser.restOfLine(from: offset),
            hint: "put it into a file of its own, or remove this line"
        )
    }
}
