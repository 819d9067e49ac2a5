import Synchronization
import VivierDiagnostics
import VivierFiles
import VivierMarkup
import VivierModel

/// Reads all files of content, on several threads.
struct ContentLoader: Sendable {
    /// The bytes of offers are kept until they are more than this together; those of the others
    /// are read again when their page is made.
    static let keptBytes = 32 << 20

    let options: BuildOptions
    let reader: ContentReader
    let linter: Linter

    private enum Item: Sendable {
        case offer(Version<Offer>)
        case employer(Version<Employer>)
        case faq(Version<FAQ>)
        case page(Version<FreePage>)
        case nothing
    }

    private struct Loaded: Sendable {
        var item = Item.nothing
        var diagnostics = Diagnostics()
        var failure: SystemCallError?
    }

    /// Reads `paths`; what cannot be read is named in the diagnostics.
    ///
    /// - Throws: ``SystemCallError`` for a file that cannot be read: an offer must not
    ///   leave the site because a disk had a bad moment.
    func load(
        _ paths: [String],
        into diagnostics: inout Diagnostics
    ) async throws(SystemCallError)
        -> ReadContent
    {
        let matcher = CollectionMatcher(configuration: reader.configuration)
        var content = ReadContent()
        var files: [(path: String, collection: SiteConfiguration.Collection)] = []
        for path in paths {
            switch matcher.match(path) {
            case .content(let collection): files.append((path, collection))
            case .skipped(let reason): content.leftOut.append(LeftOut(path: path, reason: reason))
            case .other: break
            }
        }
        let found = files
        let kept = KeptBytes()
        let loaded = await parallelMap(
            found.count,
            jobs: options.jobs,
            start: { SharedValues() },
            do: { shared, index in
                let loaded = load(found[index].path, found[index].collection, &shared)
                if case .offer(let offer) = loaded.item { kept.add(offer) }
                return loaded
            }
        )
        for (index, file) in loaded.enumerated() {
            if let failure = file.failure { throw failure }
            diagnostics.merge(file.diagnostics)
            switch file.item {
            case .offer(let offer): content.offers.append(offer)
            case .employer(let employer): content.employers.append(employer)
            case .faq(let faq): content.faqs.append(faq)
            case .page(let page): content.pages.append(page)
            case .nothing:
                let path = found[index].path
                content.leftOut.append(LeftOut(path: path, reason: "has errors"))
            }
        }
        return content
    }

    private func load(
        _ path: String,
        _ collection: SiteConfiguration.Collection,
        _ shared: inout SharedValues
    ) -> Loaded {
        var loaded = Loaded()
        let source: SourceText
        do throws(SystemCallError) {
            source = SourceText(path: path, bytes: try readFile("\(options.content)/\(path)"))
        } catch {
            loaded.failure = error
            return loaded
        }
        let read = Reading(source: source, collection: collection)
        loaded.item = item(read, &shared, into: &loaded.diagnostics)
        return loaded
    }

    private struct Reading {
        let source: SourceText
        let collection: SiteConfiguration.Collection
    }

    private func check(
        _ picture: Picture?,
        _ place: Range<Int>?,
        in source: SourceText,
        into diagnostics: inout Diagnostics
    ) {
        guard let picture, picture.source.contains("//") else { return }
        diagnostics.emit(
            Diagnostic(
                .warning,
                code: "picture-elsewhere",
                "the picture '\(picture.source)' is on another site, and is left out",
                in: source,
                at: place ?? 0..<0,
                hint: "copy it into content/assets/ and write assets/…"
            )
        )
    }

    /// Whether a page can be made of a text; it is not counted among the offers otherwise.
    private func isShort(
        _ body: Range<Int>,
        _ source: SourceText,
        _ diagnostics: inout Diagnostics
    ) -> Bool {
        if body.count <= MarkdownLimits.staff.input { return true }
        diagnostics.emit(.tooLong(source, body))
        return false
    }

    private func item(
        _ read: Reading,
        _ shared: inout SharedValues,
        into diagnostics: inout Diagnostics
    ) -> Item {
        let (source, collection) = (read.source, read.collection)
        let configuration = reader.configuration
        switch collection.kind {
        case .offers:
            let file = reader.readOffer(source, collection: collection, into: &diagnostics)
            guard var file, isShort(file.bodyRange, source, &diagnostics) else { return .nothing }
            guard linter.lint(file, source: source, into: &diagnostics) else { return .nothing }
            check(file.value.image, file.places[.image], in: source, into: &diagnostics)
            file.value.typeset(typography(of: file.language, configuration))
            file.places.trim()
            shared.share(&file.value)
            return .offer(Version(file, source, in: options.content))
        case .employers:
            let file = reader.readEmployer(source, collection: collection, into: &diagnostics)
            guard var file, isShort(file.bodyRange, source, &diagnostics) else { return .nothing }
            check(file.value.logo, file.places[.logo], in: source, into: &diagnostics)
            file.value.typeset(typography(of: file.language, configuration))
            return .employer(Version(file, source))
        case .faq:
            let file = reader.readFAQ(source, collection: collection, into: &diagnostics)
            guard var file else { return .nothing }
            file.value.typeset(typography(of: file.language, configuration))
            return .faq(Version(file, source))
        case .pages:
            let file = reader.readPage(source, collection: collection, into: &diagnostics)
            guard var file, isShort(file.bodyRange, source, &diagnostics) else { return .nothing }
            file.value.typeset(typography(of: file.language, configuration))
            return .page(Version(file, source))
        }
    }
}

/// How much of the offers is in memory, on all threads.
private final class KeptBytes: Sendable {
    private let count = Atomic<Int>(0)

    /// Lets an offer have its bytes, or drops them before the next one is read.
    func add(_ offer: Version<Offer>) {
        let bytes = offer.bytes?.count ?? 0
        let total = count.add(bytes, ordering: .relaxed).newValue
        if total > ContentLoader.keptBytes { offer.dropBytes() }
    }
}
