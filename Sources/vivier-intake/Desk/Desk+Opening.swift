import VivierFiles
import VivierSite
import VivierStore
import VivierWorkflow

extension Desk {
    /// Puts a file of this machine among those of a dossier.
    ///
    /// - Returns: What the event that comes next has to name.
    func attach(_ path: String, to id: DossierID) throws -> Happening.Attachment {
        let bytes = try contents(of: path)
        let staged = try store.stageAttachment(for: id)
        try staged.write(bytes.span)
        let stored = try store.attach(staged)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return Happening.Attachment(
            field: "note",
            name: name,
            size: stored.size,
            sha256: stored.sha256,
            mediaType: "application/octet-stream"
        )
    }

    /// Makes a dossier for another offer out of one that is there; twice is once.
    ///
    /// Its number is made of both, so that a call that was stopped can be repeated.
    func open(of id: DossierID, for offer: String) throws -> DossierID {
        guard forms.knows(offer: offer) else {
            throw DeskRefusal("no-such-offer", "the site has no offer '\(offer)'")
        }
        let dossier = try store.read(id)
        let state = Casework(dossier)
        try checkScope(of: state)
        guard state.offer != offer else { throw DeskRefusal(.unchanged) }
        let made = store.dossierID(form: "desk", idempotencyKey: "\(id) \(offer)")
        let staged = try store.stage()
        for file in dossier.events.first?.value["files"]?.array ?? [] {
            guard let hash = file["sha256"]?.string else { continue }
            let bytes = try store.file(hash, of: id)
            try staged.beginFile()
            try staged.write(bytes.span)
            _ = try staged.endFile()
        }
        let kept = ["form", "fields", "files", "reader", "language"]
        let first = dossier.events.first?.value.members ?? []
        let data = JSONValue.object(
            first.filter { kept.contains($0.name) }
                + [
                    .init("offer", .string(offer)), .init("origin", .string("\(id)")),
                    .init("source", .string("desk")),
                ]
        )
        let event = try NewEvent(
            kind: "opened",
            by: actor.by,
            source: "",
            time: now,
            data: data.bytes
        )
        let origin = CaseEvent.Link(dossier: "\(id)", offer: state.offer ?? "", role: .origin)
        let second = try NewEvent(.linked(origin), by: actor.by, at: now)
        let published = try store.publish(staged, as: made, first: event, second: second)
        if case .erased = published { throw StoreError.erased(made) }
        let link = CaseEvent.Link(dossier: "\(made)", offer: offer, role: .opened)
        if !state.links.contains(link) { _ = try perform(on: id) { _ in .link(link) } }
        return made
    }
}

private func contents(of path: String) throws -> [UInt8] {
    do throws(SystemCallError) {
        return try readFile(path)
    } catch {
        throw DeskRefusal("no-such-file", "\(error)")
    }
}
