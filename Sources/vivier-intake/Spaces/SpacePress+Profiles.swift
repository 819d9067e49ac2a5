import VivierForms
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// The profiles that candidates show to all employers of the site, for the agents with the right to them.
extension SpacePress {
    /// Makes the page of a profile for those who may see it, and takes it from the others.
    func press(profile brief: ProfileBrief, on agents: [Agent]) throws -> Report {
        let sheet = shown(brief.state, of: brief.reader)
        var report = Report()
        for agent in agents {
            let access = try access(of: agent)
            guard agent.seesProfiles, pages.hasProfiles,
                let page = pages.deskProfile(
                    sheet,
                    list: access.profiles,
                    language: agent.language
                )
            else {
                report.deleted += try delete(brief.id, of: agent)
                continue
            }
            let made = SpaceFolder.Page(page, under: access.page(of: brief.id))
            if try folder.write(made) { report.written += 1 }
        }
        return report
    }

    /// Makes the list of profiles of an agent if it is another now; without the right there is none.
    func pressProfiles(of agent: Agent, _ rows: WorkRows) throws -> Report {
        let access = try access(of: agent)
        guard agent.seesProfiles, pages.hasProfiles else {
            return Report(deleted: try folder.delete(access.profiles.name) ? 1 : 0)
        }
        let list = WorkTable.ShownProfiles(
            language: agent.language,
            profiles: rows.everyProfile.sorted {
                ($0.state.active, $0.id) > ($1.state.active, $1.id)
            }
        )
        // Somebody may have taken the page away.
        if table.profiles(in: access.profiles) == list, folder.has(access.profiles) {
            return Report()
        }
        let all = list.profiles.map { (brief: $0, page: access.page(of: $0.id)) }
        guard
            let page = pages.deskProfiles(all, home: access.home, language: agent.language)
        else { throw NoTemplate() }
        let made = SpaceFolder.Page(page, under: access.profiles)
        let report = Report(written: try folder.write(made) ? 1 : 0)
        table.show(list, in: access.profiles)
        return report
    }

    /// Takes the profiles of a candidate away that are not shown any more, before the answer says so.
    func withdrawProfiles(of reader: ReaderID, erased: [DossierID]) throws -> Report {
        guard pages.hasProfiles else { return Report() }
        var gone = erased
        for form in pages.forms.sheetsForMembers {
            // What cannot be read is shown to nobody.
            let place = try? store.sheet(form.name, of: reader)
            guard let place, let state = place.dossier.map({ Candidature($0) }) else { continue }
            if !pages.forms.isShownToMembers(state) { gone.append(place.id) }
        }
        guard !gone.isEmpty else { return Report() }
        let lock = try store.lockSpaces()
        defer { withExtendedLifetime(lock) {} }
        let agents = try store.agents().filter(\.seesProfiles)
        var report = Report()
        for agent in agents {
            for id in gone {
                // A page of a dossier has another number: this takes no other away.
                report.deleted += try delete(id, of: agent)
            }
        }
        // Though nothing was deleted here: who makes changed pages may have come to the profile, and not
        // yet to the list.
        let rows = try table.refresh(clerk).rows
        for agent in agents { report += try pressProfiles(of: agent, rows) }
        return report
    }
}
