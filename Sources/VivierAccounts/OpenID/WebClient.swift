internal import CCurl
internal import VivierStore

/// Asks servers elsewhere for small objects of JSON, over https, or on this machine.
struct WebClient: Sendable {
    /// In bytes.
    private static let longest = 256 << 10
    /// In seconds.
    private static let patience = 10

    /// Who asks.
    enum Credentials {
        case none
        /// RFC 6750.
        case bearer(String)
        /// RFC 7617.
        case basic(user: String, password: String)
    }

    /// - Parameters:
    ///   - address: Where.
    ///   - form: What is sent; `nil` only asks.
    ///   - credentials: Who asks.
    /// - Returns: The object, and the status of the answer.
    /// - Throws: ``OpenIDRefusal/unreachable`` if there is no answer, or one that is no object.
    func ask(
        _ address: String,
        sending form: [(name: String, value: String)]? = nil,
        as credentials: Credentials = .none
    ) throws(OpenIDRefusal) -> (status: Int, object: JSONValue) {
        guard isSafe(address), let connection = unsafe curl_easy_init() else {
            throw .unreachable
        }
        defer { unsafe curl_easy_cleanup(connection) }
        var lines = ["Accept: application/json"]
        if case .bearer(let token) = credentials { lines.append("Authorization: Bearer \(token)") }
        // curl_slist_append copies the text; a null list is an empty one.
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { unsafe list = curl_slist_append(list, line) }
        defer { unsafe curl_slist_free_all(list) }
        unsafe vivier_set_list(connection, CURLOPT_HTTPHEADER, list)
        unsafe configure(connection, address, form, credentials)
        var answer = Answer(longest: Self.longest)
        let result = unsafe withUnsafeMutablePointer(to: &answer) { answer in
            unsafe vivier_set_pointer(connection, CURLOPT_WRITEDATA, answer)
            return unsafe curl_easy_perform(connection)
        }
        guard result == CURLE_OK, let object = JSONValue(answer.bytes), object.members != nil else {
            throw .unreachable
        }
        return (Int(unsafe vivier_response_code(connection)), object)
    }

    private func configure(
        _ connection: UnsafeMutableRawPointer,
        _ address: String,
        _ form: [(name: String, value: String)]?,
        _ credentials: Credentials
    ) {
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_TIMEOUT, Self.patience),
            (CURLOPT_CONNECTTIMEOUT, Self.patience / 2),
        ]
        for (option, number) in numbers { unsafe vivier_set_number(connection, option, number) }
        var texts = [
            (CURLOPT_URL, address), (CURLOPT_PROTOCOLS_STR, "http,https"),
            // The environment names no proxy for this.
            (CURLOPT_PROXY, ""),
        ]
        if let form { texts.append((CURLOPT_COPYPOSTFIELDS, formText(form))) }
        if case .basic(let user, let password) = credentials {
            texts += [(CURLOPT_USERNAME, user), (CURLOPT_PASSWORD, password)]
        }
        for (option, text) in texts { unsafe vivier_set_text(connection, option, text) }
        unsafe vivier_set_transfer(connection, CURLOPT_WRITEFUNCTION) {
            bytes,
            size,
            count,
            context in
            unsafe context?.assumingMemoryBound(to: Answer.self).pointee
                .take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
    }
}

/// What comes back.
private struct Answer {
    let longest: Int
    private(set) var bytes: [UInt8] = []

    init(longest: Int) { self.longest = longest }

    /// - Returns: How many of them were taken; fewer end the transfer.
    mutating func take(_ more: UnsafeRawBufferPointer) -> Int {
        guard bytes.count + more.count <= longest else { return 0 }
        unsafe bytes.append(contentsOf: more)
        return more.count
    }
}

/// Names and values as a form or an address has them (RFC 3986 §2.1).
func formText(_ fields: [(name: String, value: String)]) -> String {
    fields.map { "\(escaped($0.name))=\(escaped($0.value))" }.joined(separator: "&")
}

/// A text with all but letters, digits and `-._~` escaped.
func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte -> [UInt8] in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            [byte]
        default: [UInt8(ascii: "%"), digits[Int(byte) >> 4], digits[Int(byte) & 15]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
