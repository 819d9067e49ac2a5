import VivierTemplate

/// Draws where the places of an offer are: an outline of their country, and a spot for each.
struct PlaceMaps: Sendable {
    var outlines = CountryOutlines()
    var gazetteer = Gazetteer()

    /// The map of the first country that can be drawn.
    ///
    /// - Returns: `nil` where no place is known, or none lies in a country that the theme can draw.
    func map(of places: [ResolvedPlace]) -> Record? {
        for country in places.map(\.country) {
            guard let outline = outlines.countries[country] else { continue }
            let spots = places.filter { $0.country == country }
                .compactMap { $0.point ?? gazetteer.point(of: $0) }
                .compactMap(outline.spot)
            guard !spots.isEmpty else { continue }
            // Towns side by side are one spot.
            let distinct = spots.indices.filter { at in
                !spots[..<at].contains { $0 == spots[at] }
            }
            return Record(
                Shapes.map,
                [
                    .number(outline.width), .number(outline.height), .string(outline.path),
                    .records(
                        distinct.map {
                            Record(Shapes.spot, [.number(spots[$0].x), .number(spots[$0].y)])
                        }
                    ),
                ]
            )
        }
        return nil
    }
}
