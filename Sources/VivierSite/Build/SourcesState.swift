package import VivierFiles

/// What stands on the disk of all that a site is made from: two that are equal make the same
/// site on the same day.
package struct SourcesState: Sendable, Equatable {
    private let content: [String: FileState?]
    private let templates: [String: FileState?]
    private let settings: FileState?

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
        content = try fileStates(below: options.content, butNotWith: mark)
        templates = try fileStates(below: options.templates, butNotWith: mark)
        settings = options.settings.flatMap { FileState(of: $0) }
    }
}
