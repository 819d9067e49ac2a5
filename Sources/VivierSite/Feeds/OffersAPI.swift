import VivierFiles
import VivierModel

extension SiteView {
    /// An offer in the list of the API; `docs/api.md` describes it.
    func apiSummary(_ entry: OfferEntry) -> [UInt8] {
        var json = JSONWriter()
        apiSummary(entry, into: &json)
        return json.bytes
    }

    func apiSummary(_ entry: OfferEntry, into json: inout JSONWriter) {
        let version = entry.version(in: language)
        json.object { summary(entry, version, words(of: version), into: &$0) }
    }

    /// Where the data of one offer stands.
    func apiAddress(of entry: OfferEntry) -> String {
        routes.api(fileName(of: entry.offer.reference))
    }

    /// An offer with its text and everything asked of candidates.
    func apiDetail(_ entry: OfferEntry, _ words: OfferWords? = nil, html: [UInt8]) -> [UInt8] {
        let version = entry.version(in: language)
        let offer = version.value
        let words = words ?? self.words(of: version)
        var json = JSONWriter()
        json.object { detail in
            detail.member("format", 1)
            summary(entry, version, words, into: &detail)
            detail.member("accommodations", offer.accommodations)
            detail.array("documents") { list in
                for document in offer.documents {
                    list.object { item in
                        item.member("label", document.label)
                        item.member("required", document.isRequired)
                        item.member("note", document.note)
                    }
                }
            }
            detail.array("questions") { list in
                for question in offer.questions {
                    list.object { item in
                        item.member("label", question.label)
                        item.member("type", question.kind.rawValue)
                        item.member("options", question.options)
                        item.member("required", question.isRequired)
                        item.member("note", question.note)
                    }
                }
            }
            detail.key("html")
            detail.string(utf8: absoluteLinks(html, on: words.address))
        }
        return json.bytes
    }

    /// The list of all offers, newest first; `lengths` is told where in it each stands.
    func apiList(_ lengths: SummaryLengths) -> FilePieces {
        let listed = catalogue.open.indices.filter { !catalogue.open[$0].isDraft }
        let (head, end) = apiFrame(count: listed.count)
        let parts = (listed.count + Self.summariesInPiece - 1) / Self.summariesInPiece
        return FilePieces(count: parts + 2) { number in
            if number == 0 { return head }
            if number > parts { return end }
            let first = (number - 1) * Self.summariesInPiece
            return apiSummaries(listed.dropFirst(first).prefix(Self.summariesInPiece), lengths)
                + (number < parts ? [UInt8(ascii: ",")] : [])
        }
    }

    private static let summariesInPiece = 64

    /// Some offers, by their places among the open ones.
    private func apiSummaries(_ offers: ArraySlice<Int>, _ lengths: SummaryLengths) -> [UInt8] {
        var json = JSONWriter(capacity: offers.count << 10)
        for offer in offers {
            // Behind the comma, where there is one.
            let start = json.bytes.count + (json.bytes.isEmpty ? 0 : 1)
            apiSummary(catalogue.open[offer], into: &json)
            lengths.note(json.bytes.count - start, of: offer)
        }
        return json.bytes
    }

    /// What stands before and after the offers of the list.
    func apiFrame(count: Int) -> (head: [UInt8], end: [UInt8]) {
        var json = JSONWriter()
        json.object { list in
            list.member("format", 1)
            list.member("title", siteTitle)
            list.member("url", address.absolute(routes.home))
            list.member("language", language)
            list.member("date", catalogue.today.iso)
            list.member("total", count)
            list.array("offers") { _ in }
        }
        let end = Array("]}".utf8)
        return (Array(json.bytes.dropLast(end.count)), end)
    }

    private func summary(
        _ entry: OfferEntry,
        _ version: Version<Offer>,
        _ words: OfferWords,
        into json: inout JSONWriter
    ) {
        let offer = version.value
        json.member("reference", offer.reference)
        json.member("title", offer.title)
        json.member("url", address.absolute(words.address))
        json.member("language", version.language)
        json.member("summary", offer.summary)
        json.member("employer", employerName(entry, offer))
        json.member("unit", offer.unit)
        json.member("domains", offer.domains)
        json.member("contracts", offer.contracts)
        json.member("qualifications", offer.qualifications)
        json.member("duration", offer.duration)
        if let occupation = offer.occupation {
            json.object("occupation") { item in
                item.member("label", occupation.label)
                item.member("rome", occupation.rome)
                item.member("esco", occupation.esco)
                item.member("version", occupation.version)
            }
        }
        json.array("locations") { list in
            for place in entry.places { list.object { location(place, into: &$0) } }
        }
        if let remote = offer.remote {
            json.object("remote") { item in
                item.member("kind", remote.kind.rawValue)
                item.member("days", remote.daysPerWeek)
            }
        }
        if let workload = offer.workload {
            json.object("workload") { item in
                item.member("percent", workload.percent)
                item.member("hours", workload.hours)
                item.member("label", words.workload)
            }
        }
        if let salary = offer.salary, salary.isPublished {
            json.object("salary") { item in
                item.member("min", salary.min)
                item.member("max", salary.max)
                item.member("currency", salary.currency)
                item.member("period", salary.period.rawValue)
                item.member("gross", salary.isGross)
                item.member("label", words.salary)
            }
        }
        json.member("positions", offer.positions)
        json.member("published", offer.published?.iso)
        json.member("closes", offer.closes?.iso)
        json.member("closes_at", words.closesAt)
        json.member("reply_by", replyDay(offer)?.iso)
        json.member("languages", offer.languages.map(\.code))
    }

    private func location(_ place: ResolvedPlace, into json: inout JSONWriter) {
        json.member("town", place.place.town)
        json.member("postal_code", place.place.postalCode)
        json.member("department", place.department?.name)
        json.member("country", place.country)
        json.member("address", place.place.address)
        json.member("latitude", place.place.coordinates?.latitude)
        json.member("longitude", place.place.coordinates?.longitude)
    }
}
