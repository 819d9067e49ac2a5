import VivierModel

extension SiteView {
    /// One `<job>` for each location of an offer, for boards that import them.
    ///
    /// The names are those of the common job feeds (Indeed and its followers):
    /// the whole list each time, a reference for each location, texts in CDATA.
    func partnerJobs(_ entry: OfferEntry, description: [UInt8]) -> [UInt8] {
        let version = entry.version(in: language)
        let offer = version.value
        var xml = XMLWriter(isFragment: true)
        let places: [ResolvedPlace?] = entry.places.isEmpty ? [nil] : entry.places
        for (index, place) in places.enumerated() {
            let reference = places.count > 1 ? "\(offer.reference)-\(index + 1)" : offer.reference
            xml.element("job") { job in
                job.field("title", offer.title)
                job.field("date", offer.published?.iso)
                job.field("expirationdate", offer.closes.map { clock.end(of: $0) })
                job.field("referencenumber", reference)
                job.field("requisitionid", offer.reference)
                job.field("url", address.absolute(offerAddress(version)))
                job.field("company", employerName(entry, offer) ?? siteTitle)
                job.field("department", offer.unit)
                job.field("streetaddress", place?.place.address)
                job.field("city", place?.place.town)
                job.field("state", place?.department?.name)
                job.field("postalcode", place?.place.postalCode)
                job.field("country", place?.country ?? configuration.country)
                job.field("latitude", place?.place.coordinates.map { decimalText($0.latitude) })
                job.field("longitude", place?.place.coordinates.map { decimalText($0.longitude) })
                job.field("jobtype", offer.contracts.first.map { label(.contract, $0) })
                job.field("employmenttype", employmentTypes(offer).joined(separator: ","))
                job.field("category", offer.domains.first.map { label(.domain, $0) })
                job.field("education", offer.qualifications.first.map { label(.qualification, $0) })
                job.field("rome", offer.occupation?.rome)
                job.field("esco", offer.occupation?.esco)
                job.field("salary", offer.salary.flatMap { edition.label(of: $0) })
                job.field("workinghours", offer.workload.flatMap { edition.label(of: $0) })
                job.field("remotetype", offer.remote.map { edition.label(of: $0) })
                job.field("positions", offer.positions.map { String($0) })
                job.field("language", version.language)
                job.element("description") {
                    $0.cdata(absoluteLinks(description, on: offerAddress(version)))
                }
            }
        }
        return xml.bytes
    }

    /// The whole feed around its jobs, in pieces.
    func partnerFeed(_ jobs: [[UInt8]]) -> [[UInt8]] {
        var xml = XMLWriter()
        xml.element("source") { source in
            source.element("publisher", text: siteTitle)
            source.element("publisherurl", text: address.absolute(routes.home))
            source.element("lastBuildDate", text: clock.start(of: catalogue.today))
        }
        let end = Array("</source>\n".utf8)
        return [Array(xml.bytes.dropLast(end.count))] + jobs + [end]
    }
}

extension XMLWriter {
    fileprivate mutating func field(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        element(name) { $0.cdata(Array(text.utf8)) }
    }
}
