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
    /// place of one of them there leaves this folder as it is. Folders keep owner and rights.
    ///
    /// - Throws: ``SystemCallError``, of a file system without second names, too; this folder
    ///   is as it was.
    package func twin(without left: String) throws(SystemCallError) -> OutputFolder {
        let path = try resolved()
        let twin = try OutputFolder(path + Self.ending)
        try walk(path) { met, below throws(SystemCallError) in
            let target = twin.root + below
            switch met {
            case .folder(let state):
                if below.text == "/" + left { return .passOver }
                try makeFolder(target, like: state)
            case .endOfFolder: break
            case .file:
                // A link is given a second name too, and not followed.
                if unsafe linkat(AT_FDCWD, path + below, AT_FDCWD, target, 0) != 0 {
                    throw .switching(target)
                }
            }
            return .goOn
        }
        return twin
    }

    /// Puts a twin in the place of this folder, in one step.
    ///
    /// What stood there stands beside it then, for ``retireTwin(last:isOurs:)``.
    ///
    /// - Throws: ``SystemCallError``; this folder is as it was.
    package func giveWay(to twin: OutputFolder) throws(SystemCallError) {
        let path = try resolved()
        _ = try check("switch the folder", path) {
            unsafe kernel_rename_exchange(twin.root, path)
        }
    }

    /// The bytes of a file of the folder beside this one, or `nil` if there is none.
    package func readTwin(_ path: String) throws(SystemCallError) -> [UInt8]? {
        let whole = try resolved() + Self.ending + "/" + path
        return exists(whole) ? try readFile(whole) : nil
    }

    /// Deletes the folder beside this one, be it an old site or a new one that was not finished.
    ///
    /// What somebody else put there while the new one was made is moved over, since it is
    /// nowhere else. Where a file of ours stands in its way, it is kept under another name.
    ///
    /// The file `last` tells which are ours, and goes when all others have: what is stopped in
    /// between is done again.
    package func retireTwin(
        last: String,
        isOurs: (String) -> Bool
    ) throws(SystemCallError) {
        let path = try resolved()
        let old = path + Self.ending
        guard exists(old) else { return }
        try walk(old) { met, below throws(SystemCallError) in
            let source = old + below
            switch met {
            case .folder: break
            case .endOfFolder:
                if below.text.isEmpty { try deleteFile("\(old)/\(last)") }
                if unsafe rmdir(source) != 0 { throw .switching(source) }
            case .file(let state):
                if below.text == "/" + last { return .goOn }
                if state.st_nlink > 1 || isOurs(String(below.text.dropFirst())) {
                    if unsafe unlink(source) != 0 { throw .switching(source) }
                } else {
                    try moveOver(source, to: path, below)
                }
            }
            return .goOn
        }
    }

    /// Moves a file of somebody else from the old folder to its place in the new one.
    private func moveOver(
        _ source: RawPath,
        to root: String,
        _ below: RawPath
    ) throws(SystemCallError) {
        for parent in below.parents {
            let target = root + parent
            var state = stat()
            guard unsafe lstat((root + Self.ending) + parent, &state) == 0 else {
                throw .switching(target)
            }
            if unsafe access(target, F_OK) != 0 { try makeFolder(target, like: state) }
        }
        let targets = [root + below, root + below + ".vivier-kept"]
        for target in targets where unsafe kernel_rename_new(source, target) == 0 { return }
        throw .switching(source)
    }

    /// The path without links: a link to the folder stays, what it leads to is switched.
    private func resolved() throws(SystemCallError) -> String {
        guard let path = realPath(root) else {
            throw SystemCallError(call: "find the folder", path: root, errno: errno)
        }
        return String(decoding: path, as: UTF8.self)
    }
}

/// Makes a folder with the owner and the rights of another, or gives it those.
private func makeFolder(_ path: RawPath, like model: stat) throws(SystemCallError) {
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST { throw .switching(path) }
    var state = stat()
    guard unsafe lstat(path, &state) == 0 else { throw .switching(path) }
    if state.st_uid != model.st_uid || state.st_gid != model.st_gid,
        unsafe lchown(path, model.st_uid, model.st_gid) != 0
    {
        throw .switching(path)
    }
    // After the owner, which takes some rights away.
    if unsafe chmod(path, model.st_mode & 0o7777) != 0 { throw .switching(path) }
}

extension SystemCallError {
    /// What could not be done to a path just now.
    fileprivate static func switching(_ path: RawPath) -> SystemCallError {
        let code = Glibc.errno
        return SystemCallError(call: "switch the site: stopped at", path: path.text, errno: code)
    }
}
