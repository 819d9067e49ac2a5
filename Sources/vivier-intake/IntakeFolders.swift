import ArgumentParser
import Foundation
import VivierDiagnostics
import VivierFiles
import VivierModel
import VivierReception
import VivierSite
import VivierStore

/// Where the store and the site are that a command works on, and when.
struct IntakeFolders: ParsableArguments {
    @Option(help: "Folder of the store.")
    var store = "store"

    @Option(help: "Folder of the site, with content/ and templates/ in it.")
    var site = "."

    @Option(help: "Folder of the texts and forms; SITE/content if not given.")
    var content: String?

    @Option(help: "Folder of the theme; SITE/templates if not given.")
    var templates: String?

    @Option(help: "The moment to work at, as 2026-11-21T04:00:00.123Z; now if not given.")
    var now: String?

    func validate() throws {
        if let now, Instant(now) == nil {
            throw ValidationError("'\(now)' is not a moment. Write --now 2026-11-21T04:00:00.000Z")
        }
    }

    /// When the command runs.
    var time: Instant {
        now.flatMap { Instant($0) } ?? Instant(milliseconds: currentMilliseconds())
    }

    func openStore() throws -> Store {
        try onStore { () throws(StoreError) in try Store(opening: store) }
    }

    /// What reading the site needs.
    func options() throws -> BuildOptions {
        let folder = content ?? "\(site)/content"
        guard isFolder(folder) else {
            throw ValidationError(
                "there is no folder '\(folder)'. Give the site's folder with --site, or its texts with --content"
            )
        }
        var options = BuildOptions(
            content: folder,
            templates: templates ?? "\(site)/templates",
            output: "",
            day: nil,
            now: Int(time.milliseconds / 1000),
            jobs: processorCount()
        )
        if exists("\(site)/site.yml") { options.settings = "\(site)/site.yml" }
        return options
    }

    /// The forms; what is wrong with them is said, and keeps only those away that it is in.
    func forms(_ options: BuildOptions) async throws -> IntakeForms {
        var diagnostics = Diagnostics()
        let forms: IntakeForms?
        do throws(SystemCallError) {
            forms = try await IntakeForms.read(options, into: &diagnostics)
        } catch {
            say("error: \(error)\n")
            throw diskFailure
        }
        for fault in diagnostics.sorted where fault.path.contains("forms/") { say("\(fault)\n") }
        guard let forms else {
            say(diagnostics.sorted.map { "\($0)\n" }.joined())
            throw ExitCode(1)
        }
        return forms
    }
}
