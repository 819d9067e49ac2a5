import ServiceLifecycle
import VivierFiles
import VivierIndex
import VivierOutbox
import VivierSite
import VivierStore

/// Writes letters while the server goes on answering.
///
/// What it has not written when the process stops, the next one writes, or `outbox run`.
final class LetterDesk: Service {
    /// Beyond, letters wait for `outbox run`.
    private static let mostWaiting = 10_000

    /// Letters written at once: the kernel joins their flushes.
    private static let writers = 4

    private let site: CurrentSite
    private let store: Store
    private let letters: LetterLibrary?
    private let threads = DiskThreads(count: writers)
    private let waiting: AsyncStream<DossierID>
    private let sheet: AsyncStream<DossierID>.Continuation

    /// - Parameters:
    ///   - site: The forms and the sender, as they are when a letter is written.
    ///   - store: Where the dossiers are.
    ///   - letters: `nil` if there are none: nobody is written to.
    init(_ site: CurrentSite, _ store: Store, _ letters: LetterLibrary?) {
        self.site = site
        self.store = store
        self.letters = letters
        (waiting, sheet) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.mostWaiting)
        )
    }

    /// Has the letters written that are owed about a dossier, soon.
    func write(soon id: DossierID) { sheet.yield(id) }

    func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskExecutorPreference(threads) {
                await self.writeOverdue()
                await self.writeWaiting()
            }
        } onGracefulShutdown: {
            self.sheet.finish()
        }
    }

    private func writeWaiting() async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await id in waiting {
                if running == Self.writers { await group.next() } else { running += 1 }
                group.addTask(executorPreference: threads) { self.write(id) }
            }
        }
    }

    private func write(_ id: DossierID) {
        writer(site.pages.forms)?
            .write(id, at: Instant(milliseconds: currentMilliseconds()))
    }

    /// What promises and writes letters; `nil` if nobody is written to.
    func writer(_ forms: IntakeForms) -> LetterWriter? {
        guard let letters, let sender = forms.sender else { return nil }
        // `outbox run` says what is wrong with a sender.
        return try? LetterWriter(store, forms, sender, letters)
    }

    /// Letters that an earlier process left unwritten.
    private func writeOverdue() async {
        guard let writer = writer(site.pages.forms) else { return }
        do {
            let open = try DossierIndex(of: store).openLetters()
            for id in writer.addressees(try Outbox(store).missing(open, in: store)) {
                if Task.isShuttingDownGracefully { return }
                write(id)
                await Task.yield()
            }
        } catch {
            say("warning: the letters still owed are not known: \(error) [no-letter]\n")
        }
    }
}
