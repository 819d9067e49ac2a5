import CKernel
import Glibc

/// An open file whose bytes shall survive a power cut.
///
/// Nothing is durable before ``sync()`` or ``syncData()`` has returned, and the
/// file's name not before ``syncFolder(_:)``. After a flush that failed the
/// kernel may forget what it could not write: the file must not be flushed again
/// in the hope of better luck, but closed and what it held not be acknowledged.
package final class DurableFile: Sendable {
    package let path: String
    let descriptor: Int32

    private init(_ path: String, flags: Int32) throws(SystemCallError) {
        self.path = path
        descriptor = try check("open", path) { unsafe Glibc.open(path, flags | O_CLOEXEC, 0o600) }
    }

    deinit { close(descriptor) }

    /// Makes a file that did not exist, for its owner only, and opens it for writing.
    package static func create(_ path: String) throws(SystemCallError) -> DurableFile {
        try DurableFile(path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
    }

    /// Opens a file for reading and for writing at its end, whoever writes there too.
    ///
    /// `isMade`: Whether a file that does not exist is made.
    package static func openAtEnd(
        _ path: String,
        isMade: Bool = false
    )
        throws(SystemCallError) -> DurableFile
    {
        try DurableFile(path, flags: O_RDWR | O_APPEND | O_NOFOLLOW | (isMade ? O_CREAT : 0))
    }

    /// Opens a file for reading.
    package static func open(reading path: String) throws(SystemCallError) -> DurableFile {
        try DurableFile(path, flags: O_RDONLY | O_NOFOLLOW)
    }

    /// Opens a file for overwriting its bytes where they stand.
    package static func open(overwriting path: String) throws(SystemCallError) -> DurableFile {
        try DurableFile(path, flags: O_RDWR | O_NOFOLLOW)
    }

    /// Writes all of the bytes, in as many calls as the kernel wants.
    package func write(_ bytes: Span<UInt8>) throws(SystemCallError) {
        var written = 0
        while written < bytes.count {
            written += try writeOnce(bytes.extracting(written...))
        }
    }

    /// Writes all of the bytes, in as many calls as the kernel wants.
    package func write(_ bytes: [UInt8]) throws(SystemCallError) { try write(bytes.span) }

    /// Writes in one call, and says how many bytes went in: fewer than asked for
    /// if the disk is full.
    package func writeOnce(_ bytes: Span<UInt8>) throws(SystemCallError) -> Int {
        try check("write", path) {
            unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
        }
    }

    /// Reads up to `count` bytes from where the last read ended; none at the end.
    package func read(upTo count: Int) throws(SystemCallError) -> [UInt8] {
        var failure: SystemCallError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(SystemCallError) {
                while filled < count {
                    let done = try check("read", path) {
                        unsafe Glibc.read(
                            descriptor,
                            buffer.baseAddress.map { unsafe $0 + filled },
                            count - filled
                        )
                    }
                    if done == 0 { break }
                    filled += done
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Reads what stands from a byte on.
    package func read(from offset: Int) throws(SystemCallError) -> [UInt8] {
        _ = try check("read", path) { lseek(descriptor, off_t(offset), Int32(SEEK_SET)) }
        return try read(upTo: max(0, try length() - offset))
    }

    /// Has the kernel begin to write the bytes out, and does not wait for it.
    ///
    /// Files that are begun together are flushed together. It promises nothing; ``sync()`` says
    /// what went wrong.
    package func beginSync() {
        kernel_begin_sync(descriptor)
    }

    /// Flushes the bytes and what the kernel knows about the file.
    package func sync() throws(SystemCallError) {
        _ = try check("flush", path) { fsync(descriptor) }
    }

    /// Flushes the bytes, and the length if it changed.
    package func syncData() throws(SystemCallError) {
        _ = try check("flush", path) { fdatasync(descriptor) }
    }

    /// Cuts the file after `length` bytes.
    package func truncate(to length: Int) throws(SystemCallError) {
        _ = try check("cut", path) { ftruncate(descriptor, off_t(length)) }
    }

    /// Sets aside room on the disk for `length` bytes.
    package func reserve(_ length: Int) throws(SystemCallError) {
        let code = posix_fallocate(descriptor, 0, off_t(length))
        guard code == 0 else { throw SystemCallError(call: "reserve", path: path, errno: code) }
    }

    /// The length in bytes.
    package func length() throws(SystemCallError) -> Int {
        var information = stat()
        _ = try check("read", path) { unsafe fstat(descriptor, &information) }
        return Int(information.st_size)
    }

    /// Waits until no other process holds the file, then holds it until this
    /// object goes; the kernel lets go for a process that is killed.
    ///
    /// `isShared`: Whether others may hold it the same way.
    package func lock(isShared: Bool = false) throws(SystemCallError) {
        _ = try check("lock", path) { flock(descriptor, isShared ? LOCK_SH : LOCK_EX) }
    }

    /// Whether the path still leads to this file, and not to another or to none.
    package func isInPlace() -> Bool {
        var mine = stat()
        var there = stat()
        guard unsafe fstat(descriptor, &mine) == 0, unsafe lstat(path, &there) == 0 else {
            return false
        }
        return mine.st_ino == there.st_ino && mine.st_dev == there.st_dev
    }
}
