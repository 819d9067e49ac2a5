import CKernel
import Glibc

/// The number of this process.
package func processNumber() -> Int { Int(getpid()) }

/// Whether a process with this number runs.
package func isRunning(process: Int) -> Bool {
    kill(pid_t(truncatingIfNeeded: process), 0) == 0 || errno == EPERM
}

/// Bytes that nobody can guess, from the kernel.
package func randomBytes(_ count: Int) throws(SystemCallError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
        filled += try check("get random bytes", "the kernel") {
            unsafe bytes[filled...].withUnsafeMutableBytes {
                unsafe getrandom($0.baseAddress, $0.count, 0)
            }
        }
    }
    return bytes
}

/// Milliseconds since 1970-01-01 UTC.
package func currentMilliseconds() -> Int64 {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
}
