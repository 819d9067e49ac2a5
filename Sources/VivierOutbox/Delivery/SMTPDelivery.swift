internal import CCurl
internal import VivierMail

/// Delivery to a mail server over SMTP (RFC 5321).
package struct SMTPDelivery: Delivery {
    /// Whether the words between program and server are encrypted.
    package enum Encryption: String, Sendable, CaseIterable {
        /// STARTTLS, or nothing is sent (RFC 3207).
        case required

        /// STARTTLS if the server offers it.
        case offered

        /// Only for a server on the same machine.
        case none
    }

    /// `smtp://host:port`, or `smtps://host:port` for TLS from the first byte.
    package var server: String
    package var encryption: Encryption
    package var user: String?
    package var password: String?

    /// A file with certificates to trust beside those of the system.
    package var certificates: String?

    /// In seconds, for one mail.
    package var timeout: Int

    package init(
        server: String,
        encryption: Encryption = .required,
        user: String? = nil,
        password: String? = nil,
        certificates: String? = nil,
        timeout: Int = 120
    ) {
        self.server = server
        self.encryption = encryption
        self.user = user
        self.password = password
        self.certificates = certificates
        self.timeout = timeout
    }

    package func deliver(_ mail: OutboxMail) -> DeliveryOutcome {
        guard let connection = unsafe curl_easy_init() else {
            return .unavailable(reason: "out of memory")
        }
        defer { unsafe curl_easy_cleanup(connection) }
        // curl_slist_append copies the text.
        let recipients = unsafe curl_slist_append(nil, "<\(mail.to.text)>")
        defer { unsafe curl_slist_free_all(recipients) }
        unsafe configure(connection, sender: mail.from.text)
        unsafe vivier_set_list(connection, CURLOPT_MAIL_RCPT, recipients)
        var conversation = Conversation(mail.message)
        let result = unsafe withUnsafeMutablePointer(to: &conversation) { conversation in
            unsafe vivier_set_pointer(connection, CURLOPT_READDATA, conversation)
            unsafe vivier_set_pointer(connection, CURLOPT_HEADERDATA, conversation)
            return unsafe curl_easy_perform(connection)
        }
        return conversation.outcome(result, code: Int(unsafe vivier_response_code(connection)))
    }

    private func configure(_ connection: UnsafeMutableRawPointer, sender: String) {
        let level: curl_usessl =
            switch encryption {
            case .required: CURLUSESSL_ALL
            case .offered: CURLUSESSL_TRY
            case .none: CURLUSESSL_NONE
            }
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_USE_SSL, Int(level.rawValue)), (CURLOPT_UPLOAD, 1), (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_TIMEOUT, timeout), (CURLOPT_CONNECTTIMEOUT, min(timeout, 30)),
        ]
        for (option, number) in numbers { unsafe vivier_set_number(connection, option, number) }
        let texts: [(CURLoption, String?)] = [
            (CURLOPT_URL, server), (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            (CURLOPT_MAIL_FROM, "<\(sender)>"), (CURLOPT_USERNAME, user),
            (CURLOPT_PASSWORD, password), (CURLOPT_CAINFO, certificates),
            // The environment names no proxy for mail.
            (CURLOPT_PROXY, ""),
        ]
        for case (let option, let text?) in texts {
            unsafe vivier_set_text(connection, option, text)
        }
        unsafe vivier_set_transfer(connection, CURLOPT_READFUNCTION) {
            bytes,
            size,
            count,
            context in
            unsafe context?.assumingMemoryBound(to: Conversation.self).pointee
                .give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        unsafe vivier_set_transfer(connection, CURLOPT_HEADERFUNCTION) {
            bytes,
            size,
            count,
            context in
            unsafe context?.assumingMemoryBound(to: Conversation.self).pointee
                .take(UnsafeRawBufferPointer(start: bytes, count: size * count))
            return size * count
        }
    }
}

/// What is said in one delivery: the message that goes out, the last answer that came.
private struct Conversation {
    private let message: [UInt8]
    private var given = 0

    /// Whether the server was given all of the message.
    private var isAllGiven = false
    private var lastLine = ""

    init(_ message: [UInt8]) { self.message = message }

    mutating func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = message[given..<min(message.count, given + buffer.count)]
        unsafe buffer.copyBytes(from: part)
        given += part.count
        if part.isEmpty { isAllGiven = true }
        return part.count
    }

    mutating func take(_ line: UnsafeRawBufferPointer) {
        let text = unsafe String(decoding: line.prefix(64), as: UTF8.self)
        // What is answered to QUIT tells nothing of the mail.
        if !text.hasPrefix("221") { lastLine = text }
    }

    /// What became of the mail; `code` is that of the last answer, 0 if there was none.
    func outcome(_ result: CURLcode, code: Int) -> DeliveryOutcome {
        switch result {
        case CURLE_OK:
            return .accepted(answer: answer(code))
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_URL_MALFORMAT,
            CURLE_UNSUPPORTED_PROTOCOL, CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR,
            CURLE_PEER_FAILED_VERIFICATION, CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR,
            CURLE_REMOTE_ACCESS_DENIED,
            CURLE_SSL_CACERT_BADFILE:
            // curl.h: the text is constant.
            return .unavailable(reason: unsafe String(cString: curl_easy_strerror(result)))
        case CURLE_WEIRD_SERVER_REPLY where given == 0:
            return .unavailable(reason: "the server greets with \(answer(code))")
        case _ where [454, 530, 534, 535, 538].contains(code):
            return .unavailable(reason: "the server wants another sign-in: \(answer(code))")
        case CURLE_SEND_ERROR where (500...599).contains(code),
            CURLE_WEIRD_SERVER_REPLY where (500...599).contains(code):
            return .refused(answer: answer(code))
        default:
            // The last answer before the message is 354: then there was none after it.
            let isAnswered = (400...499).contains(code)
            return .later(
                answer: isAnswered ? answer(code) : "no answer",
                mayHaveArrived: isAllGiven && !isAnswered
            )
        }
    }

    /// The code, and the enhanced one if the server gave one.
    private func answer(_ code: Int) -> String {
        let second = lastLine.dropFirst(4).prefix { $0 == "." || $0.isNumber }
        let isEnhanced = second.split(separator: ".").count == 3 && second.count <= 11
        return isEnhanced ? "\(code) \(second)" : "\(code)"
    }
}
