import Glibc

/// A system call that failed.
package struct SystemCallError: Error, CustomStringConvertible, Sendable {
    package let call: String
    package let path: String
    package let errno: Int32

    package init(call: String, path: String, errno: Int32) {
        self.call = call
        self.path = path
        self.errno = errno
    }

    /// The words of the C library: "No space left on device".
    package var reason: String { unsafe String(cString: strerror(errno)) }

    package var description: String { "cannot \(call) '\(path)': \(reason)" }
}

/// Runs a system call, again if a signal interrupted it, and reads `errno`
/// before anything else can change it.
func check<Result: FixedWidthInteger>(
    _ call: String,
    _ path: @autoclosure () -> String,
    _ body: () -> Result
) throws(SystemCallError) -> Result {
    while true {
        let result = body()
        if result != -1 { return result }
        let code = errno
        if code != EINTR { throw SystemCallError(call: call, path: path(), errno: code) }
    }
}

extension SystemCallError {
    /// Whether the disk, or this user's share of it, has no room left.
    package var isFull: Bool { errno == ENOSPC || errno == EDQUOT }

    /// Whether there was no such file or folder.
    package var isMissing: Bool { errno == ENOENT || errno == ENOTDIR }
}

extension SystemCallError {
    /// What a write that took fewer bytes than it was given means.
    package static func noRoom(for path: String) -> SystemCallError {
        SystemCallError(call: "write all of", path: path, errno: ENOSPC)
    }
}
