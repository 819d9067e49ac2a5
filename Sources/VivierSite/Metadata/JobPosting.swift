import VivierMarkup
import VivierModel
import VivierTemplate

extension SiteView {
    /// An open offer for machines (schema.org JobPosting).
    ///
    /// All that Google's documentation of job postings requires or recommends
    /// and that the offer says; nothing that its page does not show.
    func jobPosting(
        _ entry: OfferEntry,
        _ version: Version<Offer>,
        _ words: OfferWords? = nil,
        description: [UInt8]
    ) -> [UInt8] {
        let offer = version.value
        let words = words ?? self.words(of: version)
        var json = JSONWriter()
        json.object { posting in
            posting.member("@context", "https://schema.org")
            posting.member("@type", "JobPosting")
            posting.member("title", offer.title)
            posting.member("url", address.absolute(words.address))
            posting.object("identifier") { identifier in
                identifier.member("@type", "PropertyValue")
                identifier.member("name", employerName(entry, offer) ?? siteTitle)
                identifier.member("value", offer.reference)
            }
            posting.member("datePosted", offer.published?.iso)
            posting.member("validThrough", words.closesAt)
            posting.member("employmentType", employmentTypes(offer))
            posting.object("hiringOrganization") { organization(of: entry, offer, into: &$0) }
            if let unit = offer.unit {
                posting.object("employmentUnit") { organization in
                    organization.member("@type", "Organization")
                    organization.member("name", unit)
                }
            }
            locations(entry, offer, into: &posting)
            baseSalary(offer.salary, into: &posting)
            posting.member("totalJobOpenings", offer.positions)
            if case .day(let day)? = offer.starts { posting.member("jobStartDate", day.iso) }
            posting.member("workHours", words.workload)
            posting.member("occupationalCategory", offer.occupation.map(category))
            posting.member("industry", offer.domains.first.map { label(.domain, $0) })
            posting.member("directApply", false)
            posting.key("description")
            let text = absoluteLinks(description, on: words.address)
            posting.string(utf8: text.isEmpty ? shortDescription(offer) : text)
        }
        return json.bytes
    }

    /// What an offer without a text says of itself, as HTML: there must be a description.
    private func shortDescription(_ offer: Offer) -> [UInt8] {
        var html: [UInt8] = []
        appendEscaped((offer.summary ?? offer.title).utf8, to: &html)
        return html
    }

    func label(_ kind: FacetKind, _ code: String) -> String {
        if case .string(let label) = term(kind, code).values[1] { return label }
        return code
    }

    /// Values of schema.org's `employmentType` by contract and workload.
    func employmentTypes(_ offer: Offer) -> [String] {
        var types = offer.contracts.compactMap { catalogue.taxonomies.contract[$0]?.employmentType }
        if let isFull = offer.workload.flatMap(isFullTime) {
            if !isFull { types.removeAll { $0 == "FULL_TIME" } }
            types.append(isFull ? "FULL_TIME" : "PART_TIME")
        }
        return types.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Whether a workload is a full week; `nil` where the offer does not say.
    ///
    /// Of hours alone, 35 and more are a full week somewhere, less than 30 nowhere.
    private func isFullTime(_ workload: Workload) -> Bool? {
        if let percent = workload.percent { return percent >= 100 }
        if let isFull = workload.isFullTime { return isFull }
        guard let hours = workload.hours else { return nil }
        return hours >= 35 ? true : hours < 30 ? false : nil
    }

    private func organization(
        of entry: OfferEntry,
        _ offer: Offer,
        into json: inout JSONWriter
    ) {
        json.member("@type", "Organization")
        json.member("name", employerName(entry, offer) ?? configuration.title)
        guard let index = entry.employer else { return }
        let employer = catalogue.employers[index].version(in: language)
        let page =
            configuration.outputs.employers ? address.absolute(employerAddress(employer)) : nil
        json.member("sameAs", employer.value.website ?? page)
        json.member("logo", employer.value.logo.map { absoluteURL($0.source) })
    }

    private func locations(_ entry: OfferEntry, _ offer: Offer, into json: inout JSONWriter) {
        if offer.remote?.kind == .full {
            json.member("jobLocationType", "TELECOMMUTE")
            json.object("applicantLocationRequirements") { country in
                country.member("@type", "Country")
                country.member("name", entry.places.first?.country ?? configuration.country)
            }
        }
        guard !entry.places.isEmpty else { return }
        json.array("jobLocation") { list in
            for place in entry.places {
                list.object { location in
                    location.member("@type", "Place")
                    location.object("address") {
                        postalAddress(place.place, place.department, into: &$0)
                    }
                    if let (latitude, longitude) = place.place.coordinates {
                        location.object("geo") { geo in
                            geo.member("@type", "GeoCoordinates")
                            geo.member("latitude", latitude)
                            geo.member("longitude", longitude)
                        }
                    }
                }
            }
        }
    }

    private func baseSalary(_ salary: Salary?, into json: inout JSONWriter) {
        guard let salary, salary.isPublished, salary.min != nil || salary.max != nil else { return }
        json.object("baseSalary") { amount in
            amount.member("@type", "MonetaryAmount")
            amount.member("currency", salary.currency)
            amount.object("value") { value in
                value.member("@type", "QuantitativeValue")
                if salary.min == salary.max {
                    value.member("value", salary.min)
                } else {
                    value.member("minValue", salary.min)
                    value.member("maxValue", salary.max)
                }
                value.member("unitText", salary.period.rawValue.uppercased())
            }
        }
    }

    private func category(_ occupation: Occupation) -> String {
        [occupation.rome ?? occupation.esco, occupation.label].compactMap { $0 }.joined(
            separator: " "
        )
    }
}
