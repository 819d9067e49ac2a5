import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

/// How long what candidates keep in their spaces stays.
extension RetentionCommand {
    /// Keeps sheets, asks about them, or erases them.
    ///
    /// `days`: The last day of what else is kept of each reader.
    /// - Returns: The sheets that their readers were asked about now.
    func keepOrErase(
        sheets: [DossierID],
        _ days: [ReaderID: Day],
        by standard: RetentionProfile,
        _ desk: Desk
    ) async throws -> [DossierID] {
        var photos: [(dossier: Dossier, sheet: DossierID)] = []
        var terms: [DossierID: RetentionTerm] = [:]
        var asked: [DossierID] = []
        // One letter tells a reader of all sheets: the days to answer are the same.
        var told: Set<ReaderID> = []
        for id in sheets {
            guard let dossier = try? desk.store.read(id) else { continue }
            let (state, reader) = (Candidature(dossier), desk.store.reader(of: dossier))
            if let form = SheetPhoto.sheet(ofForm: state.form) {
                // With a sheet that cannot be read, its photo is left alone too.
                if let sheet = try? desk.store.sheet(form, of: reader) {
                    photos.append((dossier, sheet.id))
                }
                continue
            }
            let kept = Retention(state, by: standard, day: desk.forms.day(at:))
                .lasting(to: days[reader])
            let term = try renewable(dossier, kept, isTold: told.contains(reader), desk)
            if term.isNewlyAsked {
                told.insert(reader)
                asked.append(id)
            }
            terms[id] = term
            try await keepOrErase(dossier, term, desk)
        }
        // A photo goes with its sheet; one whose sheet is gone stays no longer.
        for (photo, sheet) in photos {
            let kept = Retention(Candidature(photo), by: standard, day: desk.forms.day(at:))
            let gone = RetentionTerm(
                reason: kept.reason.rawValue,
                from: kept.from,
                until: kept.from,
                isDue: true
            )
            try await keepOrErase(photo, terms[sheet] ?? gone, desk)
        }
        return asked
    }
}
