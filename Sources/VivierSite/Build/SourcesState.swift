package import VivierFiles

/// What stands on the disk of all that a site is made from: two that are equal make the same
/// site on the same day.
package struct SourcesState: Sendable, Equatable {
    let content: FolderSnapshot
    let templates: FolderSnapshot
    let settings: FileState?
    /// When the look at them began, in nanoseconds since 1970.
    let begin: Int64

    /// What rings when a source may have changed; `nil` where the kernel gives no such bell.
    package static func watch(of options: BuildOptions) -> FolderWatch? {
        FolderWatch(
            [options.content, options.templates] + (options.settings.map { [$0] } ?? []),
            butNotWith: SiteOutput.manifestName
        )
    }

    /// - Throws: ``SystemCallError`` for a folder that cannot be read, or has just gone.
    package init(of options: BuildOptions) throws(SystemCallError) {
        let mark = SiteOutput.manifestName
        begin = fileClock()
        let room = BuildMemory.path(options).flatMap { FileState(of: $0) }.map { Int($0.size) }
        content = try FolderSnapshot(of: options.content, butNotWith: mark, room: room ?? 0)
        templates = try FolderSnapshot(of: options.templates, butNotWith: mark)
        settings = options.settings.flatMap { FileState(of: $0) }
    }

    /// The same sources with some files of content as they stand now.
    ///
    /// - Returns: `nil` where that cannot be told without a look at all of them.
    package func updated(_ paths: [String], of options: BuildOptions) -> SourcesState? {
        let now = fileClock()
        guard isPlain,
            let content = content.updated(
                paths,
                of: options.content,
                butNotWith: SiteOutput.manifestName
            )
        else { return nil }
        return SourcesState(
            content: content,
            templates: templates,
            settings: settings,
            // What may have changed unseen by then is read by the build that follows.
            begin: now
        )
    }

    init(content: FolderSnapshot, templates: FolderSnapshot, settings: FileState?, begin: Int64) {
        self.content = content
        self.templates = templates
        self.settings = settings
        self.begin = begin
    }

    package static func == (one: SourcesState, other: SourcesState) -> Bool {
        one.content == other.content && one.templates == other.templates
            && one.settings == other.settings
    }

    /// Whether there are only files and folders: what stands behind a link may change unseen.
    var isPlain: Bool { content.isPlain && templates.isPlain }

    /// When something was last changed, in nanoseconds since 1970.
    var newest: Int64 { max(content.newest, templates.newest, settings?.changed ?? .min) }
}
