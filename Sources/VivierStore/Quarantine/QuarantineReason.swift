/// Why bytes are in quarantine, and what is known of them; nothing personal.
package struct QuarantineReason: Sendable, Equatable {
    /// A stable word: `bad-multipart`, `too-large`, `unknown-form`, `torn-journal`.
    package var code: String
    /// What exactly was wrong, without anything of the content.
    package var detail: String
    /// The form that it was meant for.
    package var form: String
    /// Where it came from: `http`, `mail`, `file`.
    package var source: String
    /// As the sender called it: `multipart/form-data; boundary=x`.
    package var contentType: String
    /// The dossier that it belongs to, if that is known.
    package var dossier: DossierID?
    /// When it was received.
    package var time: Instant

    package init(
        code: String,
        detail: String = "",
        form: String = "",
        source: String = "",
        contentType: String = "",
        dossier: DossierID? = nil,
        time: Instant
    ) {
        self.code = code
        self.detail = detail
        self.form = form
        self.source = source
        self.contentType = contentType
        self.dossier = dossier
        self.time = time
    }

    /// What stands in `reason.json`, with the size and the hash of the bytes.
    func bytes(of file: StoredFile) -> [UInt8] { SummedObject.bytes(members(file)) }

    fileprivate func members(_ file: StoredFile) -> [JSONValue.Member] {
        let members: [(String, String)] = [
            ("time", "\(time)"), ("code", code), ("detail", detail), ("form", form),
            ("source", source), ("content_type", contentType),
            ("dossier", dossier?.description ?? ""), ("sha256", file.sha256),
        ]
        let texts = members.map { JSONValue.Member($0.0, .string($0.1)) }
        return texts + [.init("size", .int(file.size))]
    }
}

/// Something in quarantine.
package struct QuarantinedItem: Sendable, Equatable {
    package let id: QuarantineID
    package let reason: QuarantineReason
    /// The hash and size of what was received.
    package let file: StoredFile

    /// Reads `reason.json`.
    init?(_ id: QuarantineID, _ bytes: [UInt8], checksum: Bool = true) {
        guard let value = SummedObject(bytes, checksum: checksum)?.value,
            let time = value["time"]?.string.flatMap(Instant.init),
            let code = value["code"]?.string, let hash = value["sha256"]?.string,
            let size = value["size"]?.int
        else { return nil }
        func text(_ name: String) -> String { value[name]?.string ?? "" }
        self.id = id
        reason = QuarantineReason(
            code: code,
            detail: text("detail"),
            form: text("form"),
            source: text("source"),
            contentType: text("content_type"),
            dossier: DossierID(text("dossier")),
            time: time
        )
        file = StoredFile(sha256: hash, size: size)
    }
}

extension QuarantinedItem {
    /// As `quarantine list --json` shows it.
    package var json: JSONValue {
        .object([.init("id", .string(id.description))] + reason.members(file))
    }
}
