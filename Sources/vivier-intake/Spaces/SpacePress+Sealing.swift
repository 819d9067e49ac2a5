import VivierForms
import VivierOutbox
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

extension SpacePress {
    /// The pages of a reader, and the names of those that are no more.
    func sealed(
        _ reader: ReaderID,
        _ ids: [DossierID],
        erased: [DossierID]
    ) throws -> (pages: [SpaceFolder.Page], gone: [String]) {
        let access = try access(reader)
        let dossiers = try ids.compactMap { try readable($0) }
        let states = dossiers.map { Candidature($0) }
        let gone = erased.flatMap(access.everyPage).map(\.name)
        guard !states.isEmpty else {
            return ([], gone + access.everyHome.map(\.name))
        }
        let letters = states.map { ($0.id, self.letters(of: $0)) }
        let home = HomeView(
            states,
            access,
            letters: Dictionary(uniqueKeysWithValues: letters),
            turns: try turns(of: dossiers),
            photos: try photos(of: states, reader),
            hasPassword: try store.password(of: reader) != nil
        )
        guard let homePage = pages.home(home),
            let expired = pages.expired(language: home.language)
        else { throw NoTemplate() }
        var made = [SpaceFolder.Page(homePage, under: home.secret)]
        for view in home.candidatures {
            guard let page = pages.candidature(view) else { throw NoTemplate() }
            made.append(SpaceFolder.Page(page, under: view.secret))
        }
        for sheet in home.sheets {
            // One whose form is gone has no page.
            guard let page = pages.sheet(sheet, language: home.language) else { continue }
            made.append(SpaceFolder.Page(page, under: sheet.secret))
        }
        for secret in access.expired(states.map(\.id)) {
            made.append(SpaceFolder.Page(expired, under: secret))
        }
        return (made, gone)
    }

    /// The places for photos on the sheets that a reader keeps, by their forms.
    private func photos(
        of states: [Candidature],
        _ reader: ReaderID
    ) throws -> [String: PhotoView.Place] {
        let forms = pages.forms.sheets.filter(\.hasPhoto).map(\.name)
        let kept = states.filter { $0.isSheet && forms.contains($0.form) }.map(\.form)
        return try kept.reduce(into: [:]) { places, form in
            places[form] = try photo(ofSheet: form, reader)
        }
    }

    func photo(ofSheet form: String, _ reader: ReaderID) throws -> PhotoView.Place {
        let place = try store.sheet(SheetPhoto.form(ofSheet: form), of: reader)
        let state = place.dossier.map { Candidature($0) }
        let photo = state.flatMap { SheetPhoto($0) }
        return PhotoView.Place(
            count: place.earlier + (state == nil ? 0 : 1),
            state: state,
            // What is damaged can still be replaced, or taken away.
            jpeg: photo.flatMap { try? store.file($0.sha256, of: $0.id) }
        )
    }

    /// The letters about a candidature that the outbox still has.
    private func letters(of state: Candidature) -> [String: SpaceLetter] {
        let outbox = Outbox(store)
        return state.history.reduce(into: [:]) { letters, entry in
            guard case .mail(let name, _, _) = entry.happening else { return }
            letters[name] = outbox.letter(name, of: state.id).map {
                SpaceLetter(subject: $0.subject, text: $0.text)
            }
        }
    }

    /// What the reader is asked to say about each.
    private func turns(of dossiers: [Dossier]) throws(StoreError) -> [DossierID: CandidateTurn] {
        let desk = Desk(answering: store, pages.forms, nil, at: now)
        var turns: [DossierID: CandidateTurn] = [:]
        for dossier in dossiers { turns[dossier.id] = try desk.turn(of: dossier) }
        return turns
    }

    func access(_ reader: ReaderID) throws -> ReaderAccess {
        ReaderAccess(
            reader,
            rotation: try store.rotation(of: reader),
            keys: SpaceKeys(store),
            now: now,
            today: pages.forms.day(at: now)
        )
    }

    /// `nil` for a dossier that was erased since it was listed, or that is damaged: `verify` says so.
    private func readable(_ id: DossierID) throws(StoreError) -> Dossier? {
        do throws(StoreError) {
            return try store.read(id)
        } catch {
            switch error {
            case .erased, .noSuchDossier, .damaged, .noKey: return nil
            default: throw error
            }
        }
    }
}
