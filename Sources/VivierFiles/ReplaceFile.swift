import Glibc

/// Puts bytes in the place of a file, in one step, and waits until the disk has them.
///
/// They are written beside it, as `path.new`, with the rights that the umask leaves.
///
/// - Throws: ``SystemCallError``; the file is as it was.
package func replaceDurably(_ path: String, _ bytes: [UInt8]) throws(SystemCallError) {
    try replace(path, [bytes], 0o644, isDurable: true)
    try flushFolder(of: path)
}

/// The same without waiting for the disk, and readable for a web server whatever the umask: for
/// pages, which can be made again.
package func replacePublic(_ path: String, _ bytes: [UInt8]) throws(SystemCallError) {
    try replace(path, [bytes], 0o644, isDurable: false)
}

/// The same for its owner only: for what can be made again, and tells what is not public.
package func replacePrivate(_ path: String, _ pieces: [[UInt8]]) throws(SystemCallError) {
    try replace(path, pieces, 0o600, isDurable: false)
}

/// Makes a folder that a web server can read; one that is there already is no error.
package func makePublicFolder(_ path: String) throws(SystemCallError) {
    if unsafe mkdir(path, 0o755) == 0 {
        _ = try check("make the folder", path) { unsafe chmod(path, 0o755) }
        return
    }
    guard errno == EEXIST, isFolder(path) else {
        throw SystemCallError(call: "make the folder", path: path, errno: errno)
    }
}

private func replace(
    _ path: String,
    _ pieces: [[UInt8]],
    _ rights: mode_t,
    isDurable: Bool
) throws(SystemCallError) {
    let temporary = path + ".new"
    let file = try check("write", temporary) {
        unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, rights)
    }
    do throws(SystemCallError) {
        defer { close(file) }
        for bytes in pieces {
            var written = 0
            while written < bytes.count {
                written += try check("write", temporary) {
                    unsafe bytes[written...].withUnsafeBytes {
                        unsafe write(file, $0.baseAddress, $0.count)
                    }
                }
            }
        }
        _ =
            try isDurable
            ? check("write", temporary) { fsync(file) }
            : check("write", temporary) { fchmod(file, rights) }
        _ = try check("put in place", path) { unsafe rename(temporary, path) }
    } catch {
        unsafe unlink(temporary)
        throw error
    }
}

/// A new name is only on the disk when its folder is.
private func flushFolder(of path: String) throws(SystemCallError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = try check("open the folder", folder) {
        unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    defer { close(descriptor) }
    _ = try check("write the folder", folder) { fsync(descriptor) }
}
