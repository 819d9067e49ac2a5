import Synchronization
import VivierCrypto
import VivierDiagnostics
import VivierFiles
import VivierModel

/// One text of a file, in one language.
///
/// A class, since an offer has some sixty parts with a count of their users: what
/// is handed around is one reference.
final class Version<Value: Sendable>: Sendable {
    let file: ContentFile<Value>
    /// Of the bytes that it was read from.
    let fingerprint: UInt64
    /// What the path of the file is below; `nil` where it cannot be read again.
    let folder: String?
    private let kept: Mutex<[UInt8]?>

    init(_ file: ContentFile<Value>, _ source: SourceText, in folder: String? = nil) {
        self.file = file
        self.folder = folder
        fingerprint = VivierCrypto.fingerprint(source.bytes)
        kept = Mutex(source.bytes)
    }

    init(
        _ file: ContentFile<Value>,
        bytes: [UInt8]?,
        fingerprint: UInt64 = 0,
        in folder: String? = nil
    ) {
        self.file = file
        self.fingerprint = fingerprint
        self.folder = folder
        kept = Mutex(bytes)
    }

    /// Bytes of the file; `nil` where it is read again when its page is made,
    /// since a large site does not fit into memory whole.
    var bytes: [UInt8]? { kept.withLock { $0 } }

    /// The same bytes for a message, read again where they are not kept.
    ///
    /// - Returns: `nil` where they cannot be read any more, or have changed: the message is
    ///   then without its line.
    func readBytes() -> [UInt8]? {
        if let bytes { return bytes }
        guard let folder, let read = try? readFile("\(folder)/\(path)"),
            VivierCrypto.fingerprint(read) == fingerprint
        else { return nil }
        return read
    }

    /// Keeps the bytes no longer; who still wants them reads the file again.
    ///
    /// The memory that a page was made of serves for what is made of the next.
    func dropBytes() { kept.withLock { $0 = nil } }

    var value: Value { file.value }
    /// Below the content folder.
    var path: String { file.path }
    var language: String { file.language }
    /// The bytes of the file after the front matter.
    var bodyRange: Range<Int> { file.bodyRange }
    /// The keys that this file states itself.
    var stated: ContentKeySet { file.stated }
}

/// What an offer lacks that is shown in a preview only.
enum Early: Sendable {
    /// Its text is not final: no feed and no data has it either.
    case approval
    /// Its day has not come: otherwise the site is as it will be then.
    case day
}

/// An offer with all its languages, and where it stands today.
struct OfferEntry: Sendable {
    /// The default language first, where the offer has it; never empty.
    let versions: [Version<Offer>]
    let status: OfferStatus
    /// Its place among all offers by path: as the files were read.
    let number: Int
    /// Why it is shown before its time, to who asked for it: for no search engine.
    var early: Early?
    /// Place of its employer in the catalogue, if that has a file.
    var employer: Int?
    /// Town and department of each location, with the codes of their lists.
    var places: [ResolvedPlace] = []

    /// What all languages share: dates, terms, places.
    var offer: Offer { versions[0].value }

    /// Whether its text is not final.
    var isDraft: Bool { early == .approval }

    func version(in language: String) -> Version<Offer> {
        versions.first { $0.language == language } ?? versions[0]
    }

    func hasVersion(in language: String) -> Bool {
        versions.contains { $0.language == language }
    }
}

/// A location with the lists it belongs to.
struct ResolvedPlace: Sendable {
    var place: Place
    var country: String
    var townCode: String
    var department: Department?
}

/// A file with its translations.
struct Entry<Value: Sendable>: Sendable {
    /// The default language first, where there is one; never empty.
    let versions: [Version<Value>]

    var value: Value { versions[0].value }

    func version(in language: String) -> Version<Value> {
        versions.first { $0.language == language } ?? versions[0]
    }

    func hasVersion(in language: String) -> Bool {
        versions.contains { $0.language == language }
    }
}

/// A file that is not part of the site, and why.
package struct LeftOut: Sendable, Equatable {
    package var path: String
    package var reason: String
}

/// Everything that the site is made of, on one day.
struct Catalogue: Sendable {
    let configuration: SiteConfiguration
    let taxonomies: Taxonomies
    let today: Day

    /// Offers one can apply to, newest first; in a preview, those that wait too.
    var open: [OfferEntry] = []
    /// Closed offers that keep their page for a while, last closed first.
    var closed: [OfferEntry] = []
    /// Offers whose address answers "gone".
    var gone: [OfferEntry] = []
    /// By name.
    var employers: [Entry<Employer>] = []
    /// For each employer, its open offers, newest first.
    var offersOfEmployer: [[Int]] = []
    var faqs: [Entry<FAQ>] = []
    var pages: [Entry<FreePage>] = []
    var facets: [FacetKind: Facet] = [:]
    /// What tells towns of one name apart.
    var places = PlaceResolver(country: "")
    var leftOut: [LeftOut] = []
}
