import VivierIndex
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// All that a store has of a reader, to take away.
extension IntakeServer {
    /// A ZIP archive with a page to read, all events as JSON, and every file.
    ///
    /// It is sent while it is made, so that only one file is in memory at a time.
    func archive(
        of reader: ReaderID,
        _ language: String,
        _ pages: IntakePages
    ) async throws -> HTTPAnswer {
        let (page, dossiers) = try await withTaskExecutorPreference(threads) {
            let dossiers = try DossierIndex(of: store).dossiers(of: reader)
                .compactMap { try? store.read($0) }
            guard let press = spaces.press, !dossiers.isEmpty else {
                throw StoreError.invalidEvent(reason: "there is nothing to hand over")
            }
            let home = HomeView(dossiers.map { Candidature($0) }, try press.access(reader))
            return (pages.archive(home, language: language), dossiers)
        }
        var answer = HTTPAnswer.download("donnees.zip", "application/zip", [])
        answer.archive = ReaderArchive(store: store, page: page ?? [], dossiers: dossiers)
        return answer
    }
}
