/// How an open page learns that the site was built again: a script that a preview adds to
/// every page, and an event stream (WHATWG HTML §9.2) that names the version on show.
///
/// Both come from the site's own origin, which the policy of its pages allows: they are shown
/// under the same policy as they are published with.
enum LiveReload {
    /// A host shows nothing that begins with a point: no page of a site has these addresses.
    static let script = "/.vivier/reload.js"
    static let changes = "/.vivier/changes"

    /// What open pages are told.
    struct News: Equatable {
        /// Of the site on show.
        var version: String
        /// What keeps the sources from being shown as they are; empty if nothing does.
        var mistakes: String
    }

    /// A page that nobody looks at does not listen: browsers open six connections to a host,
    /// which as many forgotten tabs would hold.
    ///
    /// Mistakes lie over the end of the page, where what one works on can be seen beside them.
    static let module = """
        const shown = document.currentScript.src.split("?")[1];
        let changes, panel;
        function listen() {
          changes?.close();
          if (document.hidden) return;
          changes = new EventSource("\(changes)");
          changes.onmessage = ({ data }) => { if (data !== shown) location.reload(); };
          changes.addEventListener("mistakes", ({ data }) => tell(data));
        }
        function tell(mistakes) {
          panel?.remove();
          if (!mistakes) return;
          panel = document.createElement("pre");
          panel.setAttribute("role", "alert");
          panel.dataset.mistakes = "";
          panel.textContent = mistakes;
          Object.assign(panel.style, {
            position: "fixed", inset: "auto 0 0 0", zIndex: 9999, margin: 0, padding: "1rem",
            maxHeight: "50vh", overflow: "auto", whiteSpace: "pre-wrap",
            font: "14px/1.5 ui-monospace, monospace", color: "#fff", background: "#3a1216",
            borderTop: "3px solid #ff8a80",
          });
          document.body.append(panel);
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

    /// The head of the stream, and its first events.
    static func start(_ news: News) -> [UInt8] {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: no-store\r\n"
        let type = "X-Content-Type-Options: nosniff\r\nContent-Type: text/event-stream\r\n\r\n"
        return Array((head + type + "retry: 1000\n").utf8) + events(news, after: nil)
    }

    /// What is new to who knows `known`.
    static func events(_ news: News, after known: News?) -> [UInt8] {
        var text = ""
        if news.version != known?.version { text += "data: \(news.version)\n\n" }
        if news.mistakes != known?.mistakes ?? "" {
            let lines = news.mistakes.split(
                omittingEmptySubsequences: false,
                whereSeparator: \.isNewline
            )
            text += "event: mistakes\n" + lines.map { "data: \($0)\n" }.joined() + "\n"
        }
        return Array(text.utf8)
    }
}
