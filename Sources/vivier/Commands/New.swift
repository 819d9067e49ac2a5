import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierModel
import VivierSite

/// `vivier new`: writes a file to begin with.
struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a new offer, employer, page of questions or page, to fill in.",
        discussion: """
            The file explains each key in a remark, and begins as a draft: take that line away when \
            it is ready. A file that exists is not touched. Prints the path of the new file.
            """
    )

    @Argument(help: "What to write.")
    var kind: Starter

    @Argument(
        help:
            "Its title; the name of the file is made from it. Write -- before a title that begins with a dash."
    )
    var title: String

    @Option(help: "Folder of the site, with content/ in it.", completion: .directory)
    var site = "."

    func validate() throws {
        if title.allSatisfy(\.isWhitespace) { throw ValidationError("the title is empty") }
    }

    func run() async throws {
        let content = "\(site)/content"
        guard isFolder(content) else {
            throw WrongUsage(
                "there is no folder '\(content)'. Give the site's folder with --site"
            )
        }
        guard
            let file = try await onDisk({ () async throws(SystemCallError) in try starter(content) }
            )
        else { return }
        let path = "\(content)/\(file.path)"
        guard !exists(path) else {
            say("error: '\(path)' exists already; it was not touched\n")
            throw ExitCode(1)
        }
        try await onDisk { () async throws(SystemCallError) in
            try OutputFolder(content).create(file.path, Array(file.text.utf8))
        }
        try emit(Array("\(path)\n".utf8))
    }

    /// The file, for today in the zone of the site and in its language.
    private func starter(_ content: String) throws(SystemCallError) -> StarterFile? {
        var configuration = SiteConfiguration()
        if exists("\(content)/site.yml") {
            // What is wrong with the settings is the business of `vivier check`.
            var ignored = Diagnostics()
            let bytes = try readFile("\(content)/site.yml")
            let source = SourceText(path: "site.yml", bytes: bytes)
            let read = readSiteConfiguration((theme: nil, site: source), into: &ignored)
            configuration = read ?? configuration
        }
        let zone = TimeZoneRule(identifier: configuration.timeZone) ?? .utc
        return StarterFile(
            kind.content,
            title: title,
            day: zone.day(at: currentInstant()),
            language: configuration.defaultLanguage,
            folders: ["offers", "offres", "employers", "employeurs", "faq", "pages"].filter {
                isFolder("\(content)/\($0)")
            }
        )
    }
}

/// What can be begun with a file of its own.
enum Starter: String, ExpressibleByArgument, CaseIterable {
    case offer
    case employer
    case faq
    case page

    var content: ContentKind {
        switch self {
        case .offer: .offer
        case .employer: .employer
        case .faq: .faq
        case .page: .page
        }
    }
}
