internal import CVivierConfined
internal import Glibc
internal import VivierFiles

/// A program that gets the bytes of one document and gives others back, and can do nothing else.
///
/// The documents are in memory alone: nothing of them comes to a disk, and nothing is left of them
/// whatever happens to either process.
struct ConfinedProgram {
    /// What it may use.
    struct Limits {
        /// Of a processor.
        var seconds = 5
        /// On the clock.
        var milliseconds = 15_000
        var memory = 768 << 20
        var output = 32 << 20
    }

    /// How it ended.
    enum Ending: Equatable {
        case done([UInt8])
        /// With what it said of it.
        case failed(code: Int, words: String)
        /// A limit stopped it, or it broke down.
        case stopped
        /// It is not there, or cannot be confined here.
        case unavailable
    }

    let path: String
    var limits = Limits()

    func run(_ arguments: [String], on input: [UInt8]) throws(SystemCallError) -> Ending {
        let document = try MemoryFile()
        try document.write(input)
        let output = try MemoryFile()
        let errors = try MemoryFile()
        let process = try start(arguments, document, output, errors)
        var status: Int32 = 0
        let waited = unsafe vivier_confined_wait(process, Int32(limits.milliseconds), &status)
        guard waited >= 0 else {
            throw SystemCallError(call: "wait for", path: path, errno: errno)
        }
        // wait(2): the low seven bits are a signal, the next byte is the exit code.
        guard waited == 0, status & 0x7F == 0 else { return .stopped }
        switch Int(status >> 8) & 0xFF {
        case 0: return .done(try output.bytes())
        case 126, 127: return .unavailable
        case let code:
            return .failed(code: code, words: String(decoding: try errors.bytes(), as: UTF8.self))
        }
    }

    private func start(
        _ arguments: [String],
        _ document: borrowing MemoryFile,
        _ output: borrowing MemoryFile,
        _ errors: borrowing MemoryFile
    ) throws(SystemCallError) -> Int32 {
        let process = unsafe vivier_confined_start(
            ([path] + arguments).joined(separator: "\0"),
            Int32(arguments.count + 1),
            document.descriptor,
            output.descriptor,
            errors.descriptor,
            vivier_confined_limits(
                seconds: UInt(limits.seconds),
                bytes: UInt(limits.memory),
                output_bytes: UInt(limits.output)
            )
        )
        guard process > 0 else {
            throw SystemCallError(call: "start", path: path, errno: errno)
        }
        return process
    }
}

/// Bytes that another process can have as a file.
private struct MemoryFile: ~Copyable {
    let descriptor: Int32

    init() throws(SystemCallError) {
        let made = vivier_memory_file()
        guard made >= 0 else {
            throw SystemCallError(call: "make", path: "a file in memory", errno: errno)
        }
        descriptor = made
    }

    deinit { close(descriptor) }

    /// Writes bytes that the other process reads from their beginning.
    func write(_ bytes: [UInt8]) throws(SystemCallError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw SystemCallError(call: "write", path: "a file in memory", errno: errno)
            }
            written += count
        }
    }

    func bytes() throws(SystemCallError) -> [UInt8] {
        let length = Int(lseek(descriptor, 0, SEEK_END))
        var bytes = [UInt8](repeating: 0, count: max(0, length))
        var filled = 0
        while filled < bytes.count {
            let count = unsafe bytes[filled...].withUnsafeMutableBytes { rest in
                unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw SystemCallError(call: "read", path: "a file in memory", errno: errno)
            }
            filled += count
        }
        return bytes
    }
}
