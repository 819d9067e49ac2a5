import VivierModel

extension KeyReader {
    /// Several places; one that is named twice is one place.
    mutating func places(_ value: ContentValue) -> [Place]? {
        var seen: [Place] = []
        return list(value) { value, reader in
            guard let place = reader.place(value) else { return nil }
            if seen.contains(place) {
                reader.complain(.placeTwice(place.town), at: value.range)
                return nil
            }
            seen.append(place)
            return place
        }
    }

    /// A place: its town, or the town with what else is known.
    mutating func place(_ value: ContentValue) -> Place? {
        guard value.kind == .keys else { return text(value).map(readPlace) }
        var place = Place(town: "")
        var latitude: Double?
        var longitude: Double?
        readKeys(of: value, placeKeys) { key, value, reader in
            switch key {
            case "town": place.town = reader.text(value) ?? ""
            case "postal_code": place.postalCode = reader.text(value)
            case "department": place.department = reader.text(value)
            case "country": place.country = reader.country(value)
            case "address": place.address = reader.text(value)
            case "lat": latitude = reader.degrees(value, 90)
            case "lon": longitude = reader.degrees(value, 180)
            case "coordinates":
                guard let pair = reader.coordinates(value) else { return }
                (latitude, longitude) = pair
            default: place.note = reader.text(value)
            }
        }
        if let latitude, let longitude {
            place.coordinates = (latitude, longitude)
        } else if (latitude == nil) != (longitude == nil) {
            let missing = latitude == nil ? "lat" : "lon"
            complain(
                .missingPart(name, missing, example: "lat: 45.76 and lon: 4.84"),
                at: value.range
            )
        }
        guard place.town.isEmpty else { return place }
        if let address = place.address {
            place.town = address
            place.address = nil
            return place
        }
        if let department = place.department ?? place.country {
            place.town = department
            return place
        }
        complain(.missingPart(name, "town", example: "town: Lyon"), at: value.range)
        return nil
    }

    /// A country: its code, or its name.
    mutating func country(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        let code = text.uppercased()
        if Codes.countries.contains(code) { return code }
        if let code = Codes.countryNames[VivierSite.slug(of: text)] { return code }
        complain(.unknownCountry(text), at: value.range)
        return nil
    }

    /// `[latitude, longitude]`, or a text of the two.
    private mutating func coordinates(_ value: ContentValue) -> (Double, Double)? {
        var parts = value.elements
        if value.kind == .scalar {
            let separators = value.text.contains(";") ? ";" : ","
            parts = value.text.split(separator: separators).map {
                .text(trimmed(String($0)), value.range)
            }
        }
        guard parts.count == 2 else {
            complain(.wrongCoordinates(value.text), at: value.range)
            return nil
        }
        guard let latitude = degrees(parts[0], 90), let longitude = degrees(parts[1], 180) else {
            return nil
        }
        return (latitude, longitude)
    }

    private mutating func degrees(_ value: ContentValue, _ limit: Double) -> Double? {
        guard value.kind == .scalar else {
            complain(.wrongCoordinates(value.text), at: value.range)
            return nil
        }
        let text = trimmed(value.text)
        guard let degrees = Double(text), degrees.isFinite else {
            complain(.wrongCoordinates(text), at: value.range)
            return nil
        }
        guard abs(degrees) <= limit else {
            complain(.coordinateOutOfRange(text, limit: limit), at: value.range)
            return nil
        }
        return degrees
    }
}

/// `Lyon`, `69003 Lyon`, `Lyon (69003)`.
func readPlace(_ text: String) -> Place {
    func isCode(_ text: some StringProtocol) -> Bool {
        (4...5).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }
    let parts = text.split(separator: " ", maxSplits: 1)
    if parts.count == 2, isCode(parts[0]) {
        var place = Place(town: trimmed(String(parts[1])))
        place.postalCode = String(parts[0])
        return place
    }
    if text.utf8.last == UInt8(ascii: ")"), let open = text.lastIndex(of: "(") {
        let inside = text[text.index(after: open)...].dropLast()
        let town = trimmed(String(text[..<open]))
        if isCode(inside), !town.isEmpty {
            var place = Place(town: town)
            place.postalCode = String(inside)
            return place
        }
    }
    return Place(town: text)
}
