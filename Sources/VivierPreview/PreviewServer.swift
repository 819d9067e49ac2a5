import Glibc
package import VivierFiles

/// Shows a built site on this machine, as a static host would.
///
/// One answer for each connection, one after the other: enough to look at one's work.
/// Whoever has not said all of its request yet keeps nobody waiting. It listens on
/// the loopback interface only.
package struct PreviewServer {
    private let root: String
    private let socket: Int32
    package let port: UInt16

    /// Listens on `127.0.0.1`.
    ///
    /// - Parameters:
    ///   - root: The folder of the site.
    ///   - port: 0 for any free one.
    /// - Throws: ``SystemCallError``, for instance for a port in use.
    package init(root: String, port: UInt16) throws(SystemCallError) {
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
    }

    /// Answers requests until the process ends.
    package func run() {
        signal(SIGPIPE, SIG_IGN)
        var visitors: [Visitor] = []
        while true {
            var ready = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0)]
            ready += visitors.map { pollfd(fd: $0.connection, events: Int16(POLLIN), revents: 0) }
            guard unsafe poll(&ready, nfds_t(ready.count), -1) > 0 else {
                if errno == EINTR { continue }
                return
            }
            for index in visitors.indices.reversed() where ready[index + 1].revents != 0 {
                switch visitors[index].listen() {
                case .unfinished: continue
                case .head(let head): reply(answer(to: head), to: visitors[index].connection)
                case .gone: break
                }
                close(visitors[index].connection)
                visitors.remove(at: index)
            }
            if ready[0].revents != 0 { welcome(&visitors) }
        }
    }

    /// Takes a new connection; those who have been silent longest leave for it.
    private func welcome(_ visitors: inout [Visitor]) {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        visitors.append(Visitor(connection: connection))
        if visitors.count > 64 { close(visitors.removeFirst().connection) }
    }

    /// Sends an answer, for as long as the reader takes some of it every few seconds.
    private func reply(_ answer: [UInt8], to connection: Int32) {
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        unsafe setsockopt(
            connection,
            SOL_SOCKET,
            SO_SNDTIMEO,
            &patience,
            socklen_t(MemoryLayout<timeval>.size)
        )
        // The reader has gone: nobody is left to tell.
        try? writeAll(answer, to: connection)
        shutdown(connection, Int32(SHUT_WR))
    }

    func answer(to head: [UInt8]) -> [UInt8] {
        let request: HTTPRequest
        do throws(HTTPRequest.Refusal) {
            request = try HTTPRequest(head: head)
        } catch {
            let status = error == .method ? "405 Method Not Allowed" : "400 Bad Request"
            return response(
                status,
                "text/plain; charset=utf-8",
                Array(status.utf8),
                hasBody: true,
                allow: error == .method
            )
        }
        let hasBody = request.method == .get
        // What begins with a point is the program's own: a host does not show it either.
        guard !request.path.utf8.split(separator: UInt8(ascii: "/")).contains(where: isHidden)
        else { return notFound(hasBody: hasBody) }
        if isFolder(root + request.path), !request.path.hasSuffix("/") {
            return response(
                "301 Moved Permanently",
                nil,
                [],
                hasBody: hasBody,
                to: request.path + "/"
            )
        }
        let path = request.path.hasSuffix("/") ? request.path + "index.html" : request.path
        if let bytes = file(path) {
            return response("200 OK", contentType(of: path), bytes, hasBody: hasBody)
        }
        return notFound(hasBody: hasBody)
    }

    private func isHidden(_ name: Substring.UTF8View) -> Bool { name.first == UInt8(ascii: ".") }

    private func notFound(hasBody: Bool) -> [UInt8] {
        let page = file("/404.html") ?? Array("404 Not Found".utf8)
        return response("404 Not Found", "text/html; charset=utf-8", page, hasBody: hasBody)
    }

    private func file(_ path: String) -> [UInt8]? {
        // Any file that cannot be read is one that is not there.
        try? readFile(root + path)
    }

    private func response(
        _ status: String,
        _ type: String?,
        _ body: [UInt8],
        hasBody: Bool,
        to location: String? = nil,
        allow: Bool = false
    ) -> [UInt8] {
        var head = "HTTP/1.1 \(status)\r\nConnection: close\r\nCache-Control: no-store\r\n"
        head += "X-Content-Type-Options: nosniff\r\nContent-Length: \(body.count)\r\n"
        if let type { head += "Content-Type: \(type)\r\n" }
        if allow { head += "Allow: GET, HEAD\r\n" }
        if let location { head += "Location: \(escaped(location))\r\n" }
        return Array((head + "\r\n").utf8) + (hasBody ? body : [])
    }

    /// An address in a header: anything but plain ASCII as `%XX`.
    private func escaped(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return path.utf8.map { byte in
            byte > 0x20 && byte < 0x7F
                ? String(UnicodeScalar(byte))
                : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }
}
