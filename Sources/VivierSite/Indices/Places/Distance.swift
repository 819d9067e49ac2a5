internal import Glibc

/// Metres between points along the surface of a sphere of 6371 km (haversine),
/// rounded: the last bits of sine and cosine, in which machines differ, do not count.
struct DistanceFrom: Sendable {
    private let latitude: Double
    private let longitude: Double
    private let cosine: Double

    init(_ point: MapPoint) {
        latitude = radians(point.latitude)
        longitude = radians(point.longitude)
        cosine = cos(latitude)
    }

    func metres(to point: MapPoint) -> Int {
        let other = radians(point.latitude)
        let north = sin((other - latitude) / 2)
        let east = sin((radians(point.longitude) - longitude) / 2)
        let half = north * north + cosine * cos(other) * east * east
        return Int((2 * 6_371_000 * asin(min(1, half.squareRoot())) + 0.5).rounded(.down))
    }
}

/// Of 1/1000 of a degree.
private func radians(_ thousandths: Int32) -> Double { Double(thousandths) / 1000 * .pi / 180 }
