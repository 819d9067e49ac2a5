import Glibc

/// A connection whose request has not come whole yet.
struct Visitor {
    /// What somebody has said so far.
    enum Speech {
        case unfinished
        /// Everything up to the empty line.
        case head([UInt8])
        /// Has left, or goes on for more than 16 KiB.
        case gone
    }

    let connection: Int32
    private var head: [UInt8] = []

    init(connection: Int32) { self.connection = connection }

    /// Takes what has come, without waiting for more.
    mutating func listen() -> Speech {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe recv(connection, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
        }
        if count < 0, errno == EAGAIN || errno == EINTR { return .unfinished }
        guard count > 0 else { return .gone }
        head += buffer[..<count]
        if head.suffix(4) == [13, 10, 13, 10] { return .head(head) }
        return head.count < 16_384 ? .unfinished : .gone
    }
}
