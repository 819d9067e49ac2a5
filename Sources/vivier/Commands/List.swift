import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists offers by where they stand.",
        discussion: "Without a flag: the open ones. One line each: date, path, title."
    )

    @OptionGroup var folders: SiteFolders

    @Flag(help: "Offers whose deadline has passed, or that are filled.")
    var closed = false

    @Flag(help: "Offers whose day has not come.")
    var future = false

    @Flag(help: "Drafts, and offers that wait for approval.")
    var draft = false

    @Flag(
        help: "Files left out because of mistakes, and offers that lack a date, a pay or a place."
    )
    var incomplete = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let options = try folders.options(output: "")
        var diagnostics = Diagnostics()
        let listing = try await onDisk { () async throws(SystemCallError) in
            try await listOffers(options, into: &diagnostics)
        }
        guard let listing else { return try finish(diagnostics) }
        var wanted: Set<ListedOffer.Standing> = []
        if closed { wanted.formUnion([.closed, .gone]) }
        if future { wanted.insert(.future) }
        if draft { wanted.insert(.draft) }
        if incomplete { wanted.formUnion([.incomplete, .unreadable]) }
        let offers = listing.offers(standing: wanted.isEmpty ? [.open] : wanted)
        if json {
            try emit(listing.json(offers))
        } else {
            try emit(Array(offers.map { $0.line + "\n" }.joined().utf8))
        }
        try finish(diagnostics)
    }
}
