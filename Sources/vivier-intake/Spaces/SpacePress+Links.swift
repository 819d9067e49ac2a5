import VivierIndex
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

extension SpacePress {
    /// The link to the space of a dossier's candidate.
    func homeLink(of dossier: Dossier) throws(StoreError) -> String {
        let language = dossier.events.first?.value["language"]?.string ?? ""
        return try homeLink(of: store.reader(of: dossier), language: language)
    }

    /// The link to the space of a reader.
    func homeLink(of reader: ReaderID, language: String) throws(StoreError) -> String {
        let secret = SpaceKeys(store).home(of: reader, rotation: try store.rotation(of: reader))
        return pages.link(to: secret, language: language)
    }

    /// The link to the pages of an agent.
    func homeLink(of agent: Agent) throws(StoreError) -> String {
        try homeLink(of: store.reader(agent: agent.id), language: agent.language)
    }

    /// Takes all links of a reader back, and makes the pages of the new ones.
    ///
    /// - Returns: The dossiers of the reader.
    func renew(_ reader: ReaderID, by actor: String) throws -> [DossierID] {
        let rotation = try store.rotate(reader)
        let ids = try DossierIndex(of: store).dossiers(of: reader)
        for id in ids {
            let event = try linkEvent(
                "link-revoked",
                reader,
                rotation,
                by: actor,
                source: "link-revoked:\(rotation)"
            )
            _ = try store.append(event, to: id)
        }
        _ = try press(reader)
        return ids
    }

    /// Writes the link to a reader who asked for it, by way of the newest dossier; nothing if the
    /// reader has none.
    func sendLink(to reader: ReaderID, _ writer: LetterWriter) throws {
        let ids = try DossierIndex(of: store).dossiers(of: reader)
        let dossiers = ids.compactMap { try? store.read($0) }
        // A candidature before a sheet, which may have no address.
        let newest = dossiers.sorted { one, other in
            guard one.isSheet == other.isSheet else { return other.isSheet }
            return (one.events.first?.time ?? now) > (other.events.first?.time ?? now)
        }
        for dossier in newest {
            guard let promise = try writer.promise(of: .linkIssued, to: dossier, at: now) else {
                continue
            }
            let event = try linkEvent("link-issued", reader, try store.rotation(of: reader))
            let known = dossier.events.count
            _ = try store.append(event, and: promise, to: dossier.id, expecting: known)
            writer.write(dossier.id, at: now)
            _ = try press(reader)
            return
        }
    }

    private func linkEvent(
        _ kind: String,
        _ reader: ReaderID,
        _ rotation: Int,
        by actor: String = "candidate",
        source: String = ""
    ) throws(StoreError) -> NewEvent {
        try NewEvent(
            kind: kind,
            by: actor,
            source: source,
            time: now,
            data: JSONValue.object([
                .init("page", .string("all")), .init("reader", .string(reader.description)),
                .init("generation", .int(rotation)),
            ]).bytes
        )
    }

    /// Opens a page in its place; `nil` if the code is of none.
    func open(_ secret: PageSecret) -> SpacePage? {
        folder.read(secret).flatMap { SealedPage.open($0, with: secret) }.flatMap { SpacePage($0) }
    }
}
