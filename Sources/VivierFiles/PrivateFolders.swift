import CKernel
import Glibc

/// Makes a folder for its owner only; one that is there already is no error.
///
/// - Returns: Whether it was made.
@discardableResult
package func makePrivateFolder(_ path: String) throws(SystemCallError) -> Bool {
    do throws(SystemCallError) {
        _ = try check("make the folder", path) { unsafe mkdir(path, 0o700) }
        return true
    } catch {
        if error.errno == EEXIST, isFolder(path) { return false }
        throw error
    }
}

/// Flushes the names in a folder: what was made, moved or deleted there.
package func syncFolder(_ path: String) throws(SystemCallError) {
    let folder = try check("open the folder", path) {
        unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    defer { close(folder) }
    _ = try check("flush the folder", path) { fsync(folder) }
}

/// Gives a file or folder a name that nobody has.
///
/// - Returns: `false` if somebody has it; of many that try at once, one succeeds.
package func moveToNewName(_ source: String, _ target: String) throws(SystemCallError) -> Bool {
    do throws(SystemCallError) {
        _ = try check("put in place", target) { unsafe kernel_rename_new(source, target) }
        return true
    } catch {
        if error.errno == EEXIST || error.errno == ENOTEMPTY { return false }
        throw error
    }
}

/// Puts a file in the place of `target`, in one step.
package func moveReplacing(_ source: String, _ target: String) throws(SystemCallError) {
    _ = try check("put in place", target) { unsafe rename(source, target) }
}

/// Deletes a file; one that is gone already is no error.
package func deleteFile(_ path: String) throws(SystemCallError) {
    do throws(SystemCallError) {
        _ = try check("delete", path) { unsafe unlink(path) }
    } catch {
        if error.errno != ENOENT { throw error }
    }
}

/// Deletes a file or a folder with all that it holds; links are not followed.
///
/// What is gone already is no error, so that it can be done again after a stop.
package func deleteTree(_ path: String) throws(SystemCallError) {
    guard exists(path) else { return }
    try walk(path) { met, below throws(SystemCallError) in
        let found = path + below
        let result: Int32 =
            switch met {
            case .folder: 0
            case .file: unsafe unlink(found)
            case .endOfFolder: unsafe rmdir(found)
            }
        if result != 0, errno != ENOENT {
            throw SystemCallError(call: "delete", path: found.text, errno: errno)
        }
        return .goOn
    }
}

/// Seconds since 1970 of the last change of a file or of the names in a folder;
/// `nil` if there is none.
package func lastChange(of path: String) -> Int? {
    var information = stat()
    guard unsafe lstat(path, &information) == 0 else { return nil }
    return Int(information.st_mtim.tv_sec)
}

/// Whether nobody but its owner may read a file, or change it.
package func isPrivate(_ path: String) -> Bool {
    var information = stat()
    return unsafe stat(path, &information) == 0 && information.st_mode & 0o077 == 0
}

/// Flushes everything on the file system that `path` is on: for many new files at
/// once this is quicker than one flush for each.
package func syncAll(_ path: String) throws(SystemCallError) {
    let folder = try check("open the folder", path) {
        unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    defer { close(folder) }
    _ = try check("flush", path) { kernel_sync_all(folder) }
}
