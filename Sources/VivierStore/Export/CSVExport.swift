/// A table for a spreadsheet (RFC 4180): every value in quotes, and none that the
/// spreadsheet would take for a formula.
package struct CSVExport {
    private static let fixed = [
        "id", "received", "form", "offer", "source", "events", "last", "changed",
    ]

    /// The columns after the fixed ones: the fields of all dossiers.
    private let fields: [String]

    package init(_ dossiers: [Dossier]) {
        fields = Set(dossiers.flatMap { $0.fieldValues.map(\.name) }).sorted()
    }

    package var heading: String { row(Self.fixed + fields) }

    package func row(_ dossier: Dossier) -> String {
        let summary = dossier.summary
        let values = [
            summary.id.description, summary.received.description, summary.form, summary.offer,
            summary.source, String(summary.events), summary.last, summary.changed.description,
        ]
        let byName = Dictionary(dossier.fieldValues.map { ($0.name, $0.text) }) { $1 }
        return row(values + fields.map { byName[$0] ?? "" })
    }

    private func row(_ values: [String]) -> String { csvRow(values) }
}

/// A line of such a table.
package func csvRow(_ values: [String]) -> String {
    values.map(cell).joined(separator: ",") + "\r\n"
}

private func cell(_ text: String) -> String {
    let triggers: Set<UInt8> = Set("=+-@\t\r\n".utf8)
    // Spreadsheets also read the wide forms of these characters.
    let wide: Set<Character> = ["＝", "＋", "－", "＠"]
    let isFormula =
        text.utf8.first.map(triggers.contains) ?? false
        || text.first.map(wide.contains) ?? false
    var quoted = isFormula ? "\"'" : "\""
    for scalar in text.unicodeScalars {
        if scalar == "\"" { quoted.unicodeScalars.append("\"") }
        if scalar != "\0" { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "\""
}

extension Dossier {
    /// What was typed into the fields of the form, as text.
    var fieldValues: [(name: String, text: String)] {
        (events.first?.value["fields"]?.members ?? []).map { ($0.name, $0.value.plainText) }
    }
}

extension JSONValue {
    /// The value as a person would write it into a cell.
    fileprivate var plainText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .array(let values): values.map(\.plainText).joined(separator: "; ")
        default: String(decoding: bytes, as: UTF8.self)
        }
    }
}
