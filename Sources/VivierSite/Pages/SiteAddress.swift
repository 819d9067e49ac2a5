/// Where a site stands: `https://host` and perhaps a path below it.
package struct SiteAddress: Sendable {
    /// Scheme and host, as browsers write them into `Origin`; empty for a site that does not say
    /// where it will stand.
    package let origin: String
    /// `""`, or a path without a final slash: `/emplois`.
    let base: String

    package init(_ url: String) {
        var slashes = url.indices.filter { url[$0] == "/" }
        if let first = slashes.first, url[..<first].hasSuffix(":") {
            slashes.removeFirst(min(2, slashes.count))
        }
        let slash = slashes.first ?? url.endIndex
        origin = String(url[..<slash])
        var base = String(url[slash...])
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
    }

    /// What a page writes into `href` for an address of the site.
    func path(_ address: String) -> String { base + address }

    /// Puts the links that texts write as `/offres/x/` below the path of the site; `nil` for a
    /// site at the root of its host.
    ///
    /// A link that has the path already keeps it.
    var linkRewriter: (@Sendable (_ destination: String, _ isImage: Bool) -> String?)? {
        guard !base.isEmpty else { return nil }
        return { [base] destination, _ in
            let isOurs = destination.hasPrefix("/") && !destination.hasPrefix("//")
            return isOurs && !destination.hasPrefix(base + "/") ? base + destination : nil
        }
    }

    /// The whole address, for feeds and metadata.
    package func absolute(_ address: String) -> String { origin + base + address }
}
