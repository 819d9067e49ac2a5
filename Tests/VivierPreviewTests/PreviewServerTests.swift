import Foundation
import Testing
import VivierFiles
import VivierTestSupport

@testable import VivierPreview

@Suite("Preview: answers")
struct PreviewServerTests {
    let folder: TemporaryFolder
    let server: PreviewServer

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("index.html", "home")
        try folder.write("offres/index.html", "offers")
        try folder.write("accents é/index.html", "accents")
        try folder.write("site.css", "a{}")
        server = try PreviewServer(root: folder.path, port: 0)
    }

    private func answer(_ line: String) -> String {
        server.answer(to: Array("\(line) HTTP/1.1\r\n\r\n".utf8)).text
    }

    private func expected(_ status: String, _ fields: [String], _ body: String) -> String {
        let head =
            ["HTTP/1.1 \(status)", "Connection: close", "Cache-Control: no-store"]
            + ["X-Content-Type-Options: nosniff"] + fields
        return head.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    @Test("a folder is answered with its index.html")
    func page() {
        let fields = ["Content-Length: 4", "Content-Type: text/html; charset=utf-8"]
        #expect(answer("GET /") == expected("200 OK", fields, "home"))
    }

    @Test("HEAD has the head of the answer and no body")
    func head() {
        let fields = ["Content-Length: 3", "Content-Type: text/css; charset=utf-8"]
        #expect(answer("HEAD /site.css") == expected("200 OK", fields, ""))
    }

    @Test("a folder without its slash leads to the one with it")
    func redirect() {
        let fields = ["Content-Length: 0", "Location: /offres/"]
        #expect(answer("GET /offres") == expected("301 Moved Permanently", fields, ""))
    }

    @Test("a redirect stays on this host and has no raw bytes")
    func hostileRedirect() {
        #expect(answer("GET //offres").contains("\r\nLocation: /offres/\r\n"))
        #expect(
            answer("GET /accents%20%C3%A9").contains("\r\nLocation: /accents%20%C3%A9/\r\n")
        )
    }

    @Test("what is not there is answered with the page for that")
    func missing() throws {
        let plain = ["Content-Length: 13", "Content-Type: text/html; charset=utf-8"]
        #expect(answer("GET /none") == expected("404 Not Found", plain, "404 Not Found"))
        try folder.write("404.html", "nothing here")
        let page = ["Content-Length: 12", "Content-Type: text/html; charset=utf-8"]
        #expect(answer("GET /none/") == expected("404 Not Found", page, "nothing here"))
        #expect(answer("HEAD /none") == expected("404 Not Found", page, ""))
        #expect(answer("GET /site.css/").hasPrefix("HTTP/1.1 404 "))
    }

    @Test(
        "what begins with a point is not there",
        arguments: ["/.vivier-manifest", "/.git/config"]
    )
    func hidden(path: String) throws {
        try folder.write(String(path.dropFirst()), "secret")
        #expect(answer("GET \(path)").hasPrefix("HTTP/1.1 404 "))
        #expect(!answer("GET \(path)").contains("secret"))
    }

    @Test("refuses methods and says which it has (RFC 9110 §15.5.6)")
    func method() {
        let fields = [
            "Content-Length: 22", "Content-Type: text/plain; charset=utf-8", "Allow: GET, HEAD",
        ]
        let text = "405 Method Not Allowed"
        #expect(answer("POST /") == expected(text, fields, text))
    }

    @Test("refuses to leave the folder", arguments: ["/../etc/passwd", "/%2e%2e/etc/passwd"])
    func traversal(path: String) {
        let fields = ["Content-Length: 15", "Content-Type: text/plain; charset=utf-8"]
        #expect(answer("GET \(path)") == expected("400 Bad Request", fields, "400 Bad Request"))
    }

    @Test("a port in use is an error with its number")
    func portInUse() {
        let port = server.port
        let error = #expect(throws: SystemCallError.self) {
            try PreviewServer(root: folder.path, port: port)
        }
        #expect(error?.errno == EADDRINUSE)
        #expect(
            error?.description == "cannot listen on '127.0.0.1:\(port)': Address already in use"
        )
    }

    @Test(
        "names the type of a file by its extension",
        arguments: [
            ("/a.html", "text/html; charset=utf-8"),
            ("/a/b.min.js", "text/javascript; charset=utf-8"),
            ("/a.JPG", "image/jpeg"), ("/a.woff2", "font/woff2"), ("/a.json", "application/json"),
            ("/feed.xml", "application/xml"), ("/a.svg", "image/svg+xml"),
            ("/_headers", "application/octet-stream"),
            ("/nginx.conf.inc", "text/plain; charset=utf-8"),
            ("/a.html/b", "application/octet-stream"), ("", "application/octet-stream"),
        ]
    )
    func types(path: String, type: String) {
        #expect(contentType(of: path) == type)
    }
}

extension PreviewAnswer {
    /// What is sent at once.
    var text: String {
        switch self {
        case .whole(let bytes), .changes(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}
