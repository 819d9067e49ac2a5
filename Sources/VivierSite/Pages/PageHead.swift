import VivierMarkup
import VivierModel
import VivierTemplate

/// What the head of a page says of it.
struct PageHead {
    /// What kind of page it is: `offer`, `offers`, `home`.
    var kind: String
    /// Which entry of the navigation it belongs to.
    var key: String
    var address: String
    var title: String
    var description: String
    /// What the author says it is about; ``description`` may come from the text.
    var summary: String?
    /// The whole `<title>`; made of the page's and the site's titles if `nil`.
    var tabTitle: String?
    /// Language to address, for the languages the page exists in.
    var translations: [String: String] = [:]
    /// From the home page to here, without it; the last has no address.
    var trail: [(label: String, address: String?)] = []
    var isHidden = false
    var feed: String?
    var structuredData: [[UInt8]] = []
    var image: String?
    var type = "website"
    var published: String?
}

extension SiteView {
    /// The `page` of a template.
    func page(_ head: PageHead) -> Value {
        var breadcrumbs: [Record] = []
        if head.address != routes.home {
            let home = edition.texts.text("site.home")
            breadcrumbs.append(Record(Shapes.link, [.string(home), link(routes.home)]))
            for step in head.trail {
                let url = step.address.map { link($0) } ?? .none
                breadcrumbs.append(Record(Shapes.link, [.string(step.label), url]))
            }
        }
        var structuredData = head.structuredData
        if theme.structuredData, head.trail.count > 0 {
            structuredData.append(breadcrumbList(head))
        }
        return .record(
            Record(
                Shapes.page,
                [
                    .string(head.kind), .string(head.key), link(head.address),
                    .string(address.absolute(head.address)), .string(head.title),
                    .string(head.description), .text(head.summary), .string(language),
                    .records(alternates(head)), .records(breadcrumbs), .bool(head.isHidden),
                    head.feed.map { link($0) } ?? .none,
                    .list(structuredData.map { .html(scriptElement($0)) }),
                    .text(head.image.map { address.origin + $0 }), .string(head.type),
                    .text(head.published),
                    .string(head.tabTitle ?? tabTitle(head.title)),
                ]
            )
        )
    }

    /// What a search engine shows: the summary, else how the text begins, else the title.
    func description(_ summary: String?, _ text: RenderedMarkdown, _ title: String) -> String {
        guard theme.descriptions else { return title }
        return summary ?? text.firstParagraph ?? title
    }

    func tabTitle(_ title: String) -> String {
        edition.texts.text("titles.tag", ["title": title, "site": siteTitle])
    }

    /// JSON-LD in the element that search engines look for; the JSON has no `<`.
    private func scriptElement(_ json: [UInt8]) -> [UInt8] {
        Array("<script type=\"application/ld+json\">".utf8) + json + Array("</script>".utf8)
    }

    /// Each language of the site with the page's address in it, else its home.
    private func alternates(_ head: PageHead) -> [Record] {
        guard editions.count > 1 else { return [] }
        return editions.map { edition in
            let translation = head.translations[edition.language]
            let isCurrent = edition.language == language
            return Record(
                Shapes.alternate,
                [
                    .string(edition.language),
                    .string(edition.texts["language.name"] ?? edition.language),
                    link(isCurrent ? head.address : translation ?? edition.routes.home),
                    .bool(isCurrent), .bool(isCurrent || translation != nil),
                    .string(
                        address.absolute(
                            isCurrent ? head.address : translation ?? edition.routes.home
                        )
                    ),
                ]
            )
        }
    }
}
