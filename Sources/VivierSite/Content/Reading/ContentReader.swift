package import VivierDiagnostics
import VivierMarkup
package import VivierModel

/// Reads files of content: front matter in, values out.
///
/// Every reading is a function of the bytes alone, so that files can be read on
/// any thread and in any order.
package struct ContentReader: Sendable {
    package let configuration: SiteConfiguration
    package let taxonomies: Taxonomies

    private let own: ReadingSettings
    private let adopted: ReadingSettings
    private let maps: [CollectionMap]

    /// Prepares the reading of the files of one site.
    ///
    /// `files` are paths below the content folder, to find pictures that are not there;
    /// `nil` takes them as they are.
    package init(
        configuration: SiteConfiguration,
        taxonomies: Taxonomies,
        files: [String]? = nil
    ) {
        self.configuration = configuration
        self.taxonomies = taxonomies
        let terms = TermIndices(taxonomies)
        let files = files.map { Set($0) }
        func settings(isAdopted: Bool) -> ReadingSettings {
            ReadingSettings(
                configuration: configuration,
                terms: terms,
                isAdopted: isAdopted,
                files: files
            )
        }
        own = settings(isAdopted: false)
        adopted = settings(isAdopted: true)
        maps = configuration.collections.map { collection in
            switch collection.kind {
            case .offers: CollectionMap(collection, offerKeys)
            case .employers: CollectionMap(collection, employerKeys)
            case .faq: CollectionMap(collection, faqKeys)
            case .pages: CollectionMap(collection, pageKeys)
            }
        }
    }

    /// Reads an offer.
    ///
    /// - Returns: `nil` when the file cannot be published; the diagnostics say why.
    package func readOffer(
        _ source: SourceText,
        collection: SiteConfiguration.Collection,
        into diagnostics: inout Diagnostics
    ) -> ContentFile<Offer>? {
        read(source, collection, into: &diagnostics)
    }

    /// Reads an employer; as ``readOffer(_:collection:into:)``.
    package func readEmployer(
        _ source: SourceText,
        collection: SiteConfiguration.Collection,
        into diagnostics: inout Diagnostics
    ) -> ContentFile<Employer>? {
        read(source, collection, into: &diagnostics)
    }

    /// Reads a file of questions; as ``readOffer(_:collection:into:)``.
    package func readFAQ(
        _ source: SourceText,
        collection: SiteConfiguration.Collection,
        into diagnostics: inout Diagnostics
    ) -> ContentFile<FAQ>? {
        read(source, collection, into: &diagnostics)
    }

    /// Reads a free page; as ``readOffer(_:collection:into:)``.
    package func readPage(
        _ source: SourceText,
        collection: SiteConfiguration.Collection,
        into diagnostics: inout Diagnostics
    ) -> ContentFile<FreePage>? {
        read(source, collection, into: &diagnostics)
    }

    private func read<Record: ContentRecord>(
        _ source: SourceText,
        _ collection: SiteConfiguration.Collection,
        into diagnostics: inout Diagnostics
    ) -> ContentFile<Record>? {
        let place = configuration.collections.firstIndex { $0 == collection }
        var reading = FileReading<Record>(
            source: source,
            settings: place == nil ? own : adopted,
            map: place.map { maps[$0] }
        )
        let file = reading.read()
        diagnostics.merge(reading.keys.diagnostics)
        return file
    }
}

/// The closed lists of a site.
package struct Taxonomies: Sendable {
    package var domain = Taxonomy(name: "domain", isClosed: false)
    package var contract = Taxonomy(name: "contract", isClosed: false)
    package var qualification = Taxonomy(name: "qualification", isClosed: false)

    package init() {}
}
