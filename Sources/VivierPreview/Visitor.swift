import Glibc

/// A connection: what has come of its request, and what is still to be sent.
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
    /// Whether it is told of new versions of the site once it has its answer.
    private(set) var isListening = false
    private var hasAsked = false
    private var head: [UInt8] = []
    private var waiting: ArraySlice<UInt8> = []

    init(connection: Int32) { self.connection = connection }

    /// What to wait for: more of its request, or room for more of the answer.
    var interest: pollfd {
        let events = hasAsked && !waiting.isEmpty ? POLLOUT : POLLIN
        return pollfd(fd: connection, events: Int16(events), revents: 0)
    }

    /// Does what can be done at once.
    ///
    /// - Returns: Whether there is more to come.
    mutating func attend(_ answer: ([UInt8]) -> PreviewAnswer) -> Bool {
        if !hasAsked {
            switch listen() {
            case .unfinished: return true
            case .gone: return false
            case .head(let head):
                hasAsked = true
                switch answer(head) {
                case .whole(let bytes): waiting = bytes[...]
                case .changes(let bytes):
                    waiting = bytes[...]
                    isListening = true
                }
            }
        } else if waiting.isEmpty {
            // Nobody has more to say who has asked already: readable means closed.
            if case .unfinished = listen() { return true }
            return false
        }
        return send()
    }

    /// Adds to the answer.
    mutating func tell(_ bytes: [UInt8]) { waiting += bytes }

    /// Takes what has come, without waiting for more.
    private mutating func listen() -> Speech {
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

    /// Sends what the connection takes now.
    ///
    /// - Returns: Whether there is more to come.
    private mutating func send() -> Bool {
        while !waiting.isEmpty {
            let count = unsafe waiting.withUnsafeBytes {
                unsafe Glibc.send(
                    connection,
                    $0.baseAddress,
                    $0.count,
                    Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
                )
            }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            waiting = waiting.dropFirst(count)
        }
        if isListening { return true }
        shutdown(connection, Int32(SHUT_WR))
        return false
    }
}
