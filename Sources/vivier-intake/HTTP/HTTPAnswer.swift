/// What goes back to a client.
struct HTTPAnswer {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    /// What comes in place of the body, piece by piece; its length is not known before.
    var archive: ReaderArchive?

    /// Nothing more is read from the connection.
    var isFinal = false

    static func json(_ status: Int, _ body: [UInt8]) -> HTTPAnswer {
        HTTPAnswer(
            status: status,
            headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: body + [10]
        )
    }

    /// A page; a sentence in plain text where the theme has none for it.
    static func page(_ status: Int, _ html: [UInt8]?) -> HTTPAnswer {
        HTTPAnswer(
            status: status,
            headers: [
                (
                    "Content-Type",
                    html == nil ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"
                ),
                ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
            ],
            body: html ?? Array("\(status) \(reason(status))\n".utf8)
        )
    }

    /// A file to keep; nothing of it is kept on the way.
    static func download(_ name: String, _ type: String, _ body: [UInt8]) -> HTTPAnswer {
        HTTPAnswer(
            status: 200,
            headers: [
                ("Content-Type", type), ("Cache-Control", "no-store"),
                ("Content-Disposition", "attachment; filename=\"\(name)\""),
                ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
            ],
            body: body
        )
    }

    static func text(_ status: Int, _ text: String) -> HTTPAnswer {
        HTTPAnswer(
            status: status,
            headers: [
                ("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"),
            ],
            body: Array(text.utf8)
        )
    }

    static func seeOther(_ address: String) -> HTTPAnswer {
        HTTPAnswer(status: 303, headers: [("Location", address), ("Cache-Control", "no-store")])
    }

    /// The answer as a CGI script writes it (RFC 3875 §6.2).
    var cgi: [UInt8] {
        var text = "Status: \(status) \(Self.reason(status))\r\n"
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        if body.isEmpty { text += "Content-Length: 0\r\n" }
        return Array("\(text)\r\n".utf8) + body
    }

    static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 303: "See Other"
        case 307: "Temporary Redirect"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 410: "Gone"
        case 411: "Length Required"
        case 413: "Content Too Large"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 502: "Bad Gateway"
        case 507: "Insufficient Storage"
        default: "Unknown"
        }
    }
}
