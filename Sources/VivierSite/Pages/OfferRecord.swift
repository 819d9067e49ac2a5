import VivierMarkup
import VivierModel
import VivierTemplate

extension SiteView {
    /// What of it is there only where its text is given.
    static let slotsOfText: Set = ["content", "toc", "map"]

    /// An offer as templates see it.
    ///
    /// `content` is its rendered text on its own page, and empty in a list;
    /// `card` the other way round.
    func offer(
        _ entry: OfferEntry,
        _ version: Version<Offer>,
        _ words: OfferWords? = nil,
        content: RenderedMarkdown? = nil,
        card: [UInt8]? = nil
    ) -> Record {
        let offer = version.value
        let words = words ?? self.words(of: version)
        let headings = (theme.contents ? content?.headings ?? [] : []).map { heading in
            Record(
                Shapes.heading,
                [.int(heading.level), .string(heading.anchor), .string(heading.text)]
            )
        }
        let starts: (day: Value, text: Value) =
            switch offer.starts {
            case .day(let day): (.string(day.iso), .none)
            case .text(let text): (.none, .string(text))
            case nil: (.none, .none)
            }
        return Record(
            Shapes.offer,
            [
                .string(offer.title), .string(offer.reference), .string(offer.slug),
                link(words.address), .string(version.language), .text(offer.summary),
                offerEmployer(entry, offer), .text(offer.unit),
                .records(offer.domains.map { term(.domain, $0) }),
                .records(offer.contracts.map { term(.contract, $0) }),
                .records(offer.qualifications.map { term(.qualification, $0) }),
                .text(offer.duration), .optional(offer.occupation.map(occupation)),
                .records(locations(entry, offer)), .text(edition.label(of: entry.places)),
                .optional(offer.remote.map(remote)),
                .text(words.workload), .text(offer.workload?.note), salary(offer, words),
                .bool(offer.salary.map { !$0.isPublished } ?? false), .number(offer.positions),
                starts.day, starts.text, .text(offer.published?.iso), .text(offer.closes?.iso),
                .text(words.closesAt), .text(replyDay(offer)?.iso),
                .records(offer.languages.map(spoken)),
                .list(offer.accommodations.map { .string($0) }),
                .records(offer.documents.map(document)),
                .records(offer.questions.map(question)), contact(offer.contact),
                theme.apply ? .record(apply(offer)) : .none, .string(statusName(entry.status)),
                .bool(entry.status == .open), picture(offer.image),
                .html(content?.html ?? []), .records(headings), .html(card ?? []),
                .optional(content.flatMap { _ in maps.map(of: entry.places) }),
            ]
        )
    }

    private func locations(_ entry: OfferEntry, _ offer: Offer) -> [Record] {
        guard theme.apply else { return entry.places.map { location($0) } }
        let (kind, url, _) = application(offer)
        return entry.places.map { place in
            let isForm = kind == "form" && entry.places.count > 1
            return location(
                place,
                applyURL: isForm
                    ? url.map { "\($0)?place=\(percentEncoded(place.place.town))" } : url
            )
        }
    }

    /// The day by which every candidate has an answer.
    func replyDay(_ offer: Offer) -> Day? {
        VivierSite.replyDay(offer, configuration.policies)
    }

    /// The employer's name: that of its file, else what the offer says.
    func employerName(_ entry: OfferEntry, _ offer: Offer) -> String? {
        guard let index = entry.employer else { return offer.employer }
        return catalogue.employers[index].version(in: language).value.name
    }

    private func offerEmployer(_ entry: OfferEntry, _ offer: Offer) -> Value {
        if let index = entry.employer { return .record(known.offerEmployers[index]) }
        guard let name = offer.employer else { return .none }
        return .record(Record(Shapes.offerEmployer, [.string(name), .none, .none]))
    }

    /// An employer with a file, as its offers show it.
    func offerEmployer(_ entry: Entry<Employer>) -> Record {
        let version = entry.version(in: language)
        let url = configuration.outputs.employers ? link(employerAddress(version)) : .none
        let values: [Value] = [.string(version.value.name), url, picture(version.value.logo)]
        return Record(Shapes.offerEmployer, values)
    }

    private func occupation(_ occupation: Occupation) -> Record {
        let (code, scheme): (String?, String?) =
            occupation.rome.map { ($0, "ROME") } ?? occupation.esco.map { ($0, "ESCO") } ?? (
                nil, nil
            )
        let label = occupation.label ?? code ?? ""
        return Record(Shapes.occupation, [.string(label), .text(code), .text(scheme)])
    }

    private func remote(_ remote: Remote) -> Record {
        Record(
            Shapes.remote,
            [
                .string(remote.kind.rawValue), .number(remote.daysPerWeek),
                .string(edition.label(of: remote)), .text(remote.note),
            ]
        )
    }

    private func salary(_ offer: Offer, _ words: OfferWords) -> Value {
        guard let salary = offer.salary, let label = words.salary else { return .none }
        return .record(
            Record(
                Shapes.salary,
                [
                    .string(label), .text(salary.note), .number(salary.min), .number(salary.max),
                    .string(salary.currency), .string(salary.period.rawValue),
                ]
            )
        )
    }

    private func spoken(_ spoken: SpokenLanguage) -> Record {
        let name = edition.languageName(spoken.code)
        return Record(Shapes.spoken, [.string(spoken.code), .string(name), .text(spoken.level)])
    }

    private func document(_ document: RequestedDocument) -> Record {
        let values: [Value] = [
            .string(document.label), .bool(document.isRequired), .text(document.note),
        ]
        return Record(Shapes.document, values)
    }

    private func question(_ question: Question) -> Record {
        Record(
            Shapes.question,
            [
                .string(question.label), .string(question.kind.rawValue),
                .list(question.options.map { .string($0) }), .bool(question.isRequired),
                .text(question.note),
            ]
        )
    }

    private func statusName(_ status: OfferStatus) -> String {
        switch status {
        case .open: "open"
        case .filled: "filled"
        default: "closed"
        }
    }
}
