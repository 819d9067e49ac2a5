import Glibc

/// A folder that a build writes into, from several threads at once.
///
/// Folders are made as files need them. Nothing is flushed to the disk: a site
/// can be built again, a dossier cannot.
package final class OutputFolder: Sendable {
    package let root: String

    /// How much is given to the kernel at once, at most.
    private static let gatheredBytes = 1 << 16

    /// The folder itself, open: paths below it are not walked from the top.
    let descriptor: Int32

    /// Opens `root`, making it and the folders above it if need be, and waits until
    /// no other build writes into it: two at once would each take the other's files
    /// for somebody else's.
    ///
    /// - Throws: ``SystemCallError``.
    package init(_ root: String) throws(SystemCallError) {
        self.root = root
        var path = root.hasPrefix("/") ? "/" : ""
        for part in root.split(separator: "/") {
            path += path.isEmpty || path == "/" ? String(part) : "/\(part)"
            if unsafe mkdir(path, 0o755) == 0 || errno == EEXIST || isFolder(path) { continue }
            throw SystemCallError(call: "make the folder", path: path, errno: errno)
        }
        descriptor = try openLocked(root)
    }

    deinit { close(descriptor) }

    /// Whether there is nothing in it, hidden files included.
    package func isEmpty() throws(SystemCallError) -> Bool { try names(in: root).isEmpty }

    /// What the disk says of a file, which is no link; `nil` if there is none.
    package func state(of path: String) -> FileState? {
        var information = stat()
        guard unsafe fstatat(descriptor, path, &information, AT_SYMLINK_NOFOLLOW) == 0 else {
            return nil
        }
        return FileState(information)
    }

    /// Writes a file that does not exist yet, piece after piece; `path` is relative
    /// to the root.
    ///
    /// - Throws: ``SystemCallError``; a file of which only a part could be
    ///   written is taken away again.
    package func create(_ path: String, pieces: FilePieces) throws(SystemCallError) {
        try write(path, pieces, flags: O_CREAT | O_EXCL)
    }

    /// The same for bytes that are in one piece.
    package func create(_ path: String, _ bytes: [UInt8]) throws(SystemCallError) {
        try create(path, pieces: FilePieces(bytes))
    }

    /// Writes a file, in place of what it held.
    package func overwrite(_ path: String, _ bytes: [UInt8]) throws(SystemCallError) {
        try write(path, FilePieces(bytes), flags: O_CREAT | O_TRUNC)
    }

    /// Takes a file or folder from another folder of the same file system, under its name.
    package func take(_ name: String, from other: OutputFolder) throws(SystemCallError) {
        do throws(SystemCallError) {
            _ = try check("put in place", "\(root)/\(name)") {
                unsafe renameat(other.descriptor, name, descriptor, name)
            }
        } catch {
            if !error.isMissing { throw error }
        }
    }

    /// Puts the file `source` in the place of `target`, in one step.
    package func move(_ source: String, to target: String) throws(SystemCallError) {
        try makeFolders(for: target)
        _ = try check("put in place", "\(root)/\(target)") {
            unsafe renameat(descriptor, source, descriptor, target)
        }
    }

    /// Deletes a file and the folders that it leaves empty.
    ///
    /// A file that is gone already, perhaps with its folder, is no error.
    package func remove(_ path: String) throws(SystemCallError) {
        if unsafe unlinkat(descriptor, path, 0) != 0, errno != ENOENT, errno != ENOTDIR {
            throw SystemCallError(call: "delete", path: "\(root)/\(path)", errno: errno)
        }
        var folder = path
        while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
            folder = String(folder[..<slash])
            if unsafe unlinkat(descriptor, folder, AT_REMOVEDIR) != 0 { return }
        }
    }

    /// Puts everything below `folder` in its place below the root.
    ///
    /// A folder that the root does not have is moved whole, in one step. If there
    /// is no `folder`, nothing changes.
    package func adopt(_ folder: String) throws(SystemCallError) {
        if isFolder("\(root)/\(folder)") { try adopt(folder, as: "") }
    }

    private func adopt(_ folder: String, as target: String) throws(SystemCallError) {
        for name in try names(in: "\(root)/\(folder)") {
            let path = target.isEmpty ? name : "\(target)/\(name)"
            if isFolder("\(root)/\(folder)/\(name)"), isFolder("\(root)/\(path)") {
                try adopt("\(folder)/\(name)", as: path)
            } else {
                try move("\(folder)/\(name)", to: path)
            }
        }
    }

    /// Deletes a folder and all that it holds; one that does not exist is no error.
    ///
    /// Links are deleted, never followed.
    package func removeTree(_ folder: String) throws(SystemCallError) {
        try deleteTree("\(root)/\(folder)")
    }

    /// The bytes of a file, or `nil` if there is none.
    package func read(_ path: String) throws(SystemCallError) -> [UInt8]? {
        do throws(SystemCallError) {
            return try readFile("\(root)/\(path)")
        } catch {
            if error.errno == ENOENT || error.errno == ENOTDIR { return nil }
            throw error
        }
    }

    private func write(
        _ path: String,
        _ pieces: FilePieces,
        flags: Int32
    )
        throws(SystemCallError)
    {
        try makeFolders(for: path)
        let file = try check("write", "\(root)/\(path)") {
            unsafe openat(descriptor, path, O_WRONLY | O_CLOEXEC | flags, 0o644)
        }
        do throws(SystemCallError) {
            try write(pieces, to: file, named: path)
        } catch {
            close(file)
            unsafe unlinkat(descriptor, path, 0)
            throw error
        }
        // A quota on a network file system is reported only here.
        if close(file) != 0, errno != EINTR {
            let failure = SystemCallError(call: "write", path: "\(root)/\(path)", errno: errno)
            unsafe unlinkat(descriptor, path, 0)
            throw failure
        }
    }

    /// Pieces are gathered, since most of many are short.
    private func write(
        _ pieces: FilePieces,
        to file: Int32,
        named path: String
    )
        throws(SystemCallError)
    {
        if pieces.count == 1 { return try write(pieces[0], to: file, named: path) }
        var gathered: [UInt8] = []
        for piece in pieces {
            if gathered.count + piece.count > Self.gatheredBytes {
                try write(gathered, to: file, named: path)
                gathered.removeAll(keepingCapacity: true)
            }
            gathered += piece
        }
        try write(gathered, to: file, named: path)
    }

    func write(
        _ bytes: [UInt8],
        to file: Int32,
        named path: String
    )
        throws(SystemCallError)
    {
        var written = 0
        while written < bytes.count {
            written += try check("write", "\(root)/\(path)") {
                unsafe bytes[written...].withUnsafeBytes {
                    unsafe Glibc.write(file, $0.baseAddress, $0.count)
                }
            }
        }
    }

    /// Makes the folder that a file stands in, and those above it that are missing.
    ///
    /// Most pages have a folder of their own: to make it without asking first, and
    /// to be told that it is there, costs less than to remember all folders.
    private func makeFolders(for path: String) throws(SystemCallError) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
        let folder = String(path[..<slash])
        var failure = makeFolder(folder)
        if failure == ENOENT {
            try makeFolders(for: folder)
            failure = makeFolder(folder)
        }
        if failure == 0 || failure == EEXIST { return }
        throw SystemCallError(call: "make the folder", path: "\(root)/\(folder)", errno: failure)
    }

    /// 0, or why the folder could not be made.
    private func makeFolder(_ folder: String) -> Int32 {
        while unsafe mkdirat(descriptor, folder, 0o755) != 0 {
            if errno != EINTR { return errno }
        }
        return 0
    }
}

/// Opens a folder once no other build writes into it.
///
/// The lock ends with the process. A file system that knows no locks is one that a single
/// build at a time has to do with.
private func openLocked(_ root: String) throws(SystemCallError) -> Int32 {
    while true {
        let descriptor = try check("open the folder", root) {
            unsafe open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        // The build that was waited for may have put another folder there.
        var (held, now) = (stat(), stat())
        if unsafe fstat(descriptor, &held) == 0, unsafe stat(root, &now) == 0,
            held.st_ino != now.st_ino || held.st_dev != now.st_dev
        {
            close(descriptor)
            continue
        }
        return descriptor
    }
}
