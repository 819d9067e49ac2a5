extension FormDefinition {
    /// The address of the list that shows what an alert is about: `q=soin&contrat=cdi,cdd`.
    ///
    /// `values`: Those of a field, as they were judged.
    package func search(_ values: (String) -> [String]) -> String {
        fields.compactMap { field in
            guard let name = field.search else { return nil }
            let given = values(field.name).map(escaped)
            return given.isEmpty ? nil : "\(name)=\(given.joined(separator: ","))"
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
