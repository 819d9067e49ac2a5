import Glibc

/// The regular files below `folder`, at any depth.
///
/// Names that start with `.` are left out, folders included. A link to a
/// file is followed, a link to a folder is not, so that no loop is possible.
///
/// - Returns: Paths relative to `folder`, in the order of their bytes, which
///   does not depend on the file system.
/// - Throws: ``SystemCallError`` if `folder` or a folder below it cannot be read.
package func listFiles(below folder: String) throws(SystemCallError) -> [String] {
    var files: [String] = []
    var waiting = [""]
    while let relative = waiting.popLast() {
        for entry in try entries(of: relative.isEmpty ? folder : "\(folder)/\(relative)")
        where !entry.name.hasPrefix(".") {
            let path = relative.isEmpty ? entry.name : "\(relative)/\(entry.name)"
            switch entry.kind {
            case .folder: waiting.append(path)
            case .file: files.append(path)
            case .other: continue
            }
        }
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Whether something stands at `path`, a broken link included.
package func exists(_ path: String) -> Bool {
    var information = stat()
    return unsafe lstat(path, &information) == 0
}

/// Whether `path` is a folder, or a link to one.
package func isFolder(_ path: String) -> Bool {
    var information = stat()
    return unsafe stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
}

/// Every name in a folder, those of hidden files and broken links included.
package func names(in folder: String) throws(SystemCallError) -> [String] {
    try entries(of: folder).map(\.name).sorted()
}

private struct FolderEntry {
    enum Kind {
        /// A regular file, or a link to one.
        case file
        /// A folder that is no link.
        case folder
        /// Links to folders or to nothing, pipes, sockets.
        case other
    }

    var name: String
    var kind: Kind
}

private func entries(of folder: String) throws(SystemCallError) -> [FolderEntry] {
    guard let stream = unsafe opendir(folder) else {
        throw SystemCallError(call: "read the folder", path: folder, errno: errno)
    }
    defer { unsafe closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
        errno = 0
        guard let entry = unsafe readdir(stream) else {
            if errno == 0 { return entries }
            throw SystemCallError(call: "read the folder", path: folder, errno: errno)
        }
        let kind = unsafe Int32(entry.pointee.d_type)
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
            unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
                unsafe String(cString: $0)
            }
        }
        guard name != ".", name != ".." else { continue }
        switch kind {
        case Int32(DT_DIR): entries.append(FolderEntry(name: name, kind: .folder))
        case Int32(DT_REG): entries.append(FolderEntry(name: name, kind: .file))
        default:
            // A link, or a file system that does not say: ask.
            var information = stat()
            let isFound = unsafe fstatat(dirfd(stream), name, &information, 0) == 0
            let type = isFound ? information.st_mode & S_IFMT : 0
            let isFolder = type == S_IFDIR && kind != Int32(DT_LNK)
            entries.append(
                FolderEntry(name: name, kind: type == S_IFREG ? .file : isFolder ? .folder : .other)
            )
        }
    }
}
