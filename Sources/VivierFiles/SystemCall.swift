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
