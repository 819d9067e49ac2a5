/// How a message shows that nobody wrote it, or that nobody waits for an answer.
///
/// Such a message is never answered: two machines would go on for ever
/// (RFC 3834 §2).
package enum AutomaticMail: String, Sendable, CaseIterable {
    /// It came without a sender's address, as bounces do (RFC 5321 §4.5.5).
    case nullSender = "null-sender"

    /// `Auto-Submitted` says anything but `no` (RFC 3834 §5).
    case autoSubmitted = "auto-submitted"

    /// It reports on the delivery of another (RFC 6522).
    case report

    /// `Precedence` says bulk, junk, list or auto_reply.
    case precedence

    /// A list sent it (RFC 2919, RFC 2369).
    case list

    /// `X-Auto-Response-Suppress` asks for no answer from a machine (MS-OXCMAIL).
    case suppressed

    /// Whether it tells of the delivery of another message, and of nothing else.
    package var isReport: Bool { self == .nullSender || self == .report }

    /// Recognises one.
    ///
    /// - Parameters:
    ///   - headers: The values of the headers, by name in lower case.
    ///   - mediaType: That of the whole message.
    ///   - envelopeSender: What the mail server was told; `nil` if it is not known.
    init?(
        headers: [String: [String]],
        mediaType: String,
        envelopeSender: String?
    ) {
        func words(_ name: String) -> [String] {
            headers[name, default: []].flatMap { value in
                value.lowercased().split { !($0.isLetter || $0.isNumber || "-_".contains($0)) }
                    .map(String.init)
            }
        }
        let bulk: Set = ["bulk", "junk", "list", "auto_reply", "auto-reply"]
        let silent: Set = ["all", "oof", "autoreply"]
        if envelopeSender.map(Self.isNull)
            ?? headers["return-path", default: []].contains(where: Self.isNull)
        {
            self = .nullSender
        } else if headers["auto-submitted"] != nil,
            words("auto-submitted").first != "no"
        {
            self = .autoSubmitted
        } else if mediaType == "multipart/report" {
            self = .report
        } else if words("precedence").contains(where: bulk.contains) {
            self = .precedence
        } else if headers["list-id"] != nil || headers["list-unsubscribe"] != nil {
            self = .list
        } else if words("x-auto-response-suppress").contains(where: silent.contains) {
            self = .suppressed
        } else {
            return nil
        }
    }

    private static func isNull(_ address: String) -> Bool {
        let text = address.filter { !$0.isWhitespace }
        let name = text.lowercased().drop { $0 == "<" }.prefix { $0 != "@" && $0 != ">" }
        return text.isEmpty || name.isEmpty || name == "mailer-daemon"
    }
}
