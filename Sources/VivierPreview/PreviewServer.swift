import Glibc
import Synchronization
package import VivierFiles

/// Shows a built site on this machine, as a static host would.
///
/// One thread, one answer for each connection: nobody waits for a reader who is slow to ask
/// or slow to take its answer. It listens on the loopback interface only.
package final class PreviewServer: Sendable {
    private let root: String
    private let socket: Int32
    package let port: UInt16
    /// Whether pages reload when the site was built again.
    private let isLive: Bool
    /// Which server this is: pages left open from another one reload.
    private let identity: String
    private let state = Mutex(State())

    private struct State {
        var builds = 1
        var mistakes = ""
    }

    /// Listens on `127.0.0.1`.
    ///
    /// - Parameters:
    ///   - root: The folder of the site.
    ///   - port: 0 for any free one.
    ///   - isLive: Whether pages reload once ``siteHasChanged()``.
    /// - Throws: ``SystemCallError``, for instance for a port in use.
    package init(root: String, port: UInt16, isLive: Bool = false) throws(SystemCallError) {
        let name = "127.0.0.1:\(port)"
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else {
            throw SystemCallError(call: "listen on", path: name, errno: errno)
        }
        var reuse: Int32 = 1
        unsafe setsockopt(
            socket,
            SOL_SOCKET,
            SO_REUSEADDR,
            &reuse,
            socklen_t(MemoryLayout<Int32>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(socket, generic, length) == 0 && listen(socket, 64) == 0
                    && getsockname(socket, generic, &length) == 0
            }
        }
        guard bound else {
            let failure = SystemCallError(call: "listen on", path: name, errno: errno)
            close(socket)
            throw failure
        }
        self.root = root
        self.socket = socket
        self.port = UInt16(bigEndian: address.sin_port)
        self.isLive = isLive
        identity = String(UInt32.random(in: 0 ... .max), radix: 36)
    }

    /// Tells every open page to load again.
    package func siteHasChanged() { state.withLock { $0.builds += 1 } }

    /// Shows what is wrong with the sources over every open page, until it is told otherwise.
    package func show(mistakes: String) { state.withLock { $0.mistakes = mistakes } }

    private var news: LiveReload.News {
        let state = state.withLock { $0 }
        return LiveReload.News(version: "\(identity)-\(state.builds)", mistakes: state.mistakes)
    }

    private var answers: PreviewAnswers {
        PreviewAnswers(root: root, news: isLive ? news : nil)
    }

    /// Answers requests until the process ends.
    package func run() {
        var visitors: [Visitor] = []
        var told = news
        while true {
            var ready = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0)]
            ready += visitors.map(\.interest)
            // Long enough to cost nothing, short enough for who waits to see a change.
            let patience: Int32 = visitors.contains(where: \.isListening) ? 200 : -1
            guard unsafe poll(&ready, nfds_t(ready.count), patience) >= 0 else {
                if errno == EINTR { continue }
                return
            }
            for index in visitors.indices.reversed() where ready[index + 1].revents != 0 {
                if !visitors[index].attend(answer) { dismiss(index, of: &visitors) }
            }
            let news = news
            if news != told {
                for index in visitors.indices where visitors[index].isListening {
                    visitors[index].tell(LiveReload.events(news, after: told))
                }
                told = news
            }
            if ready[0].revents != 0 { welcome(&visitors) }
        }
    }

    /// The answer to the head of a request.
    func answer(to head: [UInt8]) -> PreviewAnswer { answers.answer(to: head) }

    /// Takes a new connection; those who came first leave for it.
    private func welcome(_ visitors: inout [Visitor]) {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        visitors.append(Visitor(connection: connection))
        if visitors.count > 64 { dismiss(0, of: &visitors) }
    }

    private func dismiss(_ index: Int, of visitors: inout [Visitor]) {
        close(visitors.remove(at: index).connection)
    }
}
