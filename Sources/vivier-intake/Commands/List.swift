import ArgumentParser
import VivierIndex
import VivierStore

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists dossiers.",
        discussion: "One line each: number, when it was received, form, offer, last event."
    )

    @OptionGroup var options: StoreOptions

    @Option(help: "Only those of this form.")
    var form: String?

    @Option(help: "Only those for this offer.")
    var offer: String?

    @Option(help: "Only those that came this way: http, mail, file…")
    var source: String?

    @Option(help: "Only those whose last event is of this kind.")
    var last: String?

    @Option(help: "Only those received on this day (UTC) or later.")
    var since: String?

    @Option(help: "Only those received before this day (UTC).")
    var until: String?

    @Flag(help: "The sheets that candidates keep in their spaces, in place of what was sent.")
    var sheets = false

    func run() throws {
        let filter = try filter()
        let store = try options.open()
        let found = try onIndex { () throws(DossierIndex.Failure) in
            try DossierIndex(of: store).summaries(filter)
        }
        if options.json {
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("dossiers", .array(found.map(\.json))),
                ])
            )
        } else {
            try emit(found.map { "\($0.line)\n" }.joined())
        }
    }

    private func filter() throws -> DossierFilter {
        var filter = DossierFilter()
        filter.form = form
        filter.offer = offer
        filter.source = source
        filter.last = last
        filter.isSheet = sheets
        filter.since = try since.map { try moment($0, "--since") }
        filter.until = try until.map { try moment($0, "--until") }
        return filter
    }
}

/// Reads a day or a moment of an option.
func moment(_ text: String, _ option: String) throws -> Instant {
    guard let moment = Instant(text) else {
        throw ValidationError("'\(text)' is not a day. Write \(option) 2026-12-11")
    }
    return moment
}

extension DossierSummary {
    var line: String {
        let warning = state == .whole ? "" : "  (journal \(state.rawValue))"
        return "\(id)  \(received)  \(form)  \(offer)  \(last)\(warning)"
    }
}
