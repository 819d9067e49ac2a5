/// One address of the sitemap.
struct SitemapEntry: Sendable {
    var address: String
    /// `YYYY-MM-DD`, where known.
    var changed: String?
    /// Language and address of each translation, the page itself included.
    var translations: [(language: String, address: String)] = []
}

/// The sitemap in shards, and their index (sitemaps.org 0.9).
///
/// Addresses keep their shard as the site grows: entries are in the order of
/// their pages, oldest offers first, so that a new offer touches the last one.
struct Sitemap: Sendable {
    /// Well under the 50,000 that the protocol allows: a shard is rewritten whole.
    static let shardSize = 5_000

    let address: SiteAddress

    /// Path and bytes of each shard; `entry` makes the entry of an item with its shard.
    func shards<Item: Sendable>(
        named name: String,
        _ items: [Item],
        entry: @escaping @Sendable (Item) -> SitemapEntry
    ) -> [(
        path: String, bytes: @Sendable () -> [UInt8]
    )] {
        stride(from: 0, to: items.count, by: Self.shardSize).map { start in
            let shard = items[start..<min(start + Self.shardSize, items.count)]
            let path = "/sitemaps/\(name)-\(start / Self.shardSize + 1).xml"
            return (path, { self.shard(shard.map(entry)) })
        }
    }

    func index(_ paths: [String]) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("sitemapindex", ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"]) {
            body in
            for path in paths {
                body.element("sitemap") { $0.element("loc", text: address.absolute(path)) }
            }
        }
        return xml.bytes
    }

    private func shard(_ entries: [SitemapEntry]) -> [UInt8] {
        var xml = XMLWriter()
        xml.element(
            "urlset",
            [
                "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
                "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
            ]
        ) { body in
            for entry in entries {
                body.element("url") { url in
                    url.element("loc", text: address.absolute(entry.address))
                    url.element("lastmod", text: entry.changed)
                    guard entry.translations.count > 1 else { return }
                    for translation in entry.translations {
                        url.empty(
                            "xhtml:link",
                            [
                                "rel": "alternate", "hreflang": translation.language,
                                "href": address.absolute(translation.address),
                            ]
                        )
                    }
                }
            }
        }
        return xml.bytes
    }
}
