import VivierIntake

extension StoredDocument {
    /// A name for a copy of the original, with nothing of its sender's in it but the kind.
    var plainName: String {
        let ending = AttachmentKind(fileName: file.name)?.extensions.first ?? "bin"
        return "document-\(file.sha256.prefix(8)).\(ending)"
    }
}
