import VivierModel

/// One entry of a feed.
struct FeedEntry: Sendable {
    var address: String
    var title: String
    var updated: String
    /// `nil` where the offer does not say.
    var published: String?
    var summary: String?
    var author: String?
    /// HTML; `nil` where the feed gives titles and facts only.
    var content: [UInt8]?
}

extension SiteView {
    /// A feed of offers, newest first (RFC 4287).
    ///
    /// Its date is that of the newest offer, so that a feed changes only when
    /// an offer does.
    func atomFeed(title: String, list: String, feed: String, entries: [FeedEntry]) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language]) {
            body in
            body.element("title", text: title)
            body.element("id", text: address.absolute(list))
            body.empty(
                "link",
                ["rel": "alternate", "type": "text/html", "href": address.absolute(list)]
            )
            body.empty(
                "link",
                ["rel": "self", "type": "application/atom+xml", "href": address.absolute(feed)]
            )
            let newest = entries.map(\.updated).max() ?? clock.start(of: catalogue.today)
            body.element("updated", text: newest)
            body.element("author") { $0.element("name", text: siteTitle) }
            for entry in entries {
                body.element("entry") { item in
                    let url = address.absolute(entry.address)
                    item.element("title", text: entry.title)
                    item.element("id", text: url)
                    item.empty("link", ["rel": "alternate", "type": "text/html", "href": url])
                    item.element("updated", text: entry.updated)
                    item.element("published", text: entry.published)
                    if let author = entry.author {
                        item.element("author") { $0.element("name", text: author) }
                    }
                    item.element("summary", text: entry.summary)
                    if let content = entry.content {
                        item.element("content", ["type": "html"]) {
                            $0.text(utf8: absoluteLinks(content, on: entry.address))
                        }
                    }
                }
            }
        }
        return xml.bytes
    }

    /// An offer as an entry, with its whole text.
    ///
    /// RFC 4287 wants a date of each entry: without one of its own, the day of the build.
    func feedEntry(_ entry: OfferEntry, content: [UInt8]?) -> FeedEntry {
        let version = entry.version(in: language)
        let offer = version.value
        let facts = [
            employerName(entry, offer), offer.contracts.first.map { label(.contract, $0) },
            edition.label(of: entry.places), offer.salary.flatMap { edition.label(of: $0) },
            offer.closes.map {
                "\(edition.texts.text("card.until")) \(edition.dates.text($0, .long))"
            },
        ]
        return FeedEntry(
            address: offerAddress(version),
            title: offer.title,
            updated: clock.start(of: offer.published ?? catalogue.today),
            published: offer.published.map { clock.start(of: $0) },
            summary: facts.compactMap { $0 }.joined(separator: " · "),
            author: employerName(entry, offer),
            content: content
        )
    }
}
