internal import CGMime

extension OutgoingMail {
    /// The message as it goes over the wire: ASCII, lines of at most 998 bytes that
    /// end with CRLF (RFC 5322 §2.1.1), the same bytes for the same mail.
    package func bytes() -> [UInt8] {
        startLibrary()
        let message = unsafe g_mime_message_new(0)
        defer { unsafe g_object_unref(message) }
        let object = unsafe vivier_message_object(message)
        func add(_ type: GMimeAddressType, _ mailbox: Mailbox) {
            let person = unsafe internet_address_mailbox_new(
                mailbox.name?.text,
                mailbox.address.text
            )
            unsafe internet_address_set_charset(person, "utf-8")
            unsafe internet_address_list_add(g_mime_message_get_addresses(message, type), person)
            unsafe g_object_unref(person)
        }
        func header(_ name: String, _ value: String) {
            unsafe g_mime_object_append_header(object, name, value, "utf-8")
        }
        add(GMIME_ADDRESS_TYPE_FROM, from)
        add(GMIME_ADDRESS_TYPE_TO, to)
        if let replyTo { add(GMIME_ADDRESS_TYPE_REPLY_TO, replyTo) }
        unsafe g_mime_message_set_subject(message, subject.text, "utf-8")
        if let time = unsafe g_date_time_new_from_unix_utc(gint64(date)) {
            unsafe g_mime_message_set_date(message, time)
            unsafe g_date_time_unref(time)
        }
        unsafe g_mime_message_set_message_id(message, messageID.text)
        header("Auto-Submitted", origin.rawValue)
        header("X-Auto-Response-Suppress", "All")
        if let unsubscribe {
            header("List-Unsubscribe", "")
            // An address is one word, and no text (RFC 2369 §2): written as a text, a long one would be
            // folded into encoded words, and be another.
            let headers = unsafe g_mime_object_get_header_list(object)
            unsafe g_mime_header_set_raw_value(
                g_mime_header_list_get_header(headers, "List-Unsubscribe"),
                " <\(unsubscribe)>\n"
            )
            header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        }
        header("Content-Language", language)
        header("MIME-Version", "1.0")
        unsafe body(into: message)
        return unsafe wireForm(of: object)
    }

    private func body(into message: UnsafeMutablePointer<GMimeMessage>?) {
        guard let calendar else {
            return unsafe words { unsafe g_mime_message_set_mime_part(message, $0) }
        }
        let all = unsafe g_mime_multipart_new_with_subtype("mixed")
        defer { unsafe g_object_unref(all) }
        unsafe g_mime_multipart_set_boundary(all, "=_c\(messageID.text.prefix(31))")
        unsafe words { unsafe g_mime_multipart_add(all, $0) }
        let part = unsafe textPart("calendar", calendar.text)
        defer { unsafe g_object_unref(part) }
        unsafe g_mime_object_set_content_type_parameter(
            vivier_part_object(part),
            "method",
            calendar.method
        )
        unsafe g_mime_part_set_filename(part, "invitation.ics")
        unsafe g_mime_multipart_add(all, vivier_part_object(part))
        unsafe g_mime_message_set_mime_part(message, vivier_multipart_object(all))
    }

    /// Hands the text over, with its HTML beside it if there is one.
    private func words(_ use: (UnsafeMutablePointer<GMimeObject>?) -> Void) {
        let plain = unsafe textPart("plain", text)
        defer { unsafe g_object_unref(plain) }
        guard let html else { return unsafe use(vivier_part_object(plain)) }
        let formatted = unsafe textPart("html", html)
        defer { unsafe g_object_unref(formatted) }
        let both = unsafe g_mime_multipart_new_with_subtype("alternative")
        defer { unsafe g_object_unref(both) }
        // Quoted-printable text has no such line: `=_` is no escape (RFC 2045 §6.7).
        unsafe g_mime_multipart_set_boundary(both, "=_\(messageID.text.prefix(32))")
        unsafe g_mime_multipart_add(both, vivier_part_object(plain))
        unsafe g_mime_multipart_add(both, vivier_part_object(formatted))
        unsafe use(vivier_multipart_object(both))
    }

    /// A part that its caller owns.
    private func textPart(_ subtype: String, _ text: String) -> UnsafeMutablePointer<GMimePart>? {
        let part = unsafe g_mime_part_new_with_type("text", subtype)
        unsafe g_mime_object_set_content_type_parameter(
            vivier_part_object(part),
            "charset",
            "utf-8"
        )
        let bytes = text.utf8.map { CChar(bitPattern: $0) }
        // gmime-stream-mem.c: the stream has a copy of the bytes.
        let stream = unsafe g_mime_stream_mem_new_with_buffer(bytes, bytes.count)
        let content = unsafe g_mime_data_wrapper_new_with_stream(
            stream,
            GMIME_CONTENT_ENCODING_DEFAULT
        )
        unsafe g_object_unref(stream)
        unsafe g_mime_part_set_content(part, content)
        unsafe g_object_unref(content)
        unsafe g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        return unsafe part
    }

    private func wireForm(of object: UnsafeMutablePointer<GMimeObject>?) -> [UInt8] {
        let options = unsafe g_mime_format_options_new()
        defer { unsafe g_mime_format_options_free(options) }
        unsafe g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS)
        let stream = unsafe g_mime_stream_mem_new()
        defer { unsafe g_object_unref(stream) }
        unsafe g_mime_object_write_to_stream(object, options, stream)
        return unsafe bytesWritten(to: stream)
    }
}
