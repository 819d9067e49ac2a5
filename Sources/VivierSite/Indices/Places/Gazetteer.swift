import VivierDiagnostics

/// Towns with their places on the map, from a table of the theme or of the site.
struct Gazetteer: Sendable {
    struct Town: Sendable {
        let name: String
        let slug: String
        let country: String
        /// Code of the department in France where the table says it, else what the
        /// table calls the area.
        let area: String
        /// How an area is called behind the name of a town.
        let areaName: String
        let point: MapPoint
        let people: Int
    }

    let towns: [Town]
    /// Whom the table comes from, for the foot of the pages.
    let source: String?
    private let positions: [String: [Int]]

    init(_ towns: [Town] = [], source: String? = nil) {
        self.towns = towns
        self.source = source
        positions = Dictionary(grouping: towns.indices) { towns[$0].slug }
    }

    /// The towns of a name.
    func towns(slug: String) -> [Town] { (positions[slug] ?? []).map { towns[$0] } }
}

extension Gazetteer {
    /// Reads a table: columns parted by tabs, their names in the first line.
    ///
    /// `name`, `lat` and `lon` must be there; `country`, `area`, `postal` and `population`
    /// may be. `=` stands for what the line above has; a line that begins with `#` counts
    /// for nothing, but for `# source: …`. A town with several postal codes stands there several times and is
    /// taken once.
    init(_ source: SourceText, country: String, into diagnostics: inout Diagnostics) {
        var lines = source.bytes.split(separator: UInt8(ascii: "\n"))[...]
        let credit = lines.first { $0.starts(with: sourceMark) }.map { line in
            cleanLine(String(decoding: line.dropFirst(sourceMark.count), as: UTF8.self))
        }
        lines = lines.drop { $0.first == UInt8(ascii: "#") }
        var columns: [String: Int] = [:]
        for (index, name) in fields(lines.popFirst() ?? []).enumerated() { columns[name] = index }
        guard let name = columns["name"], let latitude = columns["lat"],
            let longitude = columns["lon"]
        else {
            diagnostics.emit(.noColumns(path: source.path))
            self.init()
            return
        }
        var towns: [Town] = []
        var seen: Set<String> = []
        // Looking one up by its name goes through all of them.
        var areas: [String: Department] = [:]
        var above: [String] = []
        for line in lines where line.first != UInt8(ascii: "#") {
            let row = fields(line).enumerated().map { index, field in
                field == "=" && index < above.count ? above[index] : field
            }
            above = row
            func field(_ name: String) -> String {
                columns[name].flatMap { $0 < row.count ? row[$0] : nil } ?? ""
            }
            guard row.count > max(name, latitude, longitude), !row[name].isEmpty,
                let north = Double(row[latitude]), let east = Double(row[longitude]),
                let point = MapPoint(latitude: north, longitude: east)
            else {
                diagnostics.emit(.wrongTown(in: source, line: line))
                continue
            }
            let home = field("country").isEmpty ? country : field("country")
            var department = Department(postalCode: field("postal"), country: home)
            if department == nil, !field("area").isEmpty {
                let key = "\(home) \(field("area"))"
                department = areas[key] ?? Department(named: field("area"), country: home)
                areas[key] = department
            }
            let town = Town(
                name: row[name],
                slug: VivierSite.slug(of: row[name]),
                country: home,
                area: department?.code ?? "",
                areaName: department?.name ?? "",
                point: point,
                people: Int(field("population")) ?? 0
            )
            if seen.insert("\(home) \(town.area) \(town.slug)").inserted { towns.append(town) }
        }
        self.init(towns, source: credit)
    }
}

private let sourceMark = Array("# source: ".utf8)

private func fields(_ line: ArraySlice<UInt8>) -> [String] {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    return line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
    }
}

extension Diagnostic {
    fileprivate static func noColumns(path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "wrong-places",
            "this table of towns has no columns 'name', 'lat' and 'lon'",
            path: path,
            hint: "name the columns in the first line, with tabs between them"
        )
    }

    fileprivate static func wrongTown(in source: SourceText, line: ArraySlice<UInt8>) -> Diagnostic
    {
        Diagnostic(
            .warning,
            code: "wrong-places",
            "this line has no name or no place on earth, and is left out",
            in: source,
            at: line.startIndex..<line.endIndex,
            hint: "write degrees such as 47.321 and 5.041 in 'lat' and 'lon'"
        )
    }
}
