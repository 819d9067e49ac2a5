import Testing
import VivierTestSupport

@testable import VivierPreview

@Suite("Preview: pages that reload")
struct LiveReloadTests {
    let folder: TemporaryFolder
    let answers: PreviewAnswers

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("index.html", "<body><p></body> in a text</p></body>\n</html>\n")
        try folder.write("part.html", "no body")
        try folder.write("site.css", "a{}</body>")
        answers = PreviewAnswers(root: folder.path, news: .init(version: "a-1", mistakes: ""))
    }

    private func answer(_ line: String) -> PreviewAnswer {
        answers.answer(to: Array("\(line) HTTP/1.1\r\n\r\n".utf8))
    }

    private func body(_ line: String) -> String {
        let text = answer(line).text
        return text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
    }

    private let tag = "<script src=\"/.vivier/reload.js?a-1\"></script>\n"

    @Test("a page names the version it shows, at the end of its body")
    func page() {
        let page = "<body><p></body> in a text</p>\(tag)</body>\n</html>\n"
        #expect(body("GET /") == page)
        #expect(answer("GET /").text.contains("Content-Length: \(page.utf8.count)\r\n"))
        #expect(body("GET /part.html") == "no body" + tag)
    }

    @Test("what is no page is sent as it is")
    func others() {
        #expect(body("GET /site.css") == "a{}</body>")
        #expect(body("GET /none") == "404 Not Found" + tag)
        #expect(answer("HEAD /").text.hasSuffix("\r\n\r\n"))
    }

    @Test("the script and the stream of versions are there, and only for pages that reload")
    func module() {
        #expect(body("GET /.vivier/reload.js?a-1") == LiveReload.module)
        #expect(
            answer("GET /.vivier/changes")
                == .changes(
                    Array(
                        """
                        HTTP/1.1 200 OK\r
                        Connection: close\r
                        Cache-Control: no-store\r
                        X-Content-Type-Options: nosniff\r
                        Content-Type: text/event-stream\r
                        \r
                        retry: 1000
                        data: a-1


                        """.utf8
                    )
                )
        )
        #expect(answer("HEAD /.vivier/changes").text.hasPrefix("HTTP/1.1 404 "))
        let still = PreviewAnswers(root: folder.path, news: nil)
        for name in ["reload.js", "changes"] {
            let head = Array("GET /.vivier/\(name) HTTP/1.1\r\n\r\n".utf8)
            #expect(still.answer(to: head).text.hasPrefix("HTTP/1.1 404 "))
        }
    }

    @Test("each build is another version, and so is each server")
    func versions() throws {
        func version(_ server: PreviewServer) -> String {
            let head = Array("GET /.vivier/changes HTTP/1.1\r\n\r\n".utf8)
            return server.answer(to: head).text.split(separator: "data: ").last.map { String($0) }
                ?? ""
        }
        let one = try PreviewServer(root: folder.path, port: 0, isLive: true)
        let other = try PreviewServer(root: folder.path, port: 0, isLive: true)
        let first = version(one)
        #expect(version(one) == first)
        one.siteHasChanged()
        #expect(Set([first, version(one), version(other)]).count == 3)
    }

    @Test("mistakes are told once, line for line, and taken back")
    func mistakes() {
        func events(_ news: LiveReload.News, after known: LiveReload.News?) -> String {
            String(decoding: LiveReload.events(news, after: known), as: UTF8.self)
        }
        let sound = LiveReload.News(version: "a-1", mistakes: "")
        let wrong = LiveReload.News(version: "a-1", mistakes: "a.md:1:2: error\r\n  | x\n\nb")
        #expect(events(sound, after: nil) == "data: a-1\n\n")
        #expect(
            events(wrong, after: sound)
                == "event: mistakes\ndata: a.md:1:2: error\ndata:   | x\ndata: \ndata: b\n\n"
        )
        #expect(events(wrong, after: wrong) == "")
        #expect(events(sound, after: wrong) == "event: mistakes\ndata: \n\n")
        #expect(events(wrong, after: nil).hasPrefix("data: a-1\n\nevent: mistakes\n"))
    }
}
