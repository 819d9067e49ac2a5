import Synchronization
import VivierDiagnostics
import VivierFiles

/// Whether a path, which need not exist yet, is in the folder of a site that was built.
package func isInSite(_ path: String) -> Bool {
    isBelow(folderHolding: SiteOutput.manifestName, path)
}

/// What the build owns below its folder, and how a new site takes the old one's place.
///
/// New files are written beside the site (`.vivier-new/`) and put in place when
/// all of them are there: a full disk or a mistake in a template leaves the old
/// site as it was. What stands there unchanged is not written again. The manifest
/// says what is ours: the rest is never touched.
final class SiteOutput: SiteSink {
    /// The list of our files, in the folder itself.
    static let manifestName = ".vivier-manifest"
    static let stagingName = ".vivier-new"

    private let folder: OutputFolder
    private let places: DecidingPlaces
    private let owned: Set<String>
    /// Folders that hold a file of ours.
    private let ownedFolders: Set<String>
    /// Whether the folder was empty: then no file can be in the way.
    private let isFresh: Bool
    private let progress = Mutex(Progress())

    private struct Progress {
        /// Path to what it is made of.
        var claims: [String: String] = [:]
        var hasNew = false
        /// What was written beside the site; not noted where there is none yet: all of it is new.
        var staged: [String] = []
        /// The folder that took the place of the first: its lock holds from then on.
        var successor: OutputFolder?
    }

    /// Opens the folder, unless it is open, and reads what an earlier build left there.
    init(
        _ folder: OutputFolder?,
        of options: BuildOptions,
        places: @escaping DecidingPlaces
    ) throws(SystemCallError) {
        self.places = places
        let folder = if let folder { folder } else { try OutputFolder(options.output) }
        self.folder = folder
        isFresh = try folder.isEmpty()
        owned = paths(inManifest: try folder.read(Self.manifestName))
        ownedFolders = Set(owned.flatMap { parents(of: $0) })
        try removeStaging()
        // Of a build that was killed; one that needs the place says why it cannot have it.
        try? retireTwin()
    }

    /// Says that `source` makes the file of `address`.
    ///
    /// - Returns: `false` with a diagnostic if another source does already, or if
    ///   a file that is not ours stands there.
    func claim(_ address: String, for source: String, into diagnostics: inout Diagnostics) -> Bool {
        let path = outputFile(for: address)
        let first = progress.withLock { progress -> String? in
            if let first = progress.claims[path] { return first }
            progress.claims[path] = source
            return nil
        }
        if let first {
            diagnostics.emit(.samePath(path, source, first, places))
            return false
        }
        guard !isFresh, let other = foreignFile(inTheWayOf: path) else { return true }
        diagnostics.emit(.fileInTheWay("\(folder.root)/\(other)", source: source))
        return false
    }

    /// Something that is not ours where a file, or a folder above it, is to stand.
    private func foreignFile(inTheWayOf path: String) -> String? {
        if !owned.contains(path), exists("\(folder.root)/\(path)"),
            !ownedFolders.contains(path)
        {
            return path
        }
        for parent in parents(of: path) {
            if ownedFolders.contains(parent) || owned.contains(parent) { return nil }
            let whole = "\(folder.root)/\(parent)"
            if exists(whole), !isFolder(whole) { return parent }
        }
        return nil
    }

    /// Writes a claimed file beside the site, unless the site has it as it is.
    ///
    /// - Throws: ``SystemCallError``; the site is as it was.
    func write(_ address: String, _ pieces: FilePieces) throws(SystemCallError) {
        let path = outputFile(for: address)
        if owned.contains(path), let old = try folder.read(path), old == pieces { return }
        try folder.create(Self.stagingName + "/" + path, pieces: pieces)
        progress.withLock {
            $0.hasNew = true
            if !owned.isEmpty { $0.staged.append(path) }
        }
    }

    /// The files that publishing changed, by their paths below the folder, in the order in
    /// which they changed: what is new before what may link to it.
    struct Published {
        var written: [String]
        var deleted: [String]
    }

    /// Puts what was written in place and deletes what the site no longer has: each file in
    /// one step, or all of them at once.
    ///
    /// - Throws: ``SystemCallError``. Where files are put in place one by one, those already
    ///   there stay, and the next build completes the work; otherwise the old site is as it
    ///   was.
    func publish(atOnce: Bool = false) throws(SystemCallError) -> Published {
        // A first site has nothing to take the place of.
        let (claims, hasNew) = progress.withLock { ($0.claims, $0.hasNew) }
        if !hasNew, owned == Set(claims.keys) {
            try removeStaging()
            return Published(written: [], deleted: [])
        }
        guard atOnce, !isFresh else { return try publish(into: folder) }
        try retireTwin()
        let next = try folder.twin(without: Self.stagingName)
        try next.take(Self.stagingName, from: folder)
        let published = try publish(into: next)
        try folder.giveWay(to: next)
        progress.withLock { $0.successor = next }
        // What cannot be deleted now is left to the next build: the new site is there.
        try? retireTwin()
        return published
    }

    /// Deletes what a switch left beside the folder: the old site, or a new one that was not
    /// finished.
    private func retireTwin() throws(SystemCallError) {
        let ours = owned.union(paths(inManifest: try folder.readTwin(Self.manifestName)))
        try folder.retireTwin(last: Self.manifestName) { path in
            ours.contains(path) || path.hasPrefix(Self.manifestName)
                || path.hasPrefix(Self.stagingName)
        }
    }

    private func publish(into folder: OutputFolder) throws(SystemCallError) -> Published {
        let (claims, written) = progress.withLock { ($0.claims, $0.staged) }
        let all = claims.keys.sorted()
        // What links lead to is there before the pages that link to it.
        let staged =
            owned.isEmpty
            ? all
            : (written.filter { !owned.contains($0) }.sorted()
                + written.filter(owned.contains).sorted())
        let manifest = manifest(of: all)
        // Before the first file is in place: what a killed build has put there
        // must be known as ours to the next.
        try replaceManifest(
            owned.isEmpty ? manifest : self.manifest(of: owned.union(all).sorted()),
            in: folder
        )
        let gone = owned.filter { claims[$0] == nil }.sorted()
        // A file that became a folder, or a folder a file, makes room first.
        let newFolders = gone.isEmpty ? [] : Set(staged.flatMap { parents(of: $0) })
        let first = gone.filter { path in
            newFolders.contains(path) || parents(of: path).contains { claims[$0] != nil }
        }
        for path in first { try folder.remove(path) }
        if owned.isEmpty {
            try folder.adopt(Self.stagingName)
        } else {
            for path in staged { try folder.move("\(Self.stagingName)/\(path)", to: path) }
        }
        let rest = Set(gone).subtracting(first)
        for path in rest.sorted() { try folder.remove(path) }
        try replaceManifest(manifest, in: folder)
        try folder.removeTree(Self.stagingName)
        return Published(written: staged, deleted: gone)
    }

    /// The folder that the site stands in, after a switch another one than at first.
    var published: OutputFolder { progress.withLock { $0.successor } ?? folder }

    /// The paths of all files of the site, in their order.
    var sitePaths: [String] { progress.withLock { $0.claims.keys.sorted() } }

    /// Takes back what was written beside the site, unless it was published.
    func discard() {
        if progress.withLock({ $0.successor != nil }) { return }
        // Nothing depends on it: the next build clears what is left.
        try? removeStaging()
        try? retireTwin()
    }

    private func manifest(of paths: [String]) -> [UInt8] {
        var bytes = Array("vivier manifest 1\n".utf8)
        bytes.reserveCapacity(paths.reduce(bytes.count) { $0 + $1.utf8.count + 1 })
        for path in paths {
            bytes += path.utf8
            bytes.append(10)
        }
        return bytes
    }

    private func replaceManifest(
        _ bytes: [UInt8],
        in folder: OutputFolder
    )
        throws(SystemCallError)
    {
        let temporary = Self.manifestName + ".new"
        try folder.overwrite(temporary, bytes)
        try folder.move(temporary, to: Self.manifestName)
    }

    private func removeStaging() throws(SystemCallError) {
        try folder.removeTree(Self.stagingName)
    }
}

/// Whether `pieces`, one after the other, are these bytes.
func == (bytes: [UInt8], pieces: FilePieces) -> Bool {
    var start = 0
    for piece in pieces {
        guard piece.count <= bytes.count - start,
            bytes[start..<(start + piece.count)] == piece[...]
        else { return false }
        start += piece.count
    }
    return start == bytes.count
}

/// The folders above a path, the highest first: `a`, `a/b` of `a/b/c.html`.
private func parents(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
}

/// The files that a manifest names.
private func paths(inManifest bytes: [UInt8]?) -> Set<String> {
    let lines = String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").dropFirst()
    return Set(lines.map { String($0) }.filter(isPlain))
}

/// Whether a line of the manifest names a file below the folder and nowhere else.
private func isPlain(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
}

extension Diagnostic {
    fileprivate static func fileInTheWay(_ path: String, source: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "file-in-the-way",
            "a file that vivier did not make stands where '\(source)' would be published",
            path: path,
            hint: "move it away, or choose another folder with --out"
        )
    }
}
