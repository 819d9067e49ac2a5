import VivierModel

/// Where the open offers are: as the files say, else as a gazetteer knows their towns.
struct OfferPlaces: Sendable {
    /// For each open offer, its points.
    let points: [[MapPoint]]
    let table: PlaceTable

    init(_ catalogue: Catalogue, _ gazetteer: Gazetteer) {
        var stated: [String: [MapPoint]] = [:]
        var places: [String: ResolvedPlace] = [:]
        for place in catalogue.open.lazy.flatMap(\.places) where !place.townCode.isEmpty {
            if places[place.townCode] == nil { places[place.townCode] = place }
            if let point = place.point { stated[place.townCode, default: []].append(point) }
        }
        var towns: [String: MapPoint] = [:]
        for (code, place) in places {
            towns[code] = middle(of: stated[code] ?? []) ?? gazetteer.point(of: place)
        }
        let centres = towns
        points = catalogue.open.map { entry in
            entry.places.compactMap { $0.point ?? centres[$0.townCode] }
        }
        let own = places.sorted { $0.key < $1.key }.compactMap { code, place in
            centres[code].map { point in
                PlaceTable.Own(
                    key: code,
                    name: place.place.town,
                    area: place.department?.code ?? "",
                    areaName: place.department?.name ?? place.country,
                    point: point
                )
            }
        }
        let reached = Set(points.joined()).sorted()
        table = PlaceTable(own: own, near: reached, of: gazetteer)
    }
}

extension ResolvedPlace {
    /// What its file says.
    var point: MapPoint? {
        place.coordinates.flatMap { MapPoint(latitude: $0.latitude, longitude: $0.longitude) }
    }
}

/// The centre of points that lie close together; `nil` of none.
private func middle(of points: [MapPoint]) -> MapPoint? {
    guard !points.isEmpty else { return nil }
    let count = Double(points.count) * 1000
    return MapPoint(
        latitude: Double(points.reduce(0) { $0 + Int($1.latitude) }) / count,
        longitude: Double(points.reduce(0) { $0 + Int($1.longitude) }) / count
    )
}

extension Gazetteer {
    /// The town of that name in the department of a place, else the largest in its country.
    func point(of place: ResolvedPlace) -> MapPoint? {
        let namesakes = towns(slug: slug(of: place.place.town)).filter {
            $0.country == place.country
        }
        let near = namesakes.first { $0.area == place.department?.code }
        return (near ?? namesakes.max { $0.people < $1.people })?.point
    }
}
