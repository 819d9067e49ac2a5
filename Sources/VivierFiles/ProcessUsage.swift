import CKernel
import Glibc

/// The most memory this process has held at once, in bytes.
package func peakMemory() -> Int {
    var usage = rusage()
    guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    return usage.ru_maxrss * 1024
}

/// Takes memory in pages of the usual size from now on: a process that fills much of it holds
/// some per cent less, and takes some per cent longer.
package func avoidLargePages() {
    // Where the kernel refuses, nothing is lost but these.
    _ = kernel_avoid_large_pages()
}

/// How many processors this process may use; at least 1.
package func processorCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Seconds since 1970-01-01 UTC.
package func currentInstant() -> Int { time(nil) }

/// Whether standard error is a terminal that somebody looks at.
package func isErrorTerminal() -> Bool { isatty(STDERR_FILENO) == 1 }

/// Writes all of a text to a descriptor: 1 for output, 2 for errors.
///
/// - Throws: ``SystemCallError``, for instance for a full disk or a closed pipe.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemCallError) {
    var written = 0
    while written < bytes.count {
        written += try check("write", descriptor == 1 ? "standard output" : "standard error") {
            unsafe bytes[written...].withUnsafeBytes {
                unsafe write(descriptor, $0.baseAddress, $0.count)
            }
        }
    }
}
