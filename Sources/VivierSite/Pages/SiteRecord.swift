import VivierModel
import VivierTemplate

extension SiteView {
    /// The `site` of all templates in this language.
    func siteRecord(
        policy: ContentSecurityPolicy,
        stylesheet: String?,
        placesSource: String? = nil
    ) -> Record {
        let contact = configuration.contact
        let languages = editions.map { edition in
            let name = edition.texts["language.name"] ?? edition.language
            return Record(Shapes.named, [.string(edition.language), .string(name)])
        }
        let hasFeed = configuration.feeds.atom
        let zone = configuration.timeZone.split(separator: "/").last.map { String($0) } ?? ""
        return Record(
            Shapes.site,
            [
                .string(configuration.title), .text(words(configuration.subtitle)),
                .text(words(configuration.description)), .string(address.absolute("")),
                .string(address.base), .string(language), .string(configuration.country),
                .records(languages),
                .record(
                    Record(
                        Shapes.siteContact,
                        [
                            .text(contact.email), .text(contact.phone), .text(contact.address),
                            .text(contact.url.map { ownAddress($0) }), .text(contact.reply),
                        ]
                    )
                ),
                picture(configuration.logo), .records(navigation), .records(footer),
                .text(configuration.portal),
                .text(configuration.policies.spontaneous.map { ownAddress($0) }),
                .text(configuration.policies.postalRefusedFrom?.iso),
                .string(catalogue.today.iso), .text(configuration.colors.accent),
                .text(configuration.colors.accentDark), stylesheet.map { link($0) } ?? .none,
                hasFeed ? link(routes.feed(routes.offers)) : .none, link(routes.offers),
                link(routes.employers), link(routes.faq), link(routes.home),
                hasArchive ? link(routes.archive) : .none,
                hasSaved ? link(routes.saved) : .none, .bool(hasEmployers), .bool(hasFAQ),
                .string(policy.forPages), .string(edition.texts["zones.\(zone)"] ?? zone),
                terms(.domain, catalogue.taxonomies.domain),
                terms(.contract, catalogue.taxonomies.contract), .bool(hasForms),
                configuration.board ? link(indexAddress) : .none, .text(placesSource),
                hasSpaces ? link(routes.space) : .none,
            ]
        )
    }

    /// A text of the settings in this language.
    func words(_ text: TranslatedText?) -> String? {
        text?.text(in: language, fallback: configuration.defaultLanguage)
    }

    /// Whether one can apply to some open offer here, and not only by mail or elsewhere.
    private var hasForms: Bool {
        catalogue.open.contains { entry in
            guard case .form(let name) = applyBy(entry.offer.apply) else {
                return false
            }
            return formAction(name) != nil
        }
    }

    private var hasEmployers: Bool {
        configuration.outputs.employers && !catalogue.employers.isEmpty
            && templates.contains("pages/employers.html")
    }

    private var hasFAQ: Bool {
        configuration.outputs.faq && templates.contains("pages/faqs.html")
            && catalogue.faqs.contains { $0.hasVersion(in: language) }
    }

    /// The entries that `site.yml` names, else those that the content has.
    private var navigation: [Record] {
        if !configuration.navigation.isEmpty { return entries(configuration.navigation) }
        var entries = [menuEntry("site.offers", routes.offers, "offers")]
        if hasEmployers {
            entries.append(menuEntry("site.employers", routes.employers, "employers"))
        }
        if hasFAQ { entries.append(menuEntry("site.faq", routes.faq, "faq")) }
        return entries + pages(in: .header)
    }

    private var footer: [Record] {
        if !configuration.footer.isEmpty { return entries(configuration.footer) }
        return pages(in: .footer)
    }

    private func pages(in menu: FreePage.Menu) -> [Record] {
        catalogue.pages.filter { $0.value.menu == menu && $0.hasVersion(in: language) }.map {
            page in
            let value = page.version(in: language).value
            let url = link(routes.page(value.slug))
            return Record(Shapes.menuEntry, [.string(value.title), url, .string(value.slug)])
        }
    }

    private func menuEntry(_ text: String, _ address: String, _ key: String) -> Record {
        let label = edition.texts.text(text)
        return Record(Shapes.menuEntry, [.string(label), link(address), .string(key)])
    }

    private func entries(_ menu: [SiteConfiguration.MenuEntry]) -> [Record] {
        menu.filter { !catalogue.isMissing($0) }.map(entry)
    }

    /// A slug stands for a page, whose title it takes; anything else is an address.
    private func entry(_ entry: SiteConfiguration.MenuEntry) -> Record {
        let page = catalogue.pages.first { $0.value.slug == entry.target }
        let value = page?.version(in: language).value
        let url = value.map { routes.page($0.slug) } ?? entry.target
        let label = entry.label ?? value?.title ?? entry.target
        return Record(
            Shapes.menuEntry,
            [.string(label), .string(ownAddress(url)), .string(value?.slug ?? url)]
        )
    }

    /// An address of this site without its host: a copy on another host keeps its links.
    private func ownAddress(_ url: String) -> String {
        if !address.origin.isEmpty, url.hasPrefix(address.origin + "/") {
            return String(url.dropFirst(address.origin.count))
        }
        return url.hasPrefix("/") ? address.path(url) : url
    }

    private func terms(_ kind: FacetKind, _ taxonomy: Taxonomy) -> Value {
        let used = catalogue.facets[kind]?.values ?? []
        return .records(
            used.map { value in
                let label = value.label(in: language, fallback: configuration.defaultLanguage)
                let url = link(routes.facet(kind, value.code))
                return Record(Shapes.term, [.string(value.code), .string(label), url])
            }
        )
    }
}
