import VivierMarkup

/// Bars beside their names, as SVG in the colours of the text around it.
///
/// It needs no style sheet; what it says stands in a table beside it, so that readers that speak
/// skip it.
struct BarChart {
    struct Row {
        let label: String
        /// `nil` where no number is given.
        let value: Double?
        /// What stands behind the bar.
        let text: String
    }

    private static let (width, labels, height) = (640, 220, 28)
    /// What is left of the width for the longest bar, and for the number behind it.
    private static let longest = 320.0

    let rows: [Row]

    func svg() -> String {
        let most = rows.compactMap(\.value).max() ?? 0
        let whole = rows.count * Self.height
        var svg = """
            <svg viewBox="0 0 \(Self.width) \(whole)" width="\(Self.width)" height="\(whole)" \
            aria-hidden="true" focusable="false" font-size="14" fill="currentColor">

            """
        for (index, row) in rows.enumerated() {
            let top = index * Self.height
            let middle = top + 19
            let label = row.label.count > 30 ? "\(row.label.prefix(29))…" : row.label
            // In tenths of a unit, so that equal numbers give equal texts everywhere.
            let share = most > 0 ? (row.value ?? 0) / most : 0
            let length = Double(Int(share * Self.longest * 10)) / 10
            svg += "<text x=\"\(Self.labels - 10)\" y=\"\(middle)\" text-anchor=\"end\">"
            svg += "\(escaped(label))</text>"
            if length > 0 {
                svg += "<rect x=\"\(Self.labels)\" y=\"\(top + 5)\" width=\"\(length)\" "
                svg += "height=\"\(Self.height - 10)\" fill-opacity=\"0.55\"/>"
            }
            svg += "<text x=\"\(Double(Self.labels) + length + 8)\" y=\"\(middle)\">"
            svg += "\(escaped(row.text))</text>\n"
        }
        return svg + "</svg>\n"
    }
}
