/// Reads one message (RFC 5322, RFC 2045 and those that amend them).
///
/// - Parameters:
///   - bytes: The message; line ends may be CRLF or LF.
///   - envelopeSender: The address that the mail server was given, without angle
///     brackets and empty for a bounce; `nil` if it is not known.
///   - limits: What is too much.
/// - Returns: The message, decoded.
/// - Throws: ``MailRefusal`` for what goes over a limit or is no message.
package func readMail(
    _ bytes: [UInt8],
    envelopeSender: String? = nil,
    limits: MailLimits = MailLimits()
) throws(MailRefusal) -> ReceivedMail {
    let scan = try MailScan(bytes, limits: limits)
    return try MessageTree.read(scan.repaired(bytes)) { tree throws(MailRefusal) in
        let parts = try tree.parts(limits)
        var mail = ReceivedMail(
            sender: tree.correspondents(.from).first ?? tree.correspondents(.sender).first,
            replyTo: tree.correspondents(.replyTo).first,
            recipients: recipients(in: tree.headers),
            messageID: tree.messageID,
            subject: oneLine(tree.subject),
            text: "",
            attachments: [],
            automatic: AutomaticMail(
                headers: tree.headers,
                mediaType: tree.mediaType,
                envelopeSender: envelopeSender
            )
        )
        try mail.take(parts, limits)
        return mail
    }
}

extension ReceivedMail {
    /// Tells the parts that are the text from those that are files.
    ///
    /// Text without a file name is the text, all such parts together; HTML is left out
    /// where the same stands beside it as plain text.
    fileprivate mutating func take(
        _ parts: [MessagePart],
        _ limits: MailLimits
    )
        throws(MailRefusal)
    {
        let plain = parts.filter { $0.isText && $0.mediaType != "text/html" }
        let choices = Set(plain.map(\.choice)).subtracting([0])
        let texts = parts.filter(\.isText)
            .compactMap { part -> String? in
                let text = decodeText(part.bytes, charset: part.charset)
                if part.mediaType != "text/html" { return text }
                return choices.contains(part.choice) ? nil : wordsOfHTML(text)
            }
        text = texts.map(withPlainBreaks).joined(separator: "\n\n")
        guard text.utf8.count <= limits.text else { throw .textTooLarge(limits.text) }
        attachments = parts.filter { !$0.isText }
            .map { part in
                Attachment(
                    fileName: part.fileName.flatMap(safeFileName),
                    mediaType: part.mediaType,
                    isShownInText: part.isShownInText,
                    bytes: part.bytes
                )
            }
    }
}

/// The addresses in the headers that name recipients: what servers wrote first.
private func recipients(in headers: [String: [String]]) -> [String] {
    ["delivered-to", "x-original-to", "envelope-to", "to", "cc"]
        .flatMap { headers[$0, default: []] }
        .flatMap { $0.split { " ,;:<>\"\t\r\n".contains($0) } }
        .filter { $0.contains("@") }.map(String.init)
}

/// A text with `\n` at the end of its lines and without NUL.
private func withPlainBreaks(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
        if scalar == "\r" || (scalar == "\n" && previous != "\r") {
            scalars.append("\n")
        } else if scalar != "\n" && scalar != "\0" {
            scalars.append(scalar)
        }
        previous = scalar
    }
    return String(scalars)
}

/// A text on one line: control characters become spaces, spaces at the ends go.
private func oneLine(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        scalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    let line = Substring(String(scalars))
    return String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
}

/// What is left of a file name without folders and control characters; `nil` if
/// that is nothing, or a name that means a folder.
private func safeFileName(_ name: String) -> String? {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map { oneLine(String($0)) } ?? ""
    return last.isEmpty || last == "." || last == ".." ? nil : last
}
