import VivierDiagnostics

extension StateWriter {
    mutating func add(_ diagnostic: Diagnostic) {
        add(diagnostic.severity.rawValue)
        for text in [diagnostic.code, diagnostic.message, diagnostic.path, diagnostic.excerpt] {
            add(text)
        }
        add(diagnostic.length)
        add(diagnostic.position) { $0.add($1) }
        add(diagnostic.hint) { $0.add($1) }
        add(diagnostic.notes) { writer, note in
            writer.add(note.message)
            writer.add(note.path)
            writer.add(note.position)
        }
    }

    private mutating func add(_ position: SourcePosition) {
        add(position.line)
        add(position.column)
    }
}

extension StateReader {
    mutating func diagnostic() throws(DamagedState) -> Diagnostic {
        guard let severity = Diagnostic.Severity(rawValue: try text()) else { throw DamagedState() }
        let (code, message, path) = (try text(), try text(), try text())
        var diagnostic = Diagnostic(severity, code: code, message, path: path)
        diagnostic.excerpt = try text()
        diagnostic.length = try number()
        diagnostic.position = try optional { reader throws(DamagedState) in
            try reader.position()
        }
        diagnostic.hint = try optional { reader throws(DamagedState) in try reader.text() }
        diagnostic.notes = try list { reader throws(DamagedState) in
            Diagnostic.Note(
                message: try reader.text(),
                path: try reader.text(),
                position: try reader.position()
            )
        }
        return diagnostic
    }

    private mutating func position() throws(DamagedState) -> SourcePosition {
        SourcePosition(line: try number(), column: try number())
    }
}
