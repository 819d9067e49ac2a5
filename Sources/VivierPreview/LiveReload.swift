/// How an open page learns that the site was built again: a script that a preview adds to
/// every page, and an event stream (WHATWG HTML §9.2) that names the version on show.
///
/// Both come from the site's own origin, which the policy of its pages allows: they are shown
/// under the same policy as they are published with.
enum LiveReload {
    /// A host shows nothing that begins with a point: no page of a site has these addresses.
    static let script = "/.vivier/reload.js"
    static let changes = "/.vivier/changes"

    /// A page that nobody looks at does not listen: browsers open six connections to a host,
    /// which as many forgotten tabs would hold.
    static let module = """
        const shown = document.currentScript.src.split("?")[1];
        let changes;
        function listen() {
          changes?.close();
          if (document.hidden) return;
          changes = new EventSource("\(changes)");
          changes.onmessage = ({ data }) => { if (data !== shown) location.reload(); };
        }
        document.addEventListener("visibilitychange", listen);
        listen();

        """

    /// Makes a page reload once the site has another version than `version`.
    static func follow(_ version: String, from page: inout [UInt8]) {
        let tag = Array("<script src=\"\(script)?\(version)\"></script>\n".utf8)
        let end = Array("</body>".utf8)
        let places = page.indices.dropLast(end.count - 1).reversed()
        let place = places.first { page[$0...].starts(with: end) }
        page.insert(contentsOf: tag, at: place ?? page.endIndex)
    }

    /// The head of the stream, and its first event.
    static func start(_ version: String) -> [UInt8] {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: no-store\r\n"
        let type = "X-Content-Type-Options: nosniff\r\nContent-Type: text/event-stream\r\n\r\n"
        return Array((head + type + "retry: 1000\n").utf8) + event(version)
    }

    static func event(_ version: String) -> [UInt8] { Array("data: \(version)\n\n".utf8) }
}
