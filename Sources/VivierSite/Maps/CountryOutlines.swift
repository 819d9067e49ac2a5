import VivierDiagnostics

/// A country as a small map draws it.
struct CountryOutline: Sendable {
    /// Degrees of the left and the upper border.
    let west: Double
    let north: Double
    /// Units of the drawing for a degree of longitude, and for one of latitude.
    let eastScale: Double
    let northScale: Double
    let width: Int
    let height: Int
    /// `M76 17l3 3…z`: the `d` of an SVG path.
    let path: String

    /// Where a point lies in the drawing; `nil` if it lies beside it, as islands overseas do.
    func spot(of point: MapPoint) -> (x: Int, y: Int)? {
        let x = ((Double(point.longitude) / 1000 - west) * eastScale).rounded()
        let y = ((north - Double(point.latitude) / 1000) * northScale).rounded()
        // Coasts are drawn with a pencil of some kilometres.
        guard (-2...Double(width) + 2).contains(x), (-2...Double(height) + 2).contains(y) else {
            return nil
        }
        return (Int(x), Int(y))
    }
}

/// Countries by their codes, from `places/outlines.tsv` of a theme.
struct CountryOutlines: Sendable {
    private(set) var countries: [String: CountryOutline] = [:]

    init() {}

    /// Reads a table that `scripts/make-outlines` wrote: one country a line, columns parted by tabs; lines
    /// that begin with `#`, and the one with the names of the columns, count for nothing.
    init(_ source: SourceText, into diagnostics: inout Diagnostics) {
        let lines = source.bytes.split(separator: UInt8(ascii: "\n")).lazy
            .filter { $0.first != UInt8(ascii: "#") }
        for line in lines.dropFirst() {
            let row = line.split(separator: UInt8(ascii: "\t")).map {
                String(decoding: $0, as: UTF8.self)
            }
            let degrees = row.dropFirst().prefix(4).compactMap(Double.init)
            let size = row.dropFirst(5).prefix(2).compactMap(Int.init)
            guard row.count == 8, degrees.count == 4, size.count == 2 else {
                diagnostics.emit(.wrongOutline(in: source, line: line))
                continue
            }
            countries[row[0]] = CountryOutline(
                west: degrees[0],
                north: degrees[1],
                eastScale: degrees[2],
                northScale: degrees[3],
                width: size[0],
                height: size[1],
                path: row[7]
            )
        }
    }
}

extension Diagnostic {
    fileprivate static func wrongOutline(
        in source: SourceText,
        line: ArraySlice<UInt8>
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "wrong-outlines",
            "this line is no outline of a country",
            in: source,
            at: line.startIndex..<line.endIndex,
            hint: "make the table anew with scripts/make-outlines"
        )
    }
}
