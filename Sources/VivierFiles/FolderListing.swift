import Glibc

/// What stands below a folder.
package struct FolderListing: Sendable {
    /// Something that is no file to be read.
    package struct PassedOver: Sendable, Equatable {
        package enum Reason: Sendable {
            /// In the path, every byte of the name that is not ASCII stands as `\xE9`.
            case nameNotUTF8
            case linkToFolder
            case brokenLink
            /// A link to a file that does not stand below the folder.
            case linkOutside
            /// A pipe, a socket or a device.
            case notAFile
        }

        package var path: String
        package var reason: Reason

        package init(path: String, reason: Reason) {
            self.path = path
            self.reason = reason
        }
    }

    /// Paths relative to the folder, in the order of their bytes, which does not
    /// depend on the file system.
    package var files: [String] = []

    /// In the order of their paths too.
    package var passedOver: [PassedOver] = []

    package init(files: [String] = []) { self.files = files }
}

/// The regular files below `folder`, at any depth.
///
/// Names that start with `.` are left out, folders included. A link to a
/// file is followed, a link to a folder is not, so that no loop is possible.
/// A folder below that holds `mark` is left out whole.
///
/// - Throws: ``SystemCallError`` if `folder` or a folder below it cannot be read.
package func listFiles(
    below folder: String,
    butNotWith mark: String? = nil
) throws(SystemCallError) -> FolderListing {
    var listing = FolderListing()
    var waiting = [""]
    while let relative = waiting.popLast() {
        let found = try entries(of: relative.isEmpty ? folder : "\(folder)/\(relative)")
        if !relative.isEmpty, let mark, found.contains(where: { $0.name == mark }) { continue }
        for entry in found where !entry.name.hasPrefix(".") {
            let path = relative.isEmpty ? entry.name : "\(relative)/\(entry.name)"
            switch entry.kind {
            case .folder: waiting.append(path)
            case .file: listing.files.append(path)
            case .other(let reason):
                listing.passedOver.append(.init(path: path, reason: reason))
            }
        }
    }
    listing.files.sort(by: precedes)
    listing.passedOver.sort { precedes($0.path, $1.path) }
    return listing
}

/// Whether a path comes before another by their bytes.
private func precedes(_ first: String, _ second: String) -> Bool {
    let order = unsafe first.utf8.withContiguousStorageIfAvailable { one in
        unsafe second.utf8.withContiguousStorageIfAvailable { other in
            guard let start = one.baseAddress, let otherStart = other.baseAddress else {
                return one.count - other.count
            }
            let order = unsafe memcmp(start, otherStart, min(one.count, other.count))
            return order == 0 ? one.count - other.count : Int(order)
        }
    }
    guard case let order?? = order else {
        return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return order < 0
}

/// Whether something stands at `path`, a broken link included.
package func exists(_ path: String) -> Bool {
    var information = stat()
    return unsafe lstat(path, &information) == 0
}

/// Whether a path below `folder` is a link to something that is not below it.
package func leadsOut(of folder: String, _ path: String) -> Bool {
    var information = stat()
    guard unsafe lstat("\(folder)/\(path)", &information) == 0,
        information.st_mode & S_IFMT == S_IFLNK, let root = realPath(folder),
        let target = realPath("\(folder)/\(path)")
    else { return false }
    return !target.starts(with: root + [UInt8(ascii: "/")])
}

/// The bytes of a path without links; `nil` if it leads nowhere.
func realPath(_ path: String) -> [UInt8]? {
    guard let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe UnsafeBufferPointer(start: found, count: strlen(found))
        .map { UInt8(bitPattern: $0) }
}

/// The path of a hidden file beside a folder, named after it; `nil` if there is no such folder.
package func hiddenFile(beside folder: String, ending: String) -> String? {
    guard let path = realPath(folder), let slash = path.lastIndex(of: UInt8(ascii: "/")),
        slash < path.endIndex - 1
    else { return nil }
    let (above, name) = (path[...slash], path[(slash + 1)...])
    let dot = name.first == UInt8(ascii: ".") ? "" : "."
    return String(decoding: above + dot.utf8 + name, as: UTF8.self) + ending
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

/// The paths of the folders right below one, but for hidden ones and links.
func foldersIn(_ folder: String) throws(SystemCallError) -> [String] {
    try entries(of: folder).compactMap { entry in
        guard case .folder = entry.kind, !entry.name.hasPrefix(".") else { return nil }
        return "\(folder)/\(entry.name)"
    }
}

private struct FolderEntry {
    enum Kind {
        /// A regular file, or a link to one.
        case file
        /// A folder that is no link.
        case folder
        case other(FolderListing.PassedOver.Reason)
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
        let bytes = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
            unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
                unsafe UnsafeBufferPointer(start: characters, count: strlen(characters))
                    .map { UInt8(bitPattern: $0) }
            }
        }
        guard let name = String(validating: bytes, as: UTF8.self) else {
            entries.append(FolderEntry(name: escaped(bytes), kind: .other(.nameNotUTF8)))
            continue
        }
        guard name != ".", name != ".." else { continue }
        switch kind {
        case Int32(DT_DIR): entries.append(FolderEntry(name: name, kind: .folder))
        case Int32(DT_REG): entries.append(FolderEntry(name: name, kind: .file))
        default:
            // A link, or a file system that does not say: ask.
            var information = stat()
            let isFound = unsafe fstatat(dirfd(stream), name, &information, 0) == 0
            let isLink = kind == Int32(DT_LNK)
            let found: FolderEntry.Kind =
                switch isFound ? information.st_mode & S_IFMT : 0 {
                case S_IFREG: .file
                case S_IFDIR: isLink ? .other(.linkToFolder) : .folder
                case 0: .other(.brokenLink)
                default: .other(.notAFile)
                }
            entries.append(FolderEntry(name: name, kind: found))
        }
    }
}

/// A name that can be shown: bytes that are not ASCII as `\xE9`.
private func escaped(_ name: [UInt8]) -> String {
    name.map { byte in
        byte < 0x80
            ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
}
