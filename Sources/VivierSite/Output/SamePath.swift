import VivierDiagnostics

/// For a file of content as messages call it, where it says what its address is made of.
typealias DecidingPlaces = @Sendable (String) -> (text: SourceText, range: Range<Int>)?

extension SitePlan {
    /// The slug of a file of content, else its title; `nil` where it says neither.
    func decidingPlace(of source: String) -> (text: SourceText, range: Range<Int>)? {
        guard source.hasPrefix(contentName + "/") else { return nil }
        let path = source.dropFirst(contentName.count + 1)
        func place<Value>(in entries: [[Version<Value>]]) -> (SourceText, Range<Int>)? {
            for version in entries.joined() where version.path == path {
                guard let range = version.file.places[.slug] ?? version.file.places[.title],
                    let bytes = version.readBytes()
                else { return nil }
                return (SourceText(path: source, bytes: bytes), range)
            }
            return nil
        }
        let catalogue = views[0].catalogue
        return place(in: (catalogue.open + catalogue.closed).map(\.versions))
            ?? place(in: catalogue.employers.map(\.versions))
            ?? place(in: catalogue.faqs.map(\.versions))
            ?? place(in: catalogue.pages.map(\.versions))
    }
}

extension Diagnostic {
    /// Two sources want one file.
    static func samePath(
        _ path: String,
        _ source: String,
        _ first: String,
        _ places: DecidingPlaces
    ) -> Diagnostic {
        let message = "this would be published as '/\(path)', and so would '\(first)'"
        let hint = "give one of the two another 'slug'"
        let diagnostic =
            places(source).map { text, range in
                Diagnostic(.error, code: "same-path", message, in: text, at: range, hint: hint)
            } ?? Diagnostic(.error, code: "same-path", message, path: source, hint: hint)
        guard let (text, range) = places(first) else { return diagnostic }
        return diagnostic.noting("the other is here", in: text, at: range.lowerBound)
    }
}
