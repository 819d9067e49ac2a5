import VivierModel

extension SiteView {
    /// What offers can be chosen by, in the order of the panel.
    ///
    /// The names are the same in all languages of a site: a search that is sent to
    /// somebody opens in theirs.
    func offerFacets() -> [ListFacet] {
        [
            terms("domaine", .domain) { $0.offer.domains },
            terms("contrat", .contract) { $0.offer.contracts },
            terms("qualification", .qualification) { $0.offer.qualifications },
            facet("employeur", key: "employer", .one) { entry, facet in
                let own = entry.employer.map { catalogue.employers[$0].value.slug }
                guard let name = employerName(entry, entry.offer) else { return }
                facet.add(own ?? slug(of: name)) { name }
            },
            facet("departement", key: "department", .many) { entry, facet in
                for department in entry.places.compactMap(\.department) {
                    facet.add(department.code) { department.name }
                }
            },
            facet("commune", key: "town", .many) { entry, facet in
                for place in entry.places { facet.add(place.townCode) { place.place.town } }
            },
            facet("teletravail", key: "remote", .one) { entry, facet in
                guard let kind = entry.offer.remote?.kind else { return }
                facet.add(word(for: kind)) { edition.texts.text("remote.\(kind.rawValue)") }
            },
            facet("temps", key: "workload", .one) { entry, facet in
                guard let isFull = entry.offer.workload?.isWholeWeek else { return }
                facet.add(isFull ? "plein" : "partiel") {
                    edition.texts.text(isFull ? "workload.full" : "workload.part")
                }
            },
            payFacet(),
            facet("langue", key: "language", .many) { entry, facet in
                for spoken in entry.offer.languages {
                    facet.add(slug(of: spoken.code)) { edition.languageName(spoken.code) }
                }
            },
        ].compactMap(\.self)
    }

    private func facet(
        _ name: String,
        key: String,
        _ kind: ListFacet.Kind,
        add: (OfferEntry, inout ListFacetBuilder) -> Void
    ) -> ListFacet? {
        var builder = ListFacetBuilder(name, key: key, kind)
        for entry in catalogue.open {
            builder.beginRow()
            add(entry, &builder)
        }
        return builder.finish()
    }

    private func terms(
        _ name: String,
        _ kind: FacetKind,
        _ codes: (OfferEntry) -> [String]
    ) -> ListFacet? {
        facet(name, key: kind.rawValue, .many) { entry, facet in
            for code in codes(entry) { facet.add(slug(of: code)) { label(kind, code) } }
        }
    }

    /// The least pay a month, in the currency that most offers have.
    private func payFacet() -> ListFacet? {
        var currencies: [String: Int] = [:]
        for salary in catalogue.open.lazy.compactMap(\.offer.salary) where salary.monthly != nil {
            currencies[salary.currency, default: 0] += 1
        }
        guard let currency = currencies.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
        else { return nil }
        return .floor(
            "salaire",
            key: "salary",
            steps: paySteps,
            of: catalogue.open.map { entry in
                entry.offer.salary.flatMap { $0.currency == currency ? $0.monthly : nil }
            },
            label: { step in
                edition.texts.text(
                    "salary.exact",
                    [
                        "min": edition.numbers.text(Double(step)),
                        "currency": edition.currencySymbol(currency),
                    ]
                )
            }
        )
    }

    private func word(for kind: Remote.Kind) -> String {
        switch kind {
        case .none: "sur-place"
        case .partial: "partiel"
        case .full: "complet"
        }
    }
}

/// Amounts a month that one can ask for at least.
private let paySteps = [
    1500, 1750, 2000, 2250, 2500, 2750, 3000, 3500, 4000, 4500, 5000, 6000, 7000, 8000, 10_000,
]

extension Salary {
    /// The most it pays in a month of 1820/12 hours or 260/12 days; `nil` if it is not said.
    fileprivate var monthly: Int? {
        guard isPublished, let most = max ?? min else { return nil }
        let amount =
            switch period {
            case .hour: most * 1820 / 12
            case .day: most * 260 / 12
            case .month: most
            case .year: most / 12
            }
        return amount >= 0 && amount < 1e12 ? Int(amount) : nil
    }
}

extension Workload {
    /// Whether it is full time: 100 %, or 35 hours a week; `nil` if it does not say.
    fileprivate var isWholeWeek: Bool? {
        percent.map { $0 >= 100 } ?? hours.map { $0 >= 35 } ?? isFullTime
    }
}
