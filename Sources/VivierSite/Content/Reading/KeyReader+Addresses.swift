import VivierModel

extension KeyReader {
    /// An address of the web.
    mutating func webAddress(_ value: ContentValue) -> String? {
        guard let text = scalar(value, .webAddress).map(cleanLine), !text.isEmpty else {
            return nil
        }
        guard let fault = webAddressFault(text) else { return text }
        complain(.wrongWebAddress(name, text, fault), at: value.range)
        return nil
    }

    /// An address of mail, `mailto:` left off.
    mutating func mailAddress(_ value: ContentValue) -> String? {
        guard var text = scalar(value, .mailAddress).map(cleanLine), !text.isEmpty else {
            return nil
        }
        if text.lowercased().hasPrefix("mailto:") { text = String(text.dropFirst(7)) }
        guard let fault = mailAddressFault(text) else { return text }
        complain(.wrongMailAddress(name, text, fault), at: value.range)
        return nil
    }

    /// `Recrutement <rh@example.org>`, or an address alone.
    mutating func mailbox(_ value: ContentValue) -> SiteConfiguration.Mailbox? {
        guard let text = scalar(value, .mailbox).map(cleanLine), !text.isEmpty else { return nil }
        let contact = readContact(text)
        if let address = contact.email {
            return SiteConfiguration.Mailbox(name: contact.name, address: address)
        }
        complain(.wrongMailAddress(name, text, text.contains("@") ? .host : .noAt), at: value.range)
        return nil
    }

    mutating func phone(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        if isPhoneNumber(text) { return text }
        complain(.wrongPhone(name, text), at: value.range)
        return nil
    }

    /// A page of the site that moved: `/ancienne/adresse`, with its first slash.
    mutating func alias(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        let isInside = !text.contains("://") && !text.hasPrefix("//") && !text.contains("\\")
        let parts = text.split(separator: "/")
        guard isInside, !parts.contains(".."), !text.contains("?"), !text.contains("#"),
            !text.contains(where: \.isWhitespace), !parts.isEmpty
        else {
            complain(.wrongAlias(text), at: value.range)
            return nil
        }
        return text.hasPrefix("/") ? text : "/" + text
    }

    /// A file of the content folder.
    mutating func path(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        if text.contains("://") || text.hasPrefix("//") || text.hasPrefix("data:") {
            complain(.remotePicture(name, text), at: value.range)
            return nil
        }
        guard !text.split(separator: "/").contains(".."), !text.contains("\\") else {
            complain(.wrongPath(name, text), at: value.range)
            return nil
        }
        return text
    }

    /// The path of a picture that is published: one below `assets/`.
    private mutating func picturePath(_ value: ContentValue) -> String? {
        guard let path = path(value) else { return nil }
        let file = path.hasPrefix("/") ? String(path.dropFirst()) : path
        guard let files = settings.files, !(files.contains(file) && file.hasPrefix("assets/"))
        else { return path }
        let assets = files.filter { $0.hasPrefix("assets/") }
        complain(.noSuchPicture(path, exists: files.contains(file), assets), at: value.range)
        return nil
    }

    /// A picture: its path, or `{src, alt}`.
    mutating func picture(_ value: ContentValue) -> Picture? {
        guard value.kind == .keys else {
            return picturePath(value).map { Picture(source: $0, alternative: "") }
        }
        var picture = Picture(source: "", alternative: "")
        var isWrong = false
        readKeys(of: value, pictureKeys) { key, value, reader in
            switch key {
            case "src":
                if let path = reader.picturePath(value) {
                    picture.source = path
                } else {
                    isWrong = true
                }
            default: picture.alternative = reader.text(value) ?? ""
            }
        }
        if picture.source.isEmpty {
            if !isWrong { complain(.missingPart(name, "src", example: example), at: value.range) }
            return nil
        }
        return picture
    }

    /// Whom to ask: `{name, email, phone}`, or one of the three.
    mutating func contact(_ value: ContentValue) -> Contact? {
        guard value.kind == .keys else {
            guard let text = text(value) else { return nil }
            return readContact(text)
        }
        var contact = Contact()
        readKeys(of: value, contactKeys) { key, value, reader in
            switch key {
            case "name": contact.name = reader.text(value)
            case "email": contact.email = reader.mailAddress(value)
            default: contact.phone = reader.phone(value)
            }
        }
        return contact == Contact() ? nil : contact
    }

    /// How to apply: the name of a form, a web address or a mail address.
    mutating func applyBy(_ value: ContentValue) -> ApplyBy? {
        guard value.kind != .keys else {
            var result: ApplyBy?
            readKeys(of: value, applyKeys) { key, value, reader in
                switch key {
                case "form": result = reader.slug(value).map { .form($0) } ?? result
                case "url": result = reader.webAddress(value).map { .url($0) } ?? result
                default: result = reader.mailAddress(value).map { .email($0) } ?? result
                }
            }
            return result
        }
        guard let text = text(value) else { return nil }
        if text.contains("@"), !text.contains("/") { return mailAddress(value).map { .email($0) } }
        let looksLikeAddress = text.contains(":") || text.contains("/") || text.contains(".")
        if looksLikeAddress { return webAddress(value).map { .url($0) } }
        return slug(value).map { .form($0) }
    }
}

/// `Jeanne Martin <jm@example.org>`, an address, a number, or a name.
func readContact(_ text: String) -> Contact {
    if mailAddressFault(text) == nil { return Contact(email: text) }
    if isPhoneNumber(text) { return Contact(phone: text) }
    if text.utf8.last == UInt8(ascii: ">"), let open = text.lastIndex(of: "<") {
        let address = String(text[text.index(after: open)...].dropLast())
        if mailAddressFault(address) == nil {
            let name = trimmed(String(text[..<open]))
            return Contact(name: name.isEmpty ? nil : name, email: address)
        }
    }
    return Contact(name: text)
}
