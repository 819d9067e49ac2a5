import VivierModel

/// A kind of value that files of content are read into.
protocol ContentRecord: Sendable {
    static var keys: KeyTable<Self> { get }

    /// A record that says nothing yet.
    init()

    /// Title or name.
    var heading: String { get set }

    var slug: String { get set }

    /// Old addresses that lead to its page.
    var aliases: [String] { get set }

    /// The number it is filed under; empty for kinds that have none.
    var number: String { get set }

    /// Fills in what follows from the name of the file and the other keys.
    mutating func complete(_ name: FileName, isAdopted: Bool, stated: ContentKeySet)
}

extension ContentRecord {
    var number: String {
        get { "" }
        set {}
    }

    mutating func complete(_ name: FileName, isAdopted: Bool, stated: ContentKeySet) {
        completeSlug(name, isAdopted: isAdopted)
    }

    mutating func completeSlug(_ name: FileName, isAdopted: Bool) {
        if slug.isEmpty { slug = VivierSite.slug(of: isAdopted ? name.undated : name.base) }
    }
}

extension Offer: ContentRecord {
    static var keys: KeyTable<Offer> { offerKeys }

    var number: String {
        get { reference }
        set { reference = newValue }
    }

    init() { self.init(title: "", slug: "", reference: "") }

    var heading: String {
        get { title }
        set { title = newValue }
    }

    mutating func complete(_ name: FileName, isAdopted: Bool, stated: ContentKeySet) {
        completeSlug(name, isAdopted: isAdopted)
        if reference.isEmpty { reference = slug }
        if isAdopted, !stated.contains(.published) { published = published ?? name.day }
    }
}

extension Employer: ContentRecord {
    static var keys: KeyTable<Employer> { employerKeys }

    init() { self.init(name: "", slug: "") }

    var heading: String {
        get { name }
        set { name = newValue }
    }
}

extension FAQ: ContentRecord {
    static var keys: KeyTable<FAQ> { faqKeys }

    init() { self.init(title: "", slug: "") }

    var heading: String {
        get { title }
        set { title = newValue }
    }
}

extension FreePage: ContentRecord {
    static var keys: KeyTable<FreePage> { pageKeys }

    init() { self.init(title: "", slug: "") }

    var heading: String {
        get { title }
        set { title = newValue }
    }
}
