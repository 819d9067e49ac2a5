import VivierIndex
import VivierSite
import VivierSpaces
import VivierStore

extension SpacePress {
    /// The link to the space of a dossier's candidate.
    func homeLink(of dossier: Dossier) throws(StoreError) -> String {
        let reader = store.reader(of: dossier)
        let secret = SpaceKeys(store).home(of: reader, rotation: try store.rotation(of: reader))
        let language = dossier.events.first?.value["language"]?.string ?? ""
        return pages.link(to: secret, language: language)
    }

    /// Takes all links of a dossier's candidate back, and makes the pages of the new ones.
    func renew(_ dossier: Dossier, by actor: String) throws {
        let reader = store.reader(of: dossier)
        let rotation = try store.rotate(reader)
        let data = JSONValue.object([
            .init("page", .string("all")), .init("reader", .string(reader.description)),
            .init("generation", .int(rotation)),
        ])
        for id in try DossierIndex(of: store).dossiers(of: reader) {
            let event = try NewEvent(
                kind: "link-revoked",
                by: actor,
                source: "link-revoked:\(rotation)",
                time: now,
                data: data.bytes
            )
            _ = try store.append(event, to: id)
        }
        _ = try press(reader)
    }

    /// Opens a page in its place; `nil` if the code is of none.
    func open(_ secret: PageSecret) -> SpacePage? {
        folder.read(secret).flatMap { SealedPage.open($0, with: secret) }.flatMap { SpacePage($0) }
    }
}
