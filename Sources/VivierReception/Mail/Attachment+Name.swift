internal import VivierForms
internal import VivierMail

extension ReceivedMail.Attachment {
    /// Whether somebody attached it: no logo that the text shows, and nothing that programs
    /// add.
    ///
    /// Those stay in the message, which is kept whole.
    var isSentAlong: Bool {
        if isShownInText, mediaType.hasPrefix("image/") { return false }
        return ![
            "application/pkcs7-signature", "application/x-pkcs7-signature",
            "application/pgp-signature", "application/pgp-keys", "text/vcard", "text/x-vcard",
            "text/calendar",
        ].contains(mediaType)
    }

    /// Its own name, or one made of its kind.
    func name(number: Int) -> String {
        if let fileName { return fileName }
        return "file-\(number)" + (Self.types[mediaType].map { ".\($0)" } ?? "")
    }

    private static let types: [String: String] = [
        "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "text/plain": "txt",
        "application/vnd.oasis.opendocument.text": "odt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    ]
}
