/// Reads bytes as a message, whole and without its last byte.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMail(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    for message in [bytes, Array(bytes.dropLast())] {
        guard let mail = try? readMail(message, envelopeSender: "a@b.fr") else { continue }
        let breaks = (mail.messageID ?? "").utf8.contains { [0, 10, 13].contains($0) }
        precondition(!breaks, "a header within a header")
        precondition(mail.attachments.count <= MailLimits().parts, "more parts than allowed")
    }
    return 0
}
