import VivierCrypto
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

/// The list that a college is presented with.
struct Shortlist {
    struct Place {
        let rank: Int
        let state: Casework
        let overall: OverallMark?
    }

    let ranked: [Place]
    /// HTML, which needs nothing beside itself.
    let page: [UInt8]
    private let offer: String

    /// Of what was presented.
    var sha256: String { hexadecimal(SHA256.hash(page)) }

    /// The best first; equals by the day they came.
    init(
        _ states: [Casework],
        rules: Campaign,
        offer: String,
        size: Int?,
        isAnonymous: Bool,
        desk: Desk
    ) {
        self.offer = offer
        let phases: Set<Casework.Phase> = [.deliberation, .shortlisted]
        let waiting = states.filter { phases.contains($0.phase) }.map { state in
            (state: state, overall: state.overall(by: rules))
        }
        let sorted = waiting.sorted { one, other in
            let marks = (one.overall?.mark.hundredths ?? -1, other.overall?.mark.hundredths ?? -1)
            if marks.0 != marks.1 { return marks.0 > marks.1 }
            return (one.state.received, one.state.id) < (other.state.received, other.state.id)
        }
        let places = sorted.prefix(size ?? sorted.count).enumerated().map { index, one in
            Place(rank: index + 1, state: one.state, overall: one.overall)
        }
        ranked = places
        page = desk.forms.shortlistPage(
            offer: offer,
            day: desk.today,
            rows: places.map { place in
                ShortlistRow(
                    rank: place.rank,
                    name: isAnonymous ? nil : place.state.name,
                    number: "\(place.state.id)",
                    marks: rules.tests.map { test in
                        let mark = place.state.test(test.name)?.marking?.mark
                        return (mark?.description ?? "", test.outOf)
                    },
                    overall: place.overall?.mark.description ?? "",
                    formula: place.overall?.formula ?? ""
                )
            },
            tests: rules.tests
        )
    }

    var json: JSONValue {
        .object([
            .init("format", .int(1)), .init("offer", .string(offer)),
            .init("sha256", .string(sha256)),
            .init(
                "ranks",
                .array(
                    ranked.map { place in
                        .object([
                            .init("rank", .int(place.rank)),
                            .init("dossier", .string("\(place.state.id)")),
                            .init(
                                "overall",
                                place.overall.map { .string($0.mark.description) } ?? .null
                            ),
                        ])
                    }
                )
            ),
        ])
    }
}
