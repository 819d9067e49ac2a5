import VivierFiles

/// One file of the site, before it is made.
struct PlannedPage: Sendable {
    /// Its address: `/offres/page/3/`, `/robots.txt`.
    let address: String
    /// What it is made of, for messages: the path of a file of content, or of a template.
    let source: String
    /// Whether it is a page that people read, and not a feed or an asset.
    let isPage: Bool
    /// All that it is made of, in one number (``PageSums``); `nil` for one that is always made.
    let sum: UInt64?
    /// Makes its bytes, in pieces; `nil` with a fault in the worker's diagnostics.
    let make: @Sendable (Worker) -> FilePieces?

    init(
        _ address: String,
        source: String,
        isPage: Bool = true,
        sum: UInt64? = nil,
        make: @escaping @Sendable (Worker) -> [UInt8]?
    ) {
        self.address = address
        self.source = source
        self.isPage = isPage
        self.sum = sum
        self.make = { worker in make(worker).map { FilePieces($0) } }
    }

    /// A file of data about every offer.
    init(_ address: String, pieces: @escaping @Sendable () -> FilePieces) {
        self.address = address
        source = "site.yml"
        isPage = false
        sum = nil
        make = { _ in pieces() }
    }
}
