import Synchronization
import VivierDiagnostics
import VivierFiles

/// Puts some files of a site in the place of what it has of the same names, and leaves the rest.
///
/// Like ``SiteOutput``, it writes beside the site first.
final class TouchedOutput: SiteSink {
    private let folder: OutputFolder
    private let staged = Mutex<[String]>([])

    init(_ folder: OutputFolder) { self.folder = folder }

    /// Every file is there already.
    func claim(_ address: String, for source: String, into diagnostics: inout Diagnostics) -> Bool {
        true
    }

    func write(_ address: String, _ pieces: FilePieces) throws(SystemCallError) {
        let path = outputFile(for: address)
        if let old = try folder.read(path), old == pieces { return }
        try folder.create(staged(path), pieces: pieces)
        staged.withLock { $0.append(path) }
    }

    /// Writes a file of which most stays.
    func write(_ address: String, _ parts: [FilePart]) throws(SystemCallError) {
        let path = outputFile(for: address)
        try folder.create(staged(path), from: path, parts)
        staged.withLock { $0.append(path) }
    }

    /// Puts what was written in place.
    ///
    /// - Returns: The paths of what was written, in the order in which they changed.
    func publish() throws(SystemCallError) -> [String] {
        let paths = staged.withLock { $0.sorted() }
        for path in paths { try folder.move(staged(path), to: path) }
        try discard()
        return paths
    }

    /// Takes back what was written beside the site.
    func discard() throws(SystemCallError) { try folder.removeTree(SiteOutput.stagingName) }

    private func staged(_ path: String) -> String { "\(SiteOutput.stagingName)/\(path)" }
}
