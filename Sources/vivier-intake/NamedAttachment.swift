import ArgumentParser
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

    /// The one file that an agent means; says it if there is none, or several.
    func onlyAttachment(called name: String) throws -> NamedAttachment {
        let found = attachments(called: name)
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            say(
                """
                error: dossier '\(id)' has no such file [no-such-file]
                  = see their names with 'vivier-intake show \(id)'

                """
            )
        } else {
            let hashes = found.map(\.sha256).joined(separator: " or ")
            say("error: \(found.count) files have this name [many-files]\n")
            say("  = give the SHA-256 instead: \(hashes)\n")
        }
        throw ExitCode(1)
    }
}
