import HTTPTypes
import HummingbirdCore
import NIOCore
import VivierFiles
import VivierStore

extension IntakeRequest {
    init(_ request: Request) {
        method = request.method.rawValue
        target = Self.target(request.uri.path)
        contentType = request.headers[.contentType] ?? ""
        length = request.headers[.contentLength].flatMap { Int($0) }
        wantsJSON = Self.wantsJSON(accept: request.headers[.accept] ?? "")
        base = ""
    }
}

/// Who sends a request, as far as the network tells.
struct Sender: Sendable {
    let address: String

    /// Somebody on this machine, and not a proxy for somebody else.
    let isLocal: Bool
}

/// The peer; behind a proxy on this machine, whom that names last.
func sender(of request: Request, _ channel: any Channel) -> Sender {
    let peer = channel.remoteAddress?.ipAddress ?? ""
    let isLoopback = peer == "::1" || peer.hasPrefix("127.")
    let forwarded = HTTPField.Name("X-Forwarded-For").flatMap { request.headers[$0] }
    guard isLoopback, let last = forwarded?.split(separator: ",").last else {
        return Sender(address: peer, isLocal: isLoopback)
    }
    return Sender(address: last.filter { $0 != " " }, isLocal: false)
}

extension HTTPAnswer {
    var head: HTTPResponse {
        var response = HTTPResponse(status: .init(code: status, reasonPhrase: Self.reason(status)))
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            response.headerFields.append(HTTPField(name: name, value: value))
        }
        if status != 204, archive == nil { response.headerFields[.contentLength] = "\(body.count)" }
        response.headerFields[.date] = Instant(milliseconds: currentMilliseconds()).http
        if isFinal { response.headerFields[.connection] = "close" }
        return response
    }

    func content(_ method: HTTPRequest.Method) -> ResponseBody {
        if let archive, method != .head {
            return ResponseBody { writer in
                for piece in archive { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            }
        }
        return method == .head || body.isEmpty
            ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
    }

    /// Lets a script of the site read the answer (Fetch §3.2).
    mutating func allow(_ origin: String) {
        headers += [
            ("Access-Control-Allow-Origin", origin), ("Vary", "Origin"),
            ("Access-Control-Allow-Methods", "POST"),
            ("Access-Control-Allow-Headers", "Content-Type"),
            ("Access-Control-Expose-Headers", "Location"),
            ("Access-Control-Max-Age", "86400"),
        ]
    }
}
