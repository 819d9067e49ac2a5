extension FormField {
    /// Whether its candidate may change it after it was sent.
    ///
    /// What letters go to, what was handed in and what was agreed to stays.
    package var isCorrectable: Bool {
        switch kind {
        case .mail, .file, .consent, .group: false
        case .text, .phone, .date, .number, .choice, .several, .town: true
        }
    }
}
