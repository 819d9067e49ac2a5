import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite
import VivierSpaces
import VivierStore

/// Where the pages of spaces go.
struct SpaceOptions: ParsableArguments {
    @OptionGroup var reception: ReceptionOptions

    @Option(help: "Folder of the site; 'public' beside the folder of forms if not given.")
    var `public`: String?

    init() {}

    /// The options of a command that names them on its own.
    init(reception: ReceptionOptions, public folder: String?) {
        self.reception = reception
        self.public = folder
    }

    /// The folder of the site.
    var folder: String { self.public ?? "\(reception.store.content)/../public" }

    /// Has the pages of those who have some dossiers made again, where the site has spaces and
    /// stands here; says what stood in the way.
    ///
    /// `pages`: The site, if it was read before.
    func show(_ ids: [DossierID], in store: Store, _ pages: IntakePages? = nil) async {
        guard !ids.isEmpty, let press = await pressIfAny(store, pages) else { return }
        SpacePress.attempt { _ = try press.pressOwed() + press.show(ids) }
    }

    /// Takes the pages of an erased dossier away, and makes the home of its candidate anew.
    ///
    /// `known`: The site, if it was read before.
    func erasePages(
        of id: DossierID,
        for reader: ReaderID,
        in store: Store,
        _ known: IntakePages? = nil
    ) async {
        let pages = SpaceFolder(site: folder)
        guard pages.exists else { return }
        do {
            _ = try await press(known).press(reader, erased: [id])
        } catch {
            // Rather no page than one that shows what was erased, beside another dossier perhaps.
            let others = (try? store.dossiers(beside: [id], of: reader)) ?? []
            for agent in (try? store.agents()) ?? [] {
                let reader = store.reader(agent: agent.id)
                guard let rotation = try? store.rotation(of: reader) else { continue }
                let access = ReaderAccess(reader, rotation: rotation, keys: SpaceKeys(store))
                for id in [id] + others { pages.delete(id, access) }
            }
            if let rotation = try? store.rotation(of: reader) {
                pages.delete(id, ReaderAccess(reader, rotation: rotation, keys: SpaceKeys(store)))
            }
            say("warning: run 'vivier-intake spaces': a home could not be made [no-space]\n")
        }
    }

    /// What makes pages.
    ///
    /// - Throws: `ValidationError` for a site without spaces, and for one that is not here.
    func press(_ known: IntakePages? = nil) async throws -> SpacePress {
        let pages = if let known { known } else { try await read() }
        guard pages.hasSpaces else {
            throw ValidationError(
                "the site has no spaces. Write 'spaces: true' and 'intake:' into site.yml"
            )
        }
        guard isFolder(folder) else {
            throw ValidationError(
                "there is no folder '\(folder)'. Give that of the site with --public"
            )
        }
        let store = try reception.store.open()
        return SpacePress(store: store, pages: pages, site: folder, now: reception.time)
    }

    /// Has the pages of agents made again once they or their rights changed; those of who is gone
    /// are deleted.
    func showDesks(in store: Store, gone: [Agent] = []) async {
        guard let press = await pressIfAny(store, nil) else { return }
        SpacePress.attempt {
            for agent in gone { try press.deletePages(of: agent) }
            _ = try press.pressDesks()
        }
    }

    private func pressIfAny(_ store: Store, _ known: IntakePages?) async -> SpacePress? {
        let pages = if let known { isFolder(folder) ? known : nil } else { await pagesIfAny() }
        guard let pages, pages.hasSpaces else { return nil }
        return SpacePress(store: store, pages: pages, site: folder, now: reception.time)
    }

    /// Reads the site if it has spaces and stands here; what is wrong with it is said.
    func pagesIfAny() async -> IntakePages? {
        guard isFolder(folder), siteHasSpaces(reception.store.content) else { return nil }
        return try? await read()
    }

    private func read() async throws -> IntakePages {
        let sources = try reception.site()
        return try await readSite { diagnostics throws(SystemCallError) in
            try await IntakePages.read(sources, into: &diagnostics)
        }
    }
}
