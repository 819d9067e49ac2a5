import ArgumentParser
import VivierDocuments
import VivierFiles
import VivierSite
import VivierSpaces
import VivierStore

struct DossierPreview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows a document without opening it: pictures of its pages, and its words.",
        discussion: """
            A program that is confined to the document makes them: pages as PNG, the first \
            \(DocumentPreview.mostPages), and the text. With --link an agent gets an address of \
            the intake that shows them. Exit codes: 0 done, 1 there is no such file, or nothing of \
            it can be shown, 74 the disk refused.
            """
    )

    @OptionGroup var reception: ReceptionOptions

    @Argument(help: "The number of the dossier.")
    var id: DossierID

    @Argument(help: "The name of the file, as its sender called it, or its SHA-256.")
    var name: String

    @Option(
        help: "The folder to write them to: a new one, or an empty one.",
        completion: .directory
    )
    var out: String?

    @Flag(help: "Print an address of the intake instead, for the agent of --by.")
    var link = false

    @Option(help: "Who looks: the id of an agent.")
    var by = "hr"

    @Option(help: "How long the address is worth something.")
    var minutes = 60

    func validate() throws {
        guard (out == nil) == link else { throw ValidationError("give --out, or --link") }
        guard (1...43_200).contains(minutes) else {
            throw ValidationError("--minutes takes 1 to 43200, which is 30 days")
        }
    }

    func run() async throws {
        let store = try reception.store.open()
        let dossier = try onStore { () throws(StoreError) in try store.read(id) }
        let file = try dossier.onlyAttachment(called: name)
        guard let out else { return try await printLink(to: file) }
        let document = try onStore { () throws(StoreError) in
            let document = try StoredDocument(file, of: dossier, in: store)
            let by = try store.actor(called: by)
            try store.note(.viewed, file, of: dossier, by: by, at: reception.time)
            return document
        }
        let sight = DocumentSight(document)
        if let refusal = sight.refusal { throw refused(refusal) }
        var folder = try PreviewFolder(out)
        for page in 0..<sight.shown {
            let picture: [UInt8]?
            do throws(NoPreview) {
                picture = try sight.preview?.picture(of: page + 1)
            } catch {
                throw refused(error)
            }
            if let picture { try folder.write(page: page + 1, picture) }
        }
        if !sight.text.isEmpty { try folder.write(text: sight.text) }
        try emit(
            .object(
                sight.json + [
                    .init("dossier", .string("\(id)")),
                    .init("files", .array(folder.names.map { .string($0) })),
                ]
            )
        )
    }

    private func printLink(to file: NamedAttachment) async throws {
        let desk = try await Desk(reception, by: by)
        guard let agent = desk.agent else {
            throw ValidationError("--link needs --by with one of 'agents list'")
        }
        let address = desk.address(ofDocument: file.sha256, of: id, for: agent, minutes: minutes)
        guard let address else {
            throw ValidationError("the site has no intake. Write 'intake:' into site.yml")
        }
        try emit("\(address)\n")
    }

    private func refused(_ refusal: NoPreview) -> ExitCode {
        say("error: \(refusal.words) [\(refusal.rawValue)]\n  = \(refusal.hint)\n")
        return ExitCode(1)
    }
}

/// Where pictures and text of a document go: files that only their owner may read.
private struct PreviewFolder {
    private let path: String
    private(set) var names: [String] = []

    /// - Throws: `ValidationError` for a folder with something in it, and for one of a site.
    init(_ path: String) throws {
        self.path = path
        guard !isInSite(path) else {
            throw ValidationError("'\(path)' is in a site, where everybody can read it")
        }
        let known = try onDisk { () throws(SystemCallError) in
            try makePrivateFolder(path)
            return try VivierFiles.names(in: path)
        }
        guard known.isEmpty else {
            throw ValidationError("'\(path)' is not empty. Give a new folder")
        }
    }

    mutating func write(page: Int, _ picture: [UInt8]) throws {
        try write("page-\(page < 10 ? "0" : "")\(page).png", picture)
    }

    /// Pages end with a form feed.
    mutating func write(text pages: [String]) throws {
        try write("text.txt", Array(pages.joined(separator: "\u{0C}").utf8))
    }

    private mutating func write(_ name: String, _ bytes: [UInt8]) throws {
        try onDisk { () throws(SystemCallError) in
            try DurableFile.create("\(path)/\(name)").write(bytes)
        }
        names.append(name)
    }
}

/// Does what needs the disk; ends with code 74 where that refuses.
private func onDisk<Result>(_ body: () throws(SystemCallError) -> Result) throws -> Result {
    try onStore { () throws(StoreError) in
        do throws(SystemCallError) {
            return try body()
        } catch {
            throw .disk(error)
        }
    }
}
