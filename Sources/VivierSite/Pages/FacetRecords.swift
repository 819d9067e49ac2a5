import VivierModel
import VivierTemplate

extension SiteView {
    /// A facet of more values than this has its page of values, not a place in the panel.
    private static let panelValues = 200

    /// The panel of a list: each facet with its values and their lists.
    ///
    /// Empty where the theme does not show it.
    func facetRecords(current: (kind: FacetKind, code: String)?) -> [Record] {
        guard theme.facets else { return [] }
        return FacetKind.allCases.compactMap { kind in
            guard let facet = catalogue.facets[kind], !facet.values.isEmpty,
                facet.values.count <= Self.panelValues
            else { return nil }
            guard current?.kind == kind else {
                return known.facets[kind] ?? record(of: facet, current: nil)
            }
            return record(of: facet, current: current?.code)
        }
    }

    func record(of facet: Facet, current: String?) -> Record {
        let values = facet.values.map { value in
            Record(
                Shapes.facetValue,
                [
                    .string(value.code),
                    .string(value.label(in: language, fallback: configuration.defaultLanguage)),
                    link(routes.facet(facet.kind, value.code)),
                    .int(value.offers.count),
                    .bool(value.code == current),
                ]
            )
        }
        return Record(
            Shapes.facet,
            [
                .string(facet.kind.rawValue), .string(routes.parameter(facet.kind)),
                .string(facetLabel(facet.kind)), link(routes.offers), .records(values),
            ]
        )
    }

    /// A page with all values of each facet that has some, so that no address above a list is missing.
    func termPages() -> [PlannedPage] {
        let template = "pages/terms.html"
        guard templates.contains(template) else { return [] }
        return FacetKind.allCases.compactMap { kind in
            guard let facet = catalogue.facets[kind], !facet.values.isEmpty else { return nil }
            return PlannedPage(routes.terms(kind), source: "templates/\(template)") { worker in
                var head = PageHead(
                    kind: "terms",
                    key: "offers",
                    address: routes.terms(kind),
                    title: facetLabel(kind),
                    description:
                        "\(edition.texts.text("site.offers")) : \(facetLabel(kind)), \(siteTitle)"
                )
                head.trail = [
                    (edition.texts.text("site.offers"), routes.offers), (facetLabel(kind), nil),
                ]
                head.translations = translations { $0.routes.terms(kind) }
                let record = record(of: facet, current: nil)
                let context = Record(Shapes.terms, [page(head), .record(record)])
                return worker.render(template, context, edition: editionIndex)
            }
        }
    }
}
