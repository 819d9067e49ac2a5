internal import CKernel
import Glibc

/// Publishing by a switch: a second folder with all that the first holds, changed in peace,
/// then put into its place in one step.
extension OutputFolder {
    /// Where the second folder stands while it is made: beside the first, since a folder is
    /// renamed within one file system only.
    private static let ending = ".vivier-next"

    /// A folder beside this one with the same files, but for those below its folder `left`.
    ///
    /// The files are the same ones under second names: nothing is copied. What takes the
    /// place of one of them there leaves this folder as it is.
    ///
    /// - Throws: ``SystemCallError``, of a file system without second names, too; this folder
    ///   is as it was.
    package func twin(without left: String) throws(SystemCallError) -> OutputFolder {
        let path = try resolved()
        try removeTwin()
        let twin = try OutputFolder(path + Self.ending)
        let start = path.utf8.count
        try walk(Array(path.utf8CString)) { kind, source throws(SystemCallError) in
            let below = source.dropFirst(start)
            let target = Array(twin.root.utf8.map { CChar(bitPattern: $0) } + below)
            switch kind {
            case .folder(let rights):
                if below.dropFirst().elementsEqual(left.utf8CString) { return .passOver }
                let isRoot = below.count == 1
                let made = unsafe isRoot ? chmod(target, rights) : mkdir(target, rights)
                if made != 0 { throw .switching(target) }
            case .endOfFolder: break
            case .file:
                // A link is given a second name too, and not followed.
                if unsafe linkat(AT_FDCWD, source, AT_FDCWD, target, 0) != 0 {
                    throw .switching(target)
                }
            }
            return .goOn
        }
        return twin
    }

    /// Puts a twin in the place of this folder, in one step, and deletes what stood there.
    ///
    /// - Throws: ``SystemCallError``; this folder stands there still, or its twin whole.
    package func giveWay(to twin: OutputFolder) throws(SystemCallError) {
        let path = try resolved()
        _ = try check("switch the folder", path) {
            unsafe kernel_rename_exchange(twin.root, path)
        }
        try removeTwin()
    }

    /// Deletes what a switch that was killed, or did not succeed, left beside this folder.
    package func removeTwin() throws(SystemCallError) {
        let path = try resolved() + Self.ending
        guard exists(path) else { return }
        try walk(Array(path.utf8CString)) { kind, path throws(SystemCallError) in
            switch kind {
            case .folder: break
            case .endOfFolder: if unsafe rmdir(path) != 0 { throw .switching(path) }
            case .file: if unsafe unlink(path) != 0 { throw .switching(path) }
            }
            return .goOn
        }
    }

    /// The path without links: a link to the folder stays, what it leads to is switched.
    private func resolved() throws(SystemCallError) -> String {
        guard let found = unsafe realpath(root, nil) else {
            throw SystemCallError(call: "find the folder", path: root, errno: errno)
        }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }
}

private enum Met {
    case folder(rights: mode_t)
    case endOfFolder
    case file
}

private enum Step {
    case goOn
    case passOver
}

/// Goes through all that is below a folder, itself included; links are not followed.
///
/// Names are the bytes they are: what is not ours need not be UTF-8.
private func walk(
    _ path: [CChar],
    _ visit: (Met, [CChar]) throws(SystemCallError) -> Step
) throws(SystemCallError) {
    var state = stat()
    guard unsafe lstat(path, &state) == 0 else { throw .switching(path) }
    guard state.st_mode & S_IFMT == S_IFDIR else {
        _ = try visit(.file, path)
        return
    }
    guard try visit(.folder(rights: state.st_mode & 0o7777), path) == .goOn else { return }
    for name in try rawNames(in: path) {
        try walk(path.dropLast() + [CChar(UInt8(ascii: "/"))] + name, visit)
    }
    _ = try visit(.endOfFolder, path)
}

/// The names in a folder, each with its final zero.
private func rawNames(in folder: [CChar]) throws(SystemCallError) -> [[CChar]] {
    guard let stream = unsafe opendir(folder) else { throw .switching(folder) }
    defer { unsafe closedir(stream) }
    var names: [[CChar]] = []
    while true {
        errno = 0
        guard let entry = unsafe readdir(stream) else {
            if Glibc.errno == 0 { return names }
            throw .switching(folder)
        }
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
            unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
                unsafe Array(UnsafeBufferPointer(start: characters, count: strlen(characters) + 1))
            }
        }
        if name != [46, 0], name != [46, 46, 0] { names.append(name) }
    }
}

extension SystemCallError {
    /// What could not be done to a path just now.
    fileprivate static func switching(_ path: [CChar]) -> SystemCallError {
        let code = Glibc.errno
        let text = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return SystemCallError(call: "prepare the switch at", path: text, errno: code)
    }
}
