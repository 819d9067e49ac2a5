import ArgumentParser
import VivierFiles
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

/// What a command needs that changes many dossiers.
struct CampaignActing: ParsableArguments {
    @OptionGroup var options: CampaignOptions
    @OptionGroup var acting: ActingOptions

    @Option(help: "Folder of the site; 'public' beside the folder of forms if not given.")
    var `public`: String?

    var spaces: SpaceOptions { SpaceOptions(reception: options.reception, public: self.public) }
}

struct CampaignPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Invites everybody to a test who may take it and was not invited."
    )

    @OptionGroup var campaign: CampaignActing
    @OptionGroup var sitting: SittingOptions

    func run() async throws {
        let options = campaign.options
        let desk = try await campaign.acting.desk(campaign.spaces)
        let rules = try options.rules(desk)
        let planned = try sitting.sitting(desk)
        let before = rules.tests.prefix { $0.name != planned.test }
        let ids = try options.states(desk).filter { state in
            let known = state.test(planned.test)
            return state.phase == .examined && (known == nil || known?.isCancelled == true)
                && before.allSatisfy { state.test($0.name)?.isPassed ?? false }
        }.map(\.id)
        try await campaign.acting.perform(on: ids, desk, campaign.spaces) { _ in .plan(planned) }
    }
}

struct CampaignPostpone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postpone",
        abstract: "Moves a test for everybody who was invited and has no mark; new letters leave."
    )

    @OptionGroup var campaign: CampaignActing
    @OptionGroup var sitting: SittingOptions

    func run() async throws {
        let options = campaign.options
        let desk = try await campaign.acting.desk(campaign.spaces)
        let moved = try sitting.sitting(desk)
        let ids = try options.states(desk).filter { state in
            guard let test = state.test(moved.test), state.phase == .examined else { return false }
            return !test.isCancelled && test.marking == nil && test.sitting != moved
        }.map(\.id)
        try await campaign.acting.perform(on: ids, desk, campaign.spaces) { _ in .postpone(moved) }
    }
}

struct CampaignRefuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Answers everybody whom a vacancy that is filled has no post for.",
        discussion: """
            Those of the short-list come once whoever was chosen has begun; call it again then. With \
            --preview every letter is printed and nothing changes.
            """
    )

    @OptionGroup var campaign: CampaignActing

    @Option(help: "What the letters say beside their own words.")
    var text = ""

    func validate() throws {
        guard campaign.options.offer != nil else { throw ValidationError("give --offer") }
    }

    func run() async throws {
        let options = campaign.options
        let desk = try await campaign.acting.desk(campaign.spaces)
        let states = try options.states(desk)
        let offer = options.offer ?? ""
        let vacancy = VacancyState(positions: desk.forms.positions(of: offer), others: states)
        guard vacancy.isFilled else {
            let refusal = CaseRefusal.postNotTaken
            say("error: \(refusal.words) [\(refusal.rawValue)]\n")
            throw ExitCode(1)
        }
        let open: Set<Casework.Phase> = [
            .received, .returned, .examined, .deliberation, .setAside,
        ]
        let ids = states.filter { state in
            open.contains(state.phase) || state.phase == .shortlisted && vacancy.hasAllStarted
        }.map(\.id)
        try await campaign.acting.perform(on: ids, desk, campaign.spaces) { _ in
            .refuse(text: text)
        }
    }
}

struct CampaignShortlist: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shortlist",
        abstract: "Makes the list that the college is presented with, to be printed.",
        discussion: """
            Those who wait for the deliberation, by their overall marks. With --record each journal \
            gets the rank and the SHA-256 of the file that was presented. With --anonymous numbers \
            stand in the place of names.
            """
    )

    @OptionGroup var campaign: CampaignActing

    @Option(help: "How many at most.")
    var size: Int?

    @Option(help: "The file to write, HTML.", completion: .file())
    var output: String

    @Flag(help: "Without names.")
    var anonymous = false

    @Flag(help: "Record the list as presented.")
    var record = false

    func validate() throws {
        guard campaign.options.offer != nil else { throw ValidationError("give --offer") }
        guard size.map({ $0 > 0 }) ?? true else { throw ValidationError("--size is 1 at least") }
    }

    func run() async throws {
        let options = campaign.options
        let desk = try await campaign.acting.desk(campaign.spaces)
        let rules = try options.rules(desk)
        let list = Shortlist(
            try options.states(desk),
            rules: rules,
            offer: options.offer ?? "",
            size: size,
            isAnonymous: anonymous,
            desk: desk
        )
        guard !list.ranked.isEmpty else {
            say("error: nobody waits for the deliberation [nobody-next]\n")
            throw ExitCode(1)
        }
        do throws(SystemCallError) {
            try replaceDurably(output, list.page)
        } catch {
            say("error: \(error)\n")
            throw ExitCode(74)
        }
        let ranks = Dictionary(uniqueKeysWithValues: list.ranked.map { ($0.state.id, $0.rank) })
        try emit(list.json)
        guard record else { return }
        let hash = list.sha256
        let ids = list.ranked.map(\.state.id)
        try await campaign.acting.perform(on: ids, desk, campaign.spaces) { state in
            .shortlist(rank: ranks[state.id] ?? 0, sha256: hash)
        }
    }
}

struct CampaignCalendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Prints the hours of all tests as a calendar (.ics)."
    )

    @OptionGroup var options: CampaignOptions

    func run() async throws {
        let desk = try await Desk(options.reception, by: "hr")
        let rules = try options.rules(desk)
        let language = desk.forms.language("")
        let appointments = try options.states(desk).flatMap { state in
            state.tests.compactMap { test -> CalendarFile.Appointment? in
                let rule = rules.test(test.name)
                let label = rule?.label.text(in: language, fallback: language) ?? test.name
                return test.appointment(
                    of: state.id,
                    summary: "\(label), \(state.name)",
                    duration: rule?.duration ?? 60,
                    stamp: desk.now
                )
            }
        }
        try emit(CalendarFile(appointments.filter { !$0.isCancelled }).text)
    }
}

struct CampaignExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Prints the dossiers of a campaign as a table (CSV) without formulas."
    )

    @OptionGroup var options: CampaignOptions

    func run() async throws {
        let desk = try await Desk(options.reception, by: "hr")
        let rules = try options.rules(desk)
        let tests = rules.tests.map(\.name)
        let heading = [
            "dossier", "name", "offer", "received", "phase", "stage", "since", "overall", "rank",
            "tags",
        ]
        try emit(csvRow(heading + tests))
        for state in try options.states(desk) {
            let values = [
                "\(state.id)", state.name, state.offer ?? "", state.received.description,
                state.phase.rawValue, state.stage ?? "", state.since.description,
                state.overall(by: rules)?.mark.description ?? "",
                state.rank.map(String.init) ?? "", state.tags.joined(separator: "; "),
            ]
            let marks = tests.map { state.test($0)?.marking?.mark?.description ?? "" }
            try emit(csvRow(values + marks))
        }
    }
}
