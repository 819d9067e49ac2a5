import VivierDiagnostics
import VivierModel

extension Diagnostic {
    /// About a key of a file, at its place where the file can be read.
    private init<Value>(
        _ severity: Severity,
        code: String,
        _ message: String,
        _ file: Version<Value>,
        _ key: ContentKey,
        hint: String
    ) {
        if let place = file.file.places[key] ?? file.file.places[.title],
            let bytes = file.readBytes()
        {
            let source = SourceText(path: file.path, bytes: bytes)
            self.init(severity, code: code, message, in: source, at: place, hint: hint)
        } else {
            self.init(severity, code: code, message, path: file.path, hint: hint)
        }
    }

    static func sameSlug(
        _ slug: String,
        _ file: Version<Offer>,
        first: Version<Offer>
    ) -> Diagnostic {
        let diagnostic = Diagnostic(
            .error,
            code: "same-path",
            "the address '\(slug)' is also that of '\(first.path)'",
            file,
            .slug,
            hint: "give one of the two another 'slug'"
        )
        guard let place = first.file.places[.slug] ?? first.file.places[.title],
            let bytes = first.readBytes()
        else { return diagnostic }
        let source = SourceText(path: first.path, bytes: bytes)
        return diagnostic.noting("the other is here", in: source, at: place.lowerBound)
    }

    static func reservedSlug(_ slug: String, _ file: Version<Offer>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "same-path",
            "the address '\(slug)' is that of a list of offers",
            file,
            .slug,
            hint: "rename the file, or give it another 'slug'"
        )
    }

    static func duplicateReference(
        _ reference: String,
        _ file: Version<Offer>,
        first: String
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "duplicate-reference",
            "the reference '\(reference)' is also that of '\(first)'",
            file,
            .reference,
            hint: "give each offer a 'reference' of its own"
        )
    }

    static func unknownEmployer(
        _ name: String,
        _ file: Version<Offer>,
        near: [String]
    ) -> Diagnostic {
        Diagnostic(
            .warning,
            code: "unknown-employer",
            "no employer is called '\(name)'",
            file,
            .employer,
            hint: "did you mean \(VivierSite.listed(near.map { "'\($0)'" }))?"
        )
    }
}
