import VivierDiagnostics
import VivierFiles
import VivierSite

/// A site that is built again whenever one of its sources has changed, and when a new day begins.
///
/// Not at each request: a mistake is said when the file is saved, in the terminal beside the
/// editor, and a page that is open can reload.
struct LiveSite {
    /// Made anew for each build, since the day goes on and folders can come and go.
    let options: () throws -> BuildOptions
    /// Those of the site on show; `nil` while none could be built.
    private var mistakes: Set<Mistake>?
    private var built: SourcesState?
    /// Of the last build that the disk let come to its end.
    private var report = BuildReport()
    /// What the disk refused since.
    private var refusal: SystemCallError?
    private var nextTry = ContinuousClock.now
    private let memory = LiveMemory()

    init(options: @escaping () throws -> BuildOptions) { self.options = options }

    /// Builds the site that is shown first.
    mutating func begin() async throws {
        var options = try options()
        options.live = memory
        built = state(of: options)
        report = try await onDisk(options) { options async throws(SystemCallError) in
            try await buildSite(options)
        }
        try tell()
    }

    /// The errors of the last build, as the terminal shows them.
    var errors: String {
        let mistakes = report.diagnostics.sorted.filter { $0.severity == .error }.map { "\($0)" }
        return (mistakes + (refusal.map { ["error: \($0)"] } ?? [])).joined(separator: "\n")
    }

    /// Builds again after each change, until the process ends; says so, and whether another
    /// site stands there.
    mutating func follow(_ isBuilt: (LiveSite, Bool) -> Void) async throws {
        var watch = (try? self.options()).flatMap(SourcesState.watch)
        var last = built
        var nextLook = ContinuousClock.now
        while true {
            let isCalled = watch?.wait(atMost: Self.pause) ?? false
            if watch == nil { try await Task.sleep(for: Self.pause) }
            guard let options = try? self.options() else {
                // A folder that is being replaced: there is nothing to build yet.
                (watch, nextLook) = (nil, .now)
                continue
            }
            if watch == nil { watch = SourcesState.watch(of: options) }
            if !isCalled {
                memory.settle()
                guard .now >= nextLook || isDue(options) else { continue }
            }
            let begin = ContinuousClock.now
            let told = isCalled ? built?.updated(telling: watch?.changed, of: options) : nil
            let now = told ?? state(of: options)
            if told == nil, now == last {
                nextLook = .now + (ContinuousClock.now - begin) * Self.restPerLook
            }
            // Somebody is still writing where two looks differ without a call.
            defer { last = now }
            guard let now, now == last || isCalled, now != built || isDue(options) else {
                continue
            }
            built = now
            let isAnother = try await rebuild(options, now)
            isBuilt(self, isAnother)
        }
    }

    /// Whether to build though no file has changed: for a new day, or after the disk refused.
    private func isDue(_ options: BuildOptions) -> Bool {
        (refusal != nil || report.isOfAnotherDay(than: options)) && .now >= nextTry
    }

    /// How long a disk that refused is left alone.
    private static let patience = Duration.seconds(60)

    /// It looks without being called too, since the kernel does not see everything: twice a
    /// second, or less often where a look at all files takes long.
    private static let pause = Duration.milliseconds(500)
    private static let restPerLook = 50

    /// - Returns: Whether another site stands there now.
    private mutating func rebuild(
        _ options: BuildOptions,
        _ sources: SourcesState
    ) async throws -> Bool {
        var options = options
        (options.sources, options.live) = (sources, memory)
        if let mistakes {
            // The page one works on does not go because of half a word in it. What was wrong
            // before keeps nothing else from being seen.
            options.isWelcome = { $0.mistakes.isSubset(of: mistakes) }
        }
        do throws(SystemCallError) {
            report = try await buildSite(options)
            refusal = nil
            // Nobody reads the terminal any more: the pages are shown all the same.
            try? tell()
            return report.isPublished
        } catch {
            say("error: \(error)\n")
            refusal = error
            nextTry = .now + Self.patience
            return false
        }
    }

    private mutating func tell() throws {
        say(report.diagnostics.sorted.map { "\($0)\n" }.joined())
        try emit(Array(summary(of: report).utf8))
        if report.isPublished { mistakes = report.diagnostics.mistakes }
    }

    /// `nil` while a folder cannot be read.
    private func state(of options: BuildOptions) -> SourcesState? { try? SourcesState(of: options) }
}

extension SourcesState {
    /// These sources after a change that a watch told of; `nil` where all must be looked at.
    fileprivate func updated(telling paths: Set<String>?, of options: BuildOptions) -> SourcesState?
    {
        let folder = options.content + "/"
        guard let paths, paths.allSatisfy({ $0.hasPrefix(folder) }) else { return nil }
        return updated(paths.map { String($0.dropFirst(folder.count)) }, of: options)
    }
}

/// An error, wherever it has moved to in its file.
private struct Mistake: Hashable {
    var path: String
    var code: String
}

extension Diagnostics {
    fileprivate var mistakes: Set<Mistake> {
        Set(all.filter { $0.severity == .error }.map { Mistake(path: $0.path, code: $0.code) })
    }
}
