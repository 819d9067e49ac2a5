import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite

struct Query: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the open offers that a search on the site finds.",
        discussion: """
            Takes what stands behind the question mark of a list's address: \
            'domaine=sante&contrat=cdi,cdd&q=soin&lieu=dijon&km=20&tri=distance'. Prints how \
            many, then their references in the order of the list. docs/index-format.md has the \
            parameters.
            """
    )

    @OptionGroup var folders: SiteFolders

    @Option(help: "Language of the list; the first of the site if not given.")
    var language: String?

    @Flag(help: "Print JSON, with the count of each value.")
    var json = false

    @Flag(
        help: "Read an address from each line of standard input, and print a line of JSON for each."
    )
    var lines = false

    @Argument(help: "The address, or what stands behind its question mark.")
    var address = ""

    func run() async throws {
        let options = try folders.options(output: "")
        var diagnostics = Diagnostics()
        let offers = try await onDisk { () async throws(SystemCallError) in
            try await queryOffers(options, language: language, into: &diagnostics)
        }
        guard let offers else { return try finish(diagnostics, isDone: false) }
        if lines {
            while let line = readLine() { try emit(offers.index.json(offers.answer(line))) }
        } else {
            let answer = offers.answer(address)
            try emit(
                json ? offers.index.json(answer) : Array(offers.index.lines(answer).utf8)
            )
        }
        try finish(diagnostics)
    }
}
