import ArgumentParser
import VivierStore

struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erases a dossier for good: its key, its events, its files, its mails.",
        discussion: "Without a number, goes on with the erasures that were stopped."
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The number of the dossier.")
    var id: DossierID?

    @Option(help: "Why, in one word: asked, retention, withdrawn.")
    var reason = "asked"

    func validate() throws {
        guard reason.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }) else {
            throw ValidationError("--reason takes one word of lower-case letters, nothing personal")
        }
    }

    private var options: StoreOptions { spaces.reception.store }

    func run() async throws {
        let store = try options.open()
        let now = options.now
        // Damaged, it is erased all the same; `vivier-intake spaces` finds its pages then.
        let reader = id.flatMap { try? store.read($0) }.map { store.reader(of: $0) }
        let erased = try onStore { () throws(StoreError) in
            guard let id else { return try store.resumeErasures() }
            try store.erase(id, reason: reason, at: now)
            return [id]
        }
        if let id, let reader { await spaces.erasePages(of: id, for: reader, in: store) }
        if options.json {
            let ids = JSONValue.array(erased.map { .string($0.description) })
            try emit(JSONValue.object([.init("format", .int(1)), .init("erased", ids)]))
        } else {
            try emit(erased.map { "erased \($0)\n" }.joined())
        }
    }
}
