import VivierForms
import VivierIndex
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

/// Tells those who asked for it of new offers, each once.
struct AlertRun {
    let store: Store
    let forms: IntakeForms
    let writer: LetterWriter
    /// The open offers, by the language of the list.
    let offers: [String: OfferQuery]
    let now: Instant

    /// What became of the alerts.
    struct Report: Equatable {
        /// Those that a mail was written for.
        var told: [DossierID] = []
        /// Those that nobody confirmed in time.
        var erased: [(id: DossierID, reader: ReaderID)] = []

        static func == (one: Report, other: Report) -> Bool {
            one.told == other.told && one.erased.map(\.id) == other.erased.map(\.id)
        }
    }

    func run() throws -> Report {
        var report = Report()
        let index = try DossierIndex(of: store)
        for form in forms.alerts {
            var filter = DossierFilter()
            filter.form = form.name
            for summary in try index.summaries(filter).reversed() {
                try tend(summary.id, form, &report)
            }
        }
        return report
    }

    private func tend(_ id: DossierID, _ form: FormDefinition, _ report: inout Report) throws {
        let dossier: Dossier
        do throws(StoreError) {
            dossier = try store.read(id)
        } catch {
            // Erased since, or damaged: `verify` says so.
            return
        }
        let state = Candidature(dossier)
        let today = forms.day(at: now)
        if state.isUnconfirmed(on: today, day: forms.day(at:)) {
            try store.erase(id, reason: "unconfirmed", at: now)
            report.erased.append((id, store.reader(of: dossier)))
        } else if state.isAlertDue(on: today, day: forms.day(at:)) {
            let found = news(state, form)
            if !found.isEmpty, try tell(found, dossier) { report.told.append(id) }
        }
    }

    /// What was published since the alert was confirmed, and not told of yet.
    private func news(_ state: Candidature, _ form: FormDefinition) -> [OfferQuery.Found] {
        guard let confirmed = state.confirmed,
            let list = offers[forms.language(state.language)]
        else { return [] }
        let search = form.search { name in
            state.fields.first { $0.name == name }?.values ?? []
        }
        let since = "depuis=\(forms.day(at: confirmed).iso)"
        let told = state.toldOffers
        return list.offers(at: search.isEmpty ? since : "\(search)&\(since)").filter {
            !told.contains($0.reference)
        }
    }

    /// - Returns: `false` if somebody else told of them, or it was changed meanwhile.
    private func tell(_ found: [OfferQuery.Found], _ dossier: Dossier) throws -> Bool {
        let happening = Happening.alertSent(
            found.map { .init(reference: $0.reference, title: $0.title, url: $0.url) }
        )
        guard let promise = try writer.promise(of: happening, to: dossier, at: now),
            let event = try NewEvent(happening, by: "alerts", at: now)
        else { return false }
        do throws(StoreError) {
            let known = dossier.events.count
            _ = try store.append(event, and: promise, to: dossier.id, expecting: known)
        } catch {
            switch error {
            case .conflict, .erased: return false
            default: throw error
            }
        }
        writer.write(dossier.id, at: now)
        return true
    }
}
