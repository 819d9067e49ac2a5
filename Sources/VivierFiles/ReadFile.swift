import Glibc

/// The bytes of a file.
///
/// - Throws: ``SystemCallError``, also for a folder.
package func readFile(_ path: String) throws(SystemCallError) -> [UInt8] {
    let file = try check("open", path) { unsafe open(path, O_RDONLY | O_CLOEXEC) }
    defer { close(file) }
    var information = stat()
    _ = try check("read", path) { unsafe fstat(file, &information) }
    // One byte more than the file has: a regular file that gives all of the others
    // and not that one has ended, so that most files need one call.
    let capacity = max(Int(information.st_size), 0) + 1
    let isRegular = information.st_mode & S_IFMT == S_IFREG
    var bytes = try read(file, path, capacity: capacity, size: isRegular ? capacity - 1 : nil)
    if bytes.count == capacity {
        while let more = try readMore(file, path) { bytes += more }
    }
    return bytes
}

/// Reads up to `capacity` bytes, or fewer at the end of the file, which has come
/// where it gives `size` bytes and no more.
private func read(
    _ file: Int32,
    _ path: String,
    capacity: Int,
    size: Int? = nil
) throws(SystemCallError) -> [UInt8] {
    var failure: SystemCallError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < capacity {
            do throws(SystemCallError) {
                let done = try check("read", path) {
                    unsafe Glibc.read(
                        file,
                        buffer.baseAddress.map { unsafe $0 + count },
                        capacity - count
                    )
                }
                count += done
                if done == 0 || count == size { break }
            } catch {
                failure = error
                break
            }
        }
    }
    if let failure { throw failure }
    return bytes
}

/// What a file still holds that grew while it was read; `nil` at its end.
private func readMore(_ file: Int32, _ path: String) throws(SystemCallError) -> [UInt8]? {
    let more = try read(file, path, capacity: 65_536)
    return more.isEmpty ? nil : more
}
