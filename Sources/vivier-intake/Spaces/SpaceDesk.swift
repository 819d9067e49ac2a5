import ServiceLifecycle
import VivierFiles
import VivierSite
import VivierStore

/// Makes the pages of spaces while the server goes on answering.
///
/// What it has not made when the process stops, the next one makes, or `vivier-intake spaces`.
final class SpaceDesk: Service {
    /// Beyond, pages wait for `vivier-intake spaces`.
    private static let mostWaiting = 10_000
    private static let secondsBetweenRepairs = 5

    private let current: CurrentSite
    private let store: Store
    /// Where the site stands; `nil` if spaces are not made here.
    private let folder: String?
    private let threads = DiskThreads(count: 2)
    private let table: WorkTable
    private let waiting: AsyncStream<Work>
    private let sheet: AsyncStream<Work>.Continuation

    private enum Work {
        case press(DossierID)
        case link(ReaderID, LetterWriter)
    }

    init(_ current: CurrentSite, _ store: Store, site folder: String?) {
        self.current = current
        self.store = store
        self.folder = folder
        table = WorkTable(since: try? store.changesEnd())
        (waiting, sheet) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.mostWaiting)
        )
    }

    /// Has the pages of the reader of a dossier made, soon.
    func press(_ id: DossierID) {
        if folder != nil, current.pages.hasSpaces { sheet.yield(.press(id)) }
    }

    /// Sends the link to a reader, soon: who asked for it was answered before, so that the answer
    /// takes as long whether anybody is known by that address.
    func sendLink(to reader: ReaderID, _ writer: LetterWriter) {
        sheet.yield(.link(reader, writer))
    }

    /// Makes the pages of a reader now.
    func press(_ reader: ReaderID, erased: [DossierID] = []) {
        guard let press else { return }
        SpacePress.attempt { _ = try press.press(reader, erased: erased) }
    }

    /// The press of this moment; `nil` if spaces are not made here.
    var press: SpacePress? {
        let pages = current.pages
        guard let folder, pages.hasSpaces else { return nil }
        let now = Instant(milliseconds: currentMilliseconds())
        return SpacePress(store: store, pages: pages, site: folder, now: now, table: table)
    }

    func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskExecutorPreference(threads) {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask(executorPreference: self.threads) {
                        self.catchUp()
                        await self.followDesks()
                    }
                    await self.pressWaiting()
                }
            }
        } onGracefulShutdown: {
            self.sheet.finish()
        }
    }

    /// Makes what an earlier process did not come to.
    private func catchUp() {
        guard let press else { return }
        SpacePress.attempt { _ = try press.catchUp() }
    }

    /// Makes the pages of agents about what others changed: candidates, mails, other programs; and what
    /// a program was stopped before.
    private func followDesks() async {
        try? await cancelWhenGracefulShutdown {
            for second in 1... {
                try await Task.sleep(for: .seconds(1))
                SpacePress.attempt { _ = try self.press?.pressChangedDesks() }
                guard second.isMultiple(of: Self.secondsBetweenRepairs) else { continue }
                SpacePress.attempt { _ = try self.press?.pressOwed() }
            }
        }
    }

    private func pressWaiting() async {
        for await work in waiting {
            switch work {
            case .press(let id):
                // One that was erased since has no page; who erased it saw to that.
                guard let dossier = try? store.read(id) else { continue }
                press(store.reader(of: dossier))
            case .link(let reader, let writer):
                SpacePress.attempt { try press?.sendLink(to: reader, writer) }
            }
        }
    }
}
