import Glibc
import VivierIntake

/// ClamAV's `clamd`, asked over its socket: one connection for each file.
struct VirusScanner {
    /// Nobody answers there: what it was asked stays unanswered.
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    private static let piece = 64 << 10
    private static let patience = 120

    let path: String

    func verdict(on bytes: [UInt8]) throws(Unavailable) -> VirusScan.Reply {
        let connection = try connected()
        defer { close(connection) }
        try send(VirusScan.opening, over: connection)
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Self.piece)
            rest = rest.dropFirst(Self.piece)
            try send(VirusScan.frameHeader(for: piece.count) + piece, over: connection)
        }
        try send(VirusScan.closing, over: connection)
        return VirusScan.reply(try answer(over: connection))
    }

    private func connected() throws(Unavailable) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw Unavailable(description: "the name of its socket is too long")
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let connection = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(O_CLOEXEC), 0)
        guard connection >= 0 else { throw fault() }
        var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            unsafe setsockopt(connection, SOL_SOCKET, option, &limit, size)
        }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe connect(connection, generic, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let fault = fault()
            close(connection)
            throw fault
        }
        return connection
    }

    private func send(_ bytes: [UInt8], over connection: Int32) throws(Unavailable) {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    connection,
                    buffer.baseAddress?.advanced(by: sent),
                    buffer.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count < 0, errno == EINTR { continue }
            // It may have answered and gone before the end of a file too large for it.
            if count < 0, errno == EPIPE || errno == ECONNRESET { return }
            guard count > 0 else { throw fault() }
            sent += count
        }
    }

    /// At most a few lines: what comes after is not waited for.
    private func answer(over connection: Int32) throws(Unavailable) -> [UInt8] {
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while answer.count < buffer.count {
            let count = unsafe recv(connection, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == ECONNRESET, !answer.isEmpty { break }
            guard count >= 0 else { throw fault() }
            answer += buffer.prefix(count)
            if count == 0 || answer.contains(0) { break }
        }
        return answer
    }

    private func fault() -> Unavailable {
        Unavailable(description: "\(path): \(unsafe String(cString: strerror(errno)))")
    }
}
