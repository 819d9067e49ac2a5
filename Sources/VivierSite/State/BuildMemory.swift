import VivierFiles
import VivierModel

/// What a build remembers of the one before it: when nothing has changed, nothing is made, and
/// when the words of some offers have, only what shows them.
///
/// It stands in a hidden file beside the folder of the site, for its owner only, since it tells
/// of drafts. It can be deleted at any time, and one that is damaged, of another program or of
/// before the last start of the machine is not believed: then all is made and compared.
struct BuildMemory {
    static let ending = ".vivier-state"

    /// How old a file must be when a build looks at it, in nanoseconds.
    ///
    /// What is written again within the step of a file system's clock looks as before; FAT
    /// counts in two seconds.
    private static let settlingTime: Int64 = 2_000_000_000

    private let options: BuildOptions
    /// As they stood before anything was read; `nil` where they cannot all be seen.
    private let sources: SourcesState?

    init(_ options: BuildOptions) {
        self.options = options
        // What cannot be read is said by the build itself.
        let sources =
            options.sources ?? Self.sources(of: options) ?? (try? SourcesState(of: options))
        self.sources = sources?.isPlain == true ? sources : nil
    }

    /// The sources as the last build saw them, with the files that somebody says have changed.
    private static func sources(of options: BuildOptions) -> SourcesState? {
        guard let changed = options.changed, let path = path(options),
            let bytes = try? readFile(path), let state = try? BuildState(bytes)
        else { return nil }
        return state.sources.updated(changed, of: options)
    }

    /// The folder of the site, if something is remembered of it.
    ///
    /// It waits for a build that goes on there, which may change what is remembered.
    func folder() throws(SystemCallError) -> OutputFolder? {
        guard sources != nil, options.register == nil, let path,
            options.live?.state != nil || exists(path)
        else { return nil }
        return try OutputFolder(options.output)
    }

    /// What is remembered, where the site stands as the last build left it, and a build of now
    /// is for the same day and wishes.
    func lastBuild(in folder: OutputFolder) -> BuildState? {
        if let state = options.live?.state, isLast(state, in: folder) { return state }
        options.live?.forget()
        guard let path, let bytes = try? readFile(path), let state = try? BuildState(bytes),
            isLast(state, in: folder)
        else { return nil }
        return state
    }

    private func isLast(_ state: BuildState, in folder: OutputFolder) -> Bool {
        isSame(state.question, question) && isDay(of: state)
            && !exists("\(folder.root)/\(SiteOutput.stagingName)")
            && OutputLook.isSame(state.outputs, in: folder)
    }

    /// The files of content that have changed since, or may have.
    ///
    /// - Returns: `nil` if more than that has changed.
    func changes(since state: BuildState) -> [String]? {
        guard let sources else { return nil }
        return state.changes(to: sources, orAfter: state.begin - Self.settlingTime)
    }

    /// The pages of the last build that may still be what a build of now would make: where
    /// nothing but templates and files of collections has changed since.
    func pages(
        of state: BuildState,
        isContent: (String) -> Bool
    ) -> RememberedPages? {
        guard let sources,
            let changed = state.contentChanges(
                to: sources,
                orAfter: state.begin - Self.settlingTime
            ), changed.allSatisfy(isContent)
        else { return nil }
        return RememberedPages(state.pages)
    }

    /// Whether it can be told later what pages were made of.
    var isKept: Bool { sources != nil && options.register == nil && path != nil }

    /// Whether the site is of the day that a build of now would be for.
    private func isDay(of state: BuildState) -> Bool {
        guard let (day, clock) = state.report.day else { return false }
        return (options.day ?? clock.day(at: options.now)) == day
    }

    /// Nothing is remembered of a site while it is changed.
    func forget() {
        options.live?.forget()
        // Where it cannot be deleted, the manifest says that it is of an older site.
        if let path { try? deleteFile(path) }
    }

    /// Remembers what was published.
    func keep(
        _ report: BuildReport,
        outputs: [UInt8],
        offers: RememberedOffers?,
        pages: PageNotes
    ) {
        guard let sources, let path, report.day != nil else { return }
        let notes = BuildNotes(
            question: question,
            sources: sources,
            outputs: outputs,
            report: report,
            offers: offers,
            pages: pages
        )
        if let live = options.live { return live.keep(notes, for: path) }
        // The site is there: the next build only takes longer.
        try? replacePrivate(path, BuildState.pieces(notes))
    }

    /// Where it stands; `nil` if there is no folder of the site.
    static func path(_ options: BuildOptions) -> String? {
        hiddenFile(beside: options.output, ending: ending)
    }

    private var path: String? { Self.path(options) }

    /// All that a site follows from besides its sources and the day.
    private var question: [UInt8] {
        var question = StateWriter()
        question.add(startOfMachine() ?? "")
        question.add(FileState(of: "/proc/self/exe")) { $0.add($1) }
        for path in [options.content, options.templates] {
            question.add(FileState(of: path)) { writer, state in
                writer.add(Int(bitPattern: UInt(state.device)))
                writer.add(Int(bitPattern: UInt(state.number)))
            }
        }
        question.add([options.content, options.templates, options.output]) { $0.add($1) }
        question.add(options.settings) { $0.add($1) }
        question.add(options.intake) { $0.add($1) }
        question.add(options.url) { $0.add($1) }
        question.add(options.preview.drafts)
        question.add(options.preview.future)
        return question.bytes
    }
}
