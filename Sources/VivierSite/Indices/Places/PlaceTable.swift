/// Towns by name: what a visitor can search around.
struct PlaceTable: Sendable {
    struct Town: Sendable {
        let key: String
        let name: String
        /// What is shown behind the name where several towns have it; else empty.
        var area: String
        let point: MapPoint
        /// 0 for a town of the rows, 1 for the largest other, 2 for the next two, 3 for the
        /// next four: compression leaves a third of a byte of it.
        let rank: Int
    }

    /// By key.
    let towns: [Town]

    /// A town that rows lie in, with the key of its own list.
    struct Own: Sendable {
        let key: String
        let name: String
        let area: String
        let areaName: String
        let point: MapPoint

        var slug: String { VivierSite.slug(of: name) }
    }

    /// The towns of the rows, and those of a gazetteer that lie within 100 km of a row.
    init(own: [Own], near points: [MapPoint], of gazetteer: Gazetteer) {
        let reach = Reach(around: points)
        let ownNames = Dictionary(grouping: own, by: \.slug)
        var others = gazetteer.towns.filter { town in
            let isOwn = (ownNames[town.slug] ?? []).contains {
                $0.area == town.area || DistanceFrom($0.point).metres(to: town.point) < 15_000
            }
            return !isOwn && reach.contains(town.point)
        }
        others.sort {
            ($1.people, $0.slug, $0.country, $0.area) < ($0.people, $1.slug, $1.country, $1.area)
        }
        var namesakes: [String: Int] = [:]
        for town in own { namesakes[town.slug, default: 0] += 1 }
        for town in others { namesakes[town.slug, default: 0] += 1 }
        func hasNamesake(_ slug: String) -> Bool { namesakes[slug, default: 0] > 1 }
        var towns = own.map { town in
            Town(
                key: town.key,
                name: town.name,
                area: hasNamesake(town.slug) ? town.areaName : "",
                point: town.point,
                rank: 0
            )
        }
        var taken = Set(own.map(\.key))
        for town in others {
            let isAmbiguous = hasNamesake(town.slug)
            let area = town.area.isEmpty ? town.country.lowercased() : town.area
            let key = isAmbiguous ? "\(town.slug)-\(area)" : town.slug
            // Of two villages of one name in one area the larger is found.
            guard taken.insert(key).inserted else { continue }
            let place = towns.count - own.count + 1
            towns.append(
                Town(
                    key: key,
                    name: town.name,
                    area: isAmbiguous ? town.areaName : "",
                    point: town.point,
                    rank: place.bitWidth - place.leadingZeroBitCount
                )
            )
        }
        self.towns = towns.sorted { $0.key < $1.key }
    }

    /// The town of a key.
    func town(_ key: String) -> Town? {
        towns.first { $0.key == key }
    }

    /// The key of a town as somebody wrote it: its key, or its name.
    func key(of text: String) -> String? {
        if town(text) != nil { return text }
        let slug = VivierSite.slug(of: text)
        let namesakes = towns.filter { VivierSite.slug(of: $0.name) == slug }
        // Towns of offers have no rank, and come first.
        return (namesakes.first { $0.rank == 0 } ?? namesakes.max { $0.rank < $1.rank })?.key
    }

    /// The table as a file; named by what is in it.
    var file: IndexFile {
        var json = JSONWriter(capacity: towns.count * 48 + 64)
        json.object { file in
            file.member("keys", towns.map(\.key).joined(separator: " "))
            file.texts("names", towns.map(\.name))
            file.texts("areas", towns.map(\.area))
            file.numbers("lat", towns.map { Int($0.point.latitude) })
            file.numbers("lon", towns.map { Int($0.point.longitude) })
            file.numbers("rank", towns.map(\.rank))
        }
        return IndexFile(name: "\(contentName(json.bytes)).json", bytes: json.bytes)
    }
}

/// Whether a point lies within 100 km of one of many.
private struct Reach {
    /// By degree of latitude and longitude.
    private var cells: [[Int32]: [MapPoint]] = [:]

    init(around points: [MapPoint]) {
        for point in points { cells[Self.cell(point), default: []].append(point) }
    }

    func contains(_ point: MapPoint) -> Bool {
        let home = Self.cell(point)
        let distance = DistanceFrom(point)
        // A degree of latitude has 111 km; at 70° north one of longitude has 38.
        for north in home[0] - 1...home[0] + 1 {
            for east in home[1] - 3...home[1] + 3 {
                for other in cells[[north, east]] ?? [] where distance.metres(to: other) <= 100_000
                {
                    return true
                }
            }
        }
        return false
    }

    private static func cell(_ point: MapPoint) -> [Int32] {
        [(point.latitude / 1000), (point.longitude / 1000)]
    }
}
