import Testing

@testable import VivierPreview

@Suite("Preview: requests")
struct HTTPRequestTests {
    private func read(_ text: String) throws(HTTPRequest.Refusal) -> HTTPRequest {
        try HTTPRequest(head: Array(text.utf8))
    }

    @Test(
        "reads the path that is asked for",
        arguments: [
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "/"),
            ("GET /offres/ HTTP/1.0\r\n\r\n", "/offres/"),
            ("GET /offres/?page=2&x=/../ HTTP/1.1\r\n\r\n", "/offres/"),
            ("GET /a#b HTTP/1.1\r\n\r\n", "/a"),
            ("GET /caf%C3%A9%20noir HTTP/1.1\r\n\r\n", "/café noir"),
            ("GET /%e2%82%AC HTTP/1.1\r\n\r\n", "/€"),
            ("GET /100%25 HTTP/1.1\r\n\r\n", "/100%"),
            ("GET /a%3Fb HTTP/1.1\r\n\r\n", "/a?b"),
            ("GET /a..b/...c HTTP/1.1\r\n\r\n", "/a..b/...c"),
            ("GET /lone%2 HTTP/1.1\r\n\r\n", "/lone%2"),
            ("GET /lone%zz HTTP/1.1\r\n\r\n", "/lone%zz"),
            ("GET /only-a-line HTTP/1.1", "/only-a-line"),
        ]
    )
    func paths(head: String, path: String) throws {
        #expect(try read(head).path == path)
    }

    @Test("knows GET and HEAD")
    func methods() throws {
        #expect(try read("GET / HTTP/1.1\r\n\r\n").method == .get)
        #expect(try read("HEAD / HTTP/1.1\r\n\r\n").method == .head)
    }

    @Test("refuses other methods", arguments: ["POST", "PUT", "get", "OPTIONS", "G\u{E9}T"])
    func otherMethods(name: String) {
        #expect(throws: HTTPRequest.Refusal.method) { try read("\(name) / HTTP/1.1\r\n\r\n") }
    }

    @Test(
        "refuses what is no request, or leads out of the site",
        arguments: [
            "", "\r\n\r\n", "GET", "GET /", "GET / HTTP/2\r\n\r\n", "GET / FTP/1.1\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n", "GET / x HTTP/1.1\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
            "GET offres HTTP/1.1\r\n\r\n", "GET http://a/ HTTP/1.1\r\n\r\n",
            "GET /../x HTTP/1.1\r\n\r\n", "GET /.. HTTP/1.1\r\n\r\n",
            "GET /a/%2e%2e/%2E./x HTTP/1.1\r\n\r\n", "GET /a%2F..%2fx HTTP/1.1\r\n\r\n",
            "GET /a%00b HTTP/1.1\r\n\r\n", "GET /%FF HTTP/1.1\r\n\r\n",
            "GET /%C3 HTTP/1.1\r\n\r\n", "GET /%ED%A0%80 HTTP/1.1\r\n\r\n",
            "GET %2Fa HTTP/1.1\r\n\r\n?",
        ].dropLast()
    )
    func malformed(head: String) {
        #expect(throws: HTTPRequest.Refusal.malformed) { try read(head) }
    }

    @Test("finds '..' between slashes that a letter before them would swallow")
    func prependedMark() {
        // U+0600 and the slash after it are one Character, but two names on the disk.
        #expect(throws: HTTPRequest.Refusal.malformed) {
            try read("GET /%D8%80/../x HTTP/1.1\r\n\r\n")
        }
        #expect(throws: HTTPRequest.Refusal.malformed) {
            try read("GET /%D8%80/..%D8%80/../x HTTP/1.1\r\n\r\n")
        }
    }

    @Test("any bytes are read or refused")
    func noise() {
        var seed: UInt64 = 42
        func next() -> UInt8 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: seed >> 56)
        }
        for _ in 0..<2000 {
            let target = (0..<Int(next() % 24)).map { _ in
                let byte = next()
                return byte % 3 == 0 ? Array("%./?2eF".utf8)[Int(byte % 7)] : byte
            }
            let head = Array("GET /".utf8) + target + Array(" HTTP/1.1\r\n\r\n".utf8)
            guard let request = try? HTTPRequest(head: head) else { continue }
            #expect(request.path.utf8.first == UInt8(ascii: "/"))
            let names = request.path.utf8.split(separator: UInt8(ascii: "/"))
            #expect(!names.contains { $0.elementsEqual("..".utf8) })
        }
    }
}
