import ArgumentParser
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

struct CampaignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign",
        abstract: "Works on all dossiers of a campaign, or of one of its vacancies.",
        discussion: """
            Campaigns are files of content/campaigns/; 'default' are the dossiers that none names.
            """,
        subcommands: [
            CampaignList.self, CampaignShow.self, CampaignPlan.self, CampaignPostpone.self,
            CampaignShortlist.self, CampaignNext.self, CampaignRefuse.self,
            CampaignCalendar.self, CampaignExport.self, CampaignFiguresCommand.self,
        ]
    )
}

/// Which dossiers a command works on.
struct CampaignOptions: ParsableArguments {
    @OptionGroup var reception: ReceptionOptions

    @Argument(help: "The name of the campaign.")
    var name: String

    @Option(help: "Of one offer alone, by its reference.")
    var offer: String?

    @Option(help: "Where they stand: received, examined, deliberation, shortlisted…")
    var phase: String?

    @Option(help: "Received on that day or later, as 2026-11-01.")
    var since: Day?

    @Option(help: "Received on that day or before.")
    var until: Day?

    @Option(help: "With that tag.")
    var tag: String?

    func validate() throws {
        guard phase.map({ Casework.Phase(rawValue: $0) != nil }) ?? true else {
            let phases = Casework.Phase.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no phase '\(phase ?? "")'. Write one of \(phases)")
        }
    }

    /// The rules of the campaign.
    func rules(_ desk: Desk) throws -> Campaign {
        if name == "default" { return desk.forms.campaigns.standard }
        if let campaign = desk.forms.campaigns.named(name) { return campaign }
        let names = desk.forms.campaigns.all.map(\.name).joined(separator: ", ")
        throw ValidationError("there is no campaign '\(name)'. Write one of \(names)")
    }

    /// The dossiers, oldest first.
    func states(_ desk: Desk) throws -> [Casework] {
        let rules = try rules(desk)
        var filter = DossierFilter()
        filter.offer = offer
        return try desk.caseworks(filter).filter { state in
            let day = desk.forms.day(at: state.received)
            return desk.forms.rules(for: state).name == rules.name
                && (phase == nil || phase == state.phase.rawValue)
                && (tag.map(state.tags.contains) ?? true) && (since.map { $0 <= day } ?? true)
                && (until.map { day <= $0 } ?? true)
                && (try? desk.checkScope(of: state)) != nil
        }
    }
}

struct CampaignList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists campaigns: name, period, offers with their positions, dossiers by phase."
    )

    @OptionGroup var reception: ReceptionOptions

    func run() async throws {
        let desk = try await Desk(reception, by: "hr")
        let states = try desk.caseworks(DossierFilter())
        let known = desk.forms.campaigns
        let byName = Dictionary(grouping: states) { desk.forms.rules(for: $0).name }
        for campaign in known.all + [known.standard] {
            let own = byName[campaign.name] ?? []
            let counts = Dictionary(grouping: own, by: \.phase).mapValues(\.count)
            let phases = Casework.Phase.allCases.compactMap { phase in
                counts[phase].map { (phase.rawValue, $0) }
            }
            if reception.store.json {
                try emit(json(campaign, phases))
            } else {
                let offers = campaign.vacancies.map { "\($0.offer)×\($0.positions)" }
                let period = "\(campaign.from?.iso ?? "")..\(campaign.until?.iso ?? "")"
                let figures = phases.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
                let words = [campaign.name, period, offers.joined(separator: " "), figures]
                try emit(words.joined(separator: "\t") + "\n")
            }
        }
    }

    private func json(_ campaign: Campaign, _ phases: [(String, Int)]) -> JSONValue {
        .object([
            .init("format", .int(1)), .init("campaign", .string(campaign.name)),
            .init("title", .string(campaign.title)),
            .init("from", campaign.from.map { .string($0.iso) } ?? .null),
            .init("until", campaign.until.map { .string($0.iso) } ?? .null),
            .init(
                "vacancies",
                .array(
                    campaign.vacancies.map { vacancy in
                        .object([
                            .init("offer", .string(vacancy.offer)),
                            .init("positions", .int(vacancy.positions)),
                        ])
                    }
                )
            ),
            .init("phases", .object(phases.map { .init($0.0, .int($0.1)) })),
        ])
    }
}

struct CampaignShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Lists the dossiers of a campaign, oldest first.",
        discussion: "One line each: offer, phase, stage, overall mark, rank, number, name."
    )

    @OptionGroup var options: CampaignOptions

    @Option(help: "For whom: the id of an agent.")
    var by = "hr"

    func run() async throws {
        let desk = try await Desk(options.reception, by: by)
        let rules = try options.rules(desk)
        for state in try options.states(desk) {
            if options.reception.store.json {
                // One that was erased since it was listed is left out.
                guard let dossier = try? desk.store.read(state.id) else { continue }
                let report = CaseReport(dossier: dossier, state: state, rules: rules, desk: desk)
                try emit(report.json)
                continue
            }
            let mark = state.overall(by: rules)?.mark.description ?? "-"
            let words = [
                state.offer ?? "-", state.phase.rawValue, state.stage ?? "-", mark,
                state.rank.map(String.init) ?? "-", "\(state.id)", plainLine(state.name),
            ]
            try emit(words.joined(separator: "\t") + "\n")
        }
    }
}

struct CampaignNext: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Prints who comes next on the short-list of a vacancy.",
        discussion: "Exit code 1: nobody is left on it, or every position is taken."
    )

    @OptionGroup var options: CampaignOptions

    func validate() throws {
        guard options.offer != nil else { throw ValidationError("give --offer") }
    }

    func run() async throws {
        let desk = try await Desk(options.reception, by: "hr")
        let states = try options.states(desk)
        let offer = options.offer ?? ""
        let vacancy = VacancyState(positions: desk.forms.positions(of: offer), others: states)
        let next = states.filter { $0.phase == .shortlisted }
            .min { ($0.rank ?? .max, $0.id) < ($1.rank ?? .max, $1.id) }
        guard let next, vacancy.hasRoom else {
            say("error: nobody is to be called on for '\(offer)' [nobody-next]\n")
            throw ExitCode(1)
        }
        try emit(
            JSONValue.object([
                .init("format", .int(1)), .init("dossier", .string("\(next.id)")),
                .init("rank", .int(next.rank ?? 0)), .init("name", .string(next.name)),
            ])
        )
    }
}
