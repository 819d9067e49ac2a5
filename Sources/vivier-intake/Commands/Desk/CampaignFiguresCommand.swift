import ArgumentParser
import VivierFiles
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

struct CampaignFiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: "How far candidatures came, how long it took, how and when they came.",
        discussion: """
            Nothing is said of fewer than five people. With --output a page with pictures and \
            tables is written, else one object of JSON is printed: counts that are not said are \
            null, times are in milliseconds.
            """
    )

    @OptionGroup var options: CampaignOptions

    @Option(help: "For whom: the id of an agent.")
    var by = "hr"

    @Option(help: "The file to write, HTML.", completion: .file())
    var output: String?

    func run() async throws {
        let desk = try await Desk(options.reception, by: by)
        let rules = try options.rules(desk)
        // One that was erased meanwhile is no part of it any more.
        let courses = try options.states(desk).compactMap { try? desk.store.read($0.id) }
            .map { CaseCourse($0) }
        let kept = try onStore { () throws(StoreError) in
            try desk.keptCourses(of: rules, offer: options.offer)
        }
        let figures = CampaignFigures(courses + kept) { desk.forms.day(at: $0) }
        guard let output else { return try emit(figures.json(of: rules)) }
        let page = desk.forms.figuresPage(figures, rules, day: desk.today)
        do throws(SystemCallError) {
            try replaceDurably(output, page)
        } catch {
            say("error: \(error)\n")
            throw ExitCode(74)
        }
    }
}

extension CampaignFigures {
    fileprivate func json(of rules: Campaign) -> JSONValue {
        .object([
            .init("format", .int(1)), .init("campaign", .string(rules.name)),
            .init("least", .int(Self.least)),
            .init(
                "funnels",
                .array(
                    funnels.map { funnel in
                        .object([
                            .init("offer", .string(funnel.offer)),
                            .init(
                                "steps",
                                .object(funnel.steps.map { .init($0.key.rawValue, $0.json) })
                            ),
                        ])
                    }
                )
            ),
            .init(
                "stays",
                .array(
                    stays.map { stay in
                        .object([
                            .init("phase", .string(stay.phase.rawValue)),
                            .init("stage", stay.stage.map { .string($0) } ?? .null),
                            .init("count", .int(stay.count)),
                            .init("median", .int(Int(stay.median))),
                        ])
                    }
                )
            ),
            .init("sources", .object(sources.map { .init($0.key, $0.json) })),
            .init("weeks", .object(weeks.map { .init($0.key.iso, $0.json) })),
        ])
    }
}

extension CampaignFigures.Count {
    fileprivate var json: JSONValue { count.map { .int($0) } ?? .null }
}
