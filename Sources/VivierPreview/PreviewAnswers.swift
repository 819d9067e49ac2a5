import VivierFiles

/// What a preview answers to a request, as a static host would.
struct PreviewAnswers: Sendable {
    let root: String
    /// What pages are told that reload when the site changes; `nil` for pages that stay as
    /// they are.
    var news: LiveReload.News?

    /// The answer to the head of a request.
    func answer(to head: [UInt8]) -> PreviewAnswer {
        let request: HTTPRequest
        do throws(HTTPRequest.Refusal) {
            request = try HTTPRequest(head: head)
        } catch {
            return .whole(refusal(error))
        }
        let hasBody = request.method == .get
        if let news {
            switch request.path {
            case LiveReload.changes where hasBody: return .changes(LiveReload.start(news))
            case LiveReload.script:
                let script = Array(LiveReload.module.utf8)
                return .whole(response("200 OK", contentType(of: ".js"), script, hasBody: hasBody))
            default: break
            }
        }
        return .whole(file(request.path, hasBody: hasBody))
    }

    private func refusal(_ reason: HTTPRequest.Refusal) -> [UInt8] {
        let status = reason == .method ? "405 Method Not Allowed" : "400 Bad Request"
        return response(
            status,
            "text/plain; charset=utf-8",
            Array(status.utf8),
            hasBody: true,
            allow: reason == .method
        )
    }

    private func file(_ asked: String, hasBody: Bool) -> [UInt8] {
        // What begins with a point is the program's own: a host does not show it either.
        guard !asked.utf8.split(separator: UInt8(ascii: "/")).contains(where: isHidden)
        else { return notFound(hasBody: hasBody) }
        if isFolder(root + asked), !asked.hasSuffix("/") {
            return response(
                "301 Moved Permanently",
                nil,
                [],
                hasBody: hasBody,
                to: asked + "/"
            )
        }
        let path = asked.hasSuffix("/") ? asked + "index.html" : asked
        guard let bytes = bytes(of: path) else { return notFound(hasBody: hasBody) }
        return response("200 OK", contentType(of: path), bytes, hasBody: hasBody)
    }

    private func isHidden(_ name: Substring.UTF8View) -> Bool { name.first == UInt8(ascii: ".") }

    private func notFound(hasBody: Bool) -> [UInt8] {
        let page = bytes(of: "/404.html") ?? Array("404 Not Found".utf8)
        return response("404 Not Found", contentType(of: ".html"), page, hasBody: hasBody)
    }

    private func bytes(of path: String) -> [UInt8]? {
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
        var body = body
        if let news, type == contentType(of: ".html") {
            LiveReload.follow(news.version, from: &body)
        }
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

/// What is sent on a connection.
enum PreviewAnswer: Equatable {
    /// All there is to say; the connection ends with it.
    case whole([UInt8])
    /// The beginning of an answer that goes on with each new version of the site.
    case changes([UInt8])
}
