/// The request line of an HTTP/1.1 request (RFC 9112 §3): all that a preview needs.
struct HTTPRequest: Equatable {
    enum Method: String {
        case get = "GET"
        case head = "HEAD"
    }

    var method: Method
    /// Decoded, without query; begins with one slash and has no `..`.
    var path: String

    /// Why a request is not answered with a file.
    enum Refusal: Error, Equatable {
        /// Status 400.
        case malformed
        /// Status 405.
        case method
    }

    /// Reads the head of a request.
    init(head: [UInt8]) throws(Refusal) {
        let line = head.prefix { $0 != 13 && $0 != 10 }
        let parts = line.split(separator: 32, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].starts(with: Array("HTTP/1.".utf8)) else {
            throw .malformed
        }
        guard let method = Method(rawValue: String(decoding: parts[0], as: UTF8.self)) else {
            throw .method
        }
        let target = parts[1].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        // Names end where the disk ends them: at bytes, not at what a reader sees as a slash.
        let slash = UInt8(ascii: "/")
        guard let path = decoded(target), path.utf8.first == slash, !path.utf8.contains(0),
            !path.utf8.split(separator: slash).contains(where: { $0.elementsEqual("..".utf8) })
        else { throw .malformed }
        self.method = method
        // A second slash at the front would be read as the name of a host in a redirect.
        self.path = "/" + String(Substring(path.utf8.drop { $0 == slash }))
    }
}

/// A path with its `%XX` resolved; `nil` if it is not UTF-8 then.
private func decoded(_ target: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var index = target.startIndex
    while index < target.endIndex {
        if target[index] == UInt8(ascii: "%"), index + 2 < target.endIndex,
            let high = digit(target[index + 1]), let low = digit(target[index + 2])
        {
            bytes.append(high << 4 | low)
            index += 3
        } else {
            bytes.append(target[index])
            index += 1
        }
    }
    return String(validating: bytes, as: UTF8.self)
}

private func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
}
