import ArgumentParser
import Foundation
import VivierFiles
import VivierModel
import VivierSite

/// What is shown that readers do not see yet.
struct PreviewFlags: ParsableArguments {
    @Flag(help: "Show drafts, and offers that wait for approval.")
    var drafts = false

    @Flag(help: "Show offers whose day has not come.")
    var future = false
}

/// Which folders a command works on, and on which day.
struct SiteFolders: ParsableArguments {
    @Option(
        help:
            "Folder of the site, with content/ and templates/ in it; a site.yml here counts where content/ has none.",
        completion: .directory
    )
    var site = "."

    @Option(help: "Folder of the texts; SITE/content if not given.", completion: .directory)
    var content: String?

    @Option(
        help: "Folder of the theme; SITE/templates, else the theme that came with vivier.",
        completion: .directory
    )
    var templates: String?

    @Option(help: "The day to build for, YYYY-MM-DD; today in the site's zone if not given.")
    var date: String?

    @Option(help: "How many threads work.")
    var jobs: Int?

    func validate() throws {
        if let date, Day(iso: date) == nil {
            throw ValidationError("'\(date)' is not a day. Write --date 2026-12-11")
        }
        if let jobs, !(1...256).contains(jobs) {
            throw ValidationError("--jobs takes a number from 1 to 256")
        }
    }

    /// The options of a build into `output`.
    func options(output: String, preview: PreviewFlags? = nil) throws -> BuildOptions {
        let contentFolder = content ?? "\(site)/content"
        guard isFolder(contentFolder) else {
            throw WrongUsage(
                "there is no folder '\(contentFolder)'. Give the site's folder with --site, or its texts with --content"
            )
        }
        let theme = try themeFolder()
        for folder in [contentFolder, theme] where isSame(output, folder) {
            throw WrongUsage(
                "'\(folder)' holds what the site is made of. Give a folder of its own with --out"
            )
        }
        var options = BuildOptions(
            content: contentFolder,
            templates: theme,
            output: output,
            day: date.flatMap { Day(iso: $0) },
            now: try sourceDate() ?? currentInstant(),
            jobs: jobs ?? processorCount(),
            preview: Preview(drafts: preview?.drafts ?? false, future: preview?.future ?? false)
        )
        let settings = "\(site)/site.yml"
        if !isFolder(settings), exists(settings) { options.settings = settings }
        return options
    }

    /// Some files by their paths below the content folder; `nil` if there are none.
    func contentPaths(_ files: [String]) throws -> [String]? {
        guard !files.isEmpty else { return nil }
        let folder =
            URL(filePath: content ?? "\(site)/content").resolvingSymlinksInPath().path + "/"
        return try files.map { file in
            // The file may be gone, its folder too.
            let name = URL(filePath: file)
            let above = name.deletingLastPathComponent().resolvingSymlinksInPath()
            let path = above.appending(path: name.lastPathComponent).path
            guard path.hasPrefix(folder) else {
                throw WrongUsage(
                    "'\(file)' is not below the folder of the texts. When something else has changed, build without --changed"
                )
            }
            return String(path.dropFirst(folder.count))
        }
    }

    /// The instant that SOURCE_DATE_EPOCH asks for; `nil` where it is not set.
    private func sourceDate() throws -> Int? {
        let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] ?? ""
        if text.isEmpty { return nil }
        // As far as the year 9999.
        guard let seconds = Int(text), (0..<253_402_300_800).contains(seconds) else {
            throw WrongUsage("SOURCE_DATE_EPOCH takes seconds since 1970, not '\(text)'")
        }
        return seconds
    }

    private func isSame(_ one: String, _ other: String) -> Bool {
        isFolder(one)
            && URL(filePath: one).resolvingSymlinksInPath()
                == URL(filePath: other).resolvingSymlinksInPath()
    }

    /// The theme that is named, that of the site, or the one beside the program.
    private func themeFolder() throws -> String {
        if let templates {
            guard isFolder(templates) else {
                throw WrongUsage("there is no folder '\(templates)' (--templates)")
            }
            return templates
        }
        if isFolder("\(site)/templates") { return "\(site)/templates" }
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        for _ in 0..<5 {
            for name in ["share/vivier/templates", "templates"] {
                let candidate = folder.appending(path: name).path
                if isFolder(candidate + "/layouts") { return candidate }
            }
            folder.deleteLastPathComponent()
        }
        throw WrongUsage(
            "no theme was found: there is no '\(site)/templates'. Give one with --templates"
        )
    }
}

/// What was asked for cannot be done, though the command is well written.
struct WrongUsage: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
