package import VivierModel
package import VivierStore

/// A course that outlives its dossier, without anything that leads to a person: no number, no
/// name, no hour.
extension CaseCourse {
    /// What is kept of it: the week that it came in, and whole days.
    ///
    /// `day`: The day of a moment, on the clocks of the site.
    package func kept(campaign: String, day: (Instant) -> Day) -> JSONValue {
        let received = day(received)
        return .object([
            .init("format", .int(1)), .init("campaign", .string(campaign)),
            .init("offer", offer.map { .string($0) } ?? .null), .init("source", .string(source)),
            .init("week", .string(received.adding(days: -received.weekday).iso)),
            .init("farthest", .string(farthest.rawValue)),
            .init(
                "stays",
                .array(
                    stays.map { stay in
                        .object([
                            .init("phase", .string(stay.phase.rawValue)),
                            .init("stage", stay.stage.map { .string($0) } ?? .null),
                            .init("days", .int(Int(stay.milliseconds / Self.dayLength))),
                        ])
                    }
                )
            ),
        ])
    }

    /// Reads what ``kept(campaign:day:)`` wrote; `nil` for anything else.
    package init?(kept value: JSONValue) {
        guard let monday = value["week"]?.string.flatMap({ Day(iso: $0) }),
            let farthest = value["farthest"]?.string.flatMap({ Step(rawValue: $0) })
        else { return nil }
        // Noon is on the same day wherever the site is.
        let noon = Int64(monday.number) * Self.dayLength + Self.dayLength / 2
        let stays = (value["stays"]?.array ?? []).compactMap { stay -> Stay? in
            guard let phase = stay["phase"]?.string.flatMap({ Casework.Phase(rawValue: $0) }),
                let days = stay["days"]?.int
            else { return nil }
            return Stay(
                phase: phase,
                stage: stay["stage"]?.string,
                milliseconds: Int64(days) * Self.dayLength
            )
        }
        self.init(
            offer: value["offer"]?.string,
            source: value["source"]?.string ?? "",
            received: Instant(milliseconds: noon),
            farthest: farthest,
            stays: stays
        )
    }

    private static let dayLength: Int64 = 86_400_000
}
