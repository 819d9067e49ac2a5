import VivierStore

/// A file of a dossier, under the name that its sender gave it.
struct NamedAttachment: Equatable {
    let name: String
    let sha256: String
    let mediaType: String
}

extension Dossier {
    /// The files that an agent means by a name, or by the SHA-256 of one; equal ones once.
    func attachments(called wanted: String) -> [NamedAttachment] {
        var found: [NamedAttachment] = []
        for file in events.flatMap({ $0.value["files"]?.array ?? [] }) {
            let attachment = NamedAttachment(
                name: file["name"]?.string ?? "",
                sha256: file["sha256"]?.string ?? "",
                mediaType: file["type"]?.string ?? ""
            )
            let isMeant = attachment.name == wanted || attachment.sha256 == wanted
            // A file without bytes has no hash, and is nowhere.
            if isMeant, !attachment.sha256.isEmpty,
                !found.contains(where: { $0.sha256 == attachment.sha256 })
            {
                found.append(attachment)
            }
        }
        return found
    }
}
