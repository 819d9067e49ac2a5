package import VivierModel
package import VivierStore
package import VivierWorkflow

/// How a site recruits: its campaigns, and what holds where none says otherwise.
package struct Campaigns: Sendable {
    /// In the order of their names.
    package var all: [Campaign]
    /// What `campaigns/default.yml` says.
    package var standard: Campaign

    package init(all: [Campaign] = [], standard: Campaign = Campaign(name: "default")) {
        self.all = all
        self.standard = standard
    }

    /// The rules for a dossier, by the offer and the form that it came for.
    package func rules(form: String, offer: String?) -> Campaign {
        let ofOffer = all.first { campaign in
            campaign.vacancies.contains { $0.offer == offer }
        }
        return ofOffer ?? all.first { offer == nil && $0.forms.contains(form) } ?? standard
    }

    package func named(_ name: String) -> Campaign? { all.first { $0.name == name } }
}

extension IntakeForms {
    /// The rules for a dossier.
    package func rules(for state: Casework) -> Campaign {
        campaigns.rules(form: state.form, offer: state.offer)
    }

    /// How many positions an offer has: what its campaign says, else the offer, else one.
    package func positions(of offer: String) -> Int {
        campaigns.rules(form: "", offer: offer).positions(for: offer)
            ?? entry(of: offer)?.offer.positions ?? 1
    }

    /// The employer of an offer: the slug of its file, or a name.
    package func employer(of offer: String) -> String? { entry(of: offer)?.offer.employer }

    /// The day by which an offer promises an answer.
    package func promisedDay(of offer: String) -> Day? {
        entry(of: offer).flatMap { replyDay($0.offer, configuration.policies) }
    }

    /// Whether anything is known of an offer.
    package func knows(offer: String) -> Bool { entry(of: offer) != nil }

    /// A moment in words, with the zone whose clocks show it.
    package func words(for moment: Instant, language: String) -> String {
        receiptWords(
            form: "",
            offer: nil,
            receivedAt: Int(moment.milliseconds / 1000),
            language: language
        ).received
    }

    /// Reads a moment on the clocks of the site: `2026-12-10T09:00`.
    package func moment(_ text: String) -> Instant? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(iso: parts[0]) else { return nil }
        let time = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard time.count == 2, time.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(time[0]), let minute = Int(time[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        let second = hour * 3600 + minute * 60
        let local = Int64(day.number) * 86_400 + Int64(second)
        return Instant(milliseconds: (local - Int64(clock.offset(on: day, at: second))) * 1000)
    }
}
