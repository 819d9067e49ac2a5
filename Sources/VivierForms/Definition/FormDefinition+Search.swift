extension FormDefinition {
    /// Kilometres around a town that was named without a distance: on the board such a town limits
    /// nothing, and an alert for one place must not tell of all.
    private static let usualDistance = 20

    /// The address of the list that shows what an alert is about: `q=soin&contrat=cdi,cdd`.
    ///
    /// `values`: Those of a field, as they were judged.
    package func search(_ values: (String) -> [String]) -> String {
        var parts = fields.compactMap { field -> (name: String, values: [String])? in
            guard let name = field.search else { return nil }
            let given = values(field.name).filter { !$0.isEmpty }
            return given.isEmpty ? nil : (name, given)
        }
        let names = parts.map(\.name)
        if names.contains("lieu"), !names.contains("km") {
            parts.append(("km", ["\(Self.usualDistance)"]))
        }
        return parts.map { part in
            "\(part.name)=\(part.values.map(escaped).joined(separator: ","))"
        }.joined(separator: "&")
    }
}

/// As an address has it: a comma in a word is no second value.
private func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        let isPlain =
            (48...57).contains(byte) || (97...122).contains(byte | 32) || byte == 45 || byte == 95
        bytes += isPlain ? [byte] : [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
}
