internal import CGMime

/// A message as the MIME library sees it, freed when it goes.
@safe
struct MessageTree: ~Copyable {
    /// Which of the headers with addresses.
    enum AddressHeader {
        case from
        case sender
        case replyTo
    }

    /// Owned: we hold the one reference that the parser gave.
    private let message: UnsafeMutablePointer<GMimeMessage>

    /// Parses a message and lends it out.
    ///
    /// The library reads from `bytes` while `use` runs, without a copy.
    static func read<Result>(
        _ bytes: ArraySlice<UInt8>,
        _ use: (borrowing MessageTree) throws(MailRefusal) -> Result
    ) throws(MailRefusal) -> Result {
        startLibrary()
        return try unsafe bytes.withUnsafeBufferPointer { buffer throws(MailRefusal) in
            // The library only reads; its structure has no constant form.
            var array = unsafe GByteArray(
                data: UnsafeMutablePointer(mutating: buffer.baseAddress),
                len: guint(buffer.count)
            )
            return try unsafe withUnsafeMutablePointer(to: &array) { array throws(MailRefusal) in
                let stream = unsafe g_mime_stream_mem_new_with_byte_array(array)
                defer { unsafe g_object_unref(stream) }
                // gmime-stream-mem.h: an array that is not owned is not freed.
                unsafe g_mime_stream_mem_set_owner(vivier_as_memory(stream), 0)
                let parser = unsafe g_mime_parser_new_with_stream(stream)
                defer { unsafe g_object_unref(parser) }
                unsafe g_mime_parser_set_persist_stream(parser, 1)
                guard let message = unsafe g_mime_parser_construct_message(parser, nil) else {
                    throw .malformed
                }
                return try use(unsafe MessageTree(message: message))
            }
        }
    }

    deinit { unsafe g_object_unref(message) }

    var messageID: String? { unsafe borrowed(g_mime_message_get_message_id(message)) }

    var subject: String { unsafe borrowed(g_mime_message_get_subject(message)) ?? "" }

    /// `type/subtype` of the whole, in lower case.
    var mediaType: String {
        unsafe g_mime_message_get_mime_part(message).map { unsafe Self.mediaType(of: $0) } ?? ""
    }

    /// The values of the headers, decoded, in their order; names in lower case.
    var headers: [String: [String]] {
        let list = unsafe g_mime_object_get_header_list(vivier_message_object(message))
        var values: [String: [String]] = [:]
        for position in 0..<(unsafe g_mime_header_list_get_count(list)) {
            let header = unsafe g_mime_header_list_get_header_at(list, position)
            guard let name = unsafe borrowed(g_mime_header_get_name(header)) else { continue }
            let value = unsafe borrowed(g_mime_header_get_value(header)) ?? ""
            values[name.lowercased(), default: []].append(value)
        }
        return values
    }

    /// The people a header names, those of groups among them.
    func correspondents(_ header: AddressHeader) -> [ReceivedMail.Correspondent] {
        let type =
            switch header {
            case .from: GMIME_ADDRESS_TYPE_FROM
            case .sender: GMIME_ADDRESS_TYPE_SENDER
            case .replyTo: GMIME_ADDRESS_TYPE_REPLY_TO
            }
        return unsafe Self.mailboxes(g_mime_message_get_addresses(message, type), depth: 0)
    }

    private static func mailboxes(
        _ list: UnsafeMutablePointer<InternetAddressList>?,
        depth: Int
    ) -> [ReceivedMail.Correspondent] {
        guard let list = unsafe list, depth < 4 else { return [] }
        var found: [ReceivedMail.Correspondent] = []
        for position in 0..<(unsafe internet_address_list_length(list)) {
            let address = unsafe internet_address_list_get_address(list, position)
            if let group = unsafe vivier_as_group(address) {
                found += unsafe mailboxes(
                    internet_address_group_get_members(group),
                    depth: depth + 1
                )
            } else if let mailbox = unsafe vivier_as_mailbox(address),
                let text = unsafe borrowed(internet_address_mailbox_get_addr(mailbox))
            {
                let name = unsafe borrowed(internet_address_get_name(address))
                found.append(
                    ReceivedMail.Correspondent(name: name == "" ? nil : name, address: text)
                )
            }
        }
        return found
    }

    /// The parts that hold something, decoded, in the order of the message.
    ///
    /// A message inside the message is one part: it is not looked into.
    func parts(_ limits: MailLimits) throws(MailRefusal) -> [MessagePart] {
        var parts: [MessagePart] = []
        var total = 0
        var seen = 0
        var waiting = unsafe [(object: g_mime_message_get_mime_part(message), depth: 1, choice: 0)]
        while let (object, depth, choice) = unsafe waiting.popLast() {
            guard let object = unsafe object else { continue }
            guard depth <= limits.depth else { throw .tooDeep(limits.depth) }
            seen += 1
            var part: MessagePart
            if let multipart = unsafe vivier_as_multipart(object) {
                let count = unsafe g_mime_multipart_get_count(multipart)
                let isChoice = unsafe Self.mediaType(of: object) == "multipart/alternative"
                // Last first, since the list of those waiting is read from its end.
                for position in (0..<count).reversed() {
                    let child = unsafe g_mime_multipart_get_part(multipart, position)
                    unsafe waiting.append((child, depth + 1, isChoice ? seen : choice))
                }
                guard count == 0, let text = unsafe g_mime_multipart_get_prologue(multipart) else {
                    continue
                }
                // Its boundary is nowhere: what it holds stands before the first part.
                part = MessagePart(
                    mediaType: "text/plain",
                    bytes: unsafe Array(String(cString: text).utf8)
                )
            } else {
                part = unsafe Self.decoded(object)
            }
            part.choice = choice
            guard parts.count < limits.parts else { throw .tooManyParts(limits.parts) }
            if !part.isText {
                total += part.bytes.count
                guard part.bytes.count <= limits.file else { throw .fileTooLarge(limits.file) }
                guard total <= limits.fileBytes else { throw .filesTooLarge(limits.fileBytes) }
            }
            parts.append(part)
        }
        return parts
    }

    private static func decoded(_ object: UnsafeMutablePointer<GMimeObject>) -> MessagePart {
        var part = unsafe MessagePart(
            mediaType: mediaType(of: object),
            charset: borrowed(g_mime_object_get_content_type_parameter(object, "charset")),
            fileName: borrowed(
                g_mime_object_get_content_disposition_parameter(object, "filename")
                    ?? g_mime_object_get_content_type_parameter(object, "name")
            ),
            disposition: borrowed(g_mime_object_get_disposition(object))?.lowercased(),
            contentID: borrowed(g_mime_object_get_content_id(object)),
            bytes: []
        )
        let stream = unsafe g_mime_stream_mem_new()
        defer { unsafe g_object_unref(stream) }
        if let leaf = unsafe vivier_as_part(object) {
            if let content = unsafe g_mime_part_get_content(leaf) {
                unsafe g_mime_data_wrapper_write_to_stream(content, stream)
            }
        } else if let inner = unsafe vivier_as_message_part(object),
            let message = unsafe g_mime_message_part_get_message(inner)
        {
            unsafe g_mime_object_write_to_stream(vivier_message_object(message), nil, stream)
        }
        unsafe part.bytes = bytesWritten(to: stream)
        return part
    }

    private static func mediaType(of object: UnsafeMutablePointer<GMimeObject>) -> String {
        // g_mime_content_type_get_mime_type gives a copy that is ours to free.
        guard let type = unsafe g_mime_object_get_content_type(object),
            let name = unsafe g_mime_content_type_get_mime_type(type)
        else { return "text/plain" }
        defer { unsafe g_free(name) }
        return unsafe String(cString: name).lowercased()
    }
}
