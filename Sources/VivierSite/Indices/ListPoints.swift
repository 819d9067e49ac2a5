/// A place on the map, in 1/1000 of a degree.
struct MapPoint: Hashable, Sendable, Comparable {
    var latitude: Int32
    var longitude: Int32

    /// Degrees, rounded to 1/1000; `nil` for what is no place on earth.
    init?(latitude: Double, longitude: Double) {
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        self.latitude = Int32((latitude * 1000).rounded())
        self.longitude = Int32((longitude * 1000).rounded())
    }

    static func < (first: MapPoint, second: MapPoint) -> Bool {
        (first.latitude, first.longitude) < (second.latitude, second.longitude)
    }
}

/// Where the rows of a list are: one point, several or none.
struct ListPoints: Sendable {
    /// By the first row that has them: where each row has its own, the codes ascend,
    /// and compression leaves nearly nothing of them.
    let points: [MapPoint]
    /// Combinations of several points.
    let masks: [[Int]]
    /// For each row, 0 for none, else the number of its point from 1, then of its mask.
    let codes: [UInt32]

    init(_ rows: [[MapPoint]]) {
        var points: [MapPoint] = []
        var numbers: [MapPoint: Int] = [:]
        for point in rows.joined() where numbers[point] == nil {
            numbers[point] = points.count
            points.append(point)
        }
        self.points = points
        let sets = rows.map { row in Set(row.compactMap { numbers[$0] }).sorted() }
        let (masks, maskCodes) = masked(sets.map { $0.count > 1 ? $0 : [] })
        let pointCount = UInt32(points.count)
        self.masks = masks
        codes = zip(sets, maskCodes).map { set, code in
            code > 0 ? pointCount + code : UInt32(set.first.map { $0 + 1 } ?? 0)
        }
    }

    var codeCount: Int { points.count + masks.count + 1 }

    /// The points of a row.
    func points(of row: Int) -> [MapPoint] { points(ofCode: codes[row]).map { points[$0] } }

    /// The points that a code stands for.
    func points(ofCode code: UInt32) -> [Int] {
        guard code > 0 else { return [] }
        let number = Int(code) - 1
        return number < points.count ? [number] : masks[number - points.count]
    }
}
