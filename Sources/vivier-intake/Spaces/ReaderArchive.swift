import VivierIntake
import VivierSpaces
import VivierStore

/// The pieces of an archive of all that a store has of a reader.
struct ReaderArchive: Sequence {
    let store: Store
    /// A page to read, complete in itself.
    let page: [UInt8]
    let dossiers: [Dossier]

    func makeIterator() -> Iterator {
        var entries: [Entry] = [Entry(name: "index.html", content: .bytes(page))]
        entries.append(Entry(name: "data.json", content: .bytes(data.bytes + [10])))
        for dossier in dossiers { entries += files(of: dossier) }
        return Iterator(store: store, entries: entries[...])
    }

    struct Entry {
        enum Content {
            case bytes([UInt8])
            case file(sha256: String, DossierID)
        }

        let name: String
        let content: Content
    }

    struct Iterator: IteratorProtocol {
        let store: Store
        var entries: ArraySlice<Entry>
        private var zip = ZipWriter()
        private var isEnded = false

        init(store: Store, entries: ArraySlice<Entry>) {
            self.store = store
            self.entries = entries
        }

        mutating func next() -> [UInt8]? {
            guard let entry = entries.popFirst() else {
                if isEnded { return nil }
                isEnded = true
                return zip.end()
            }
            switch entry.content {
            case .bytes(let bytes): return zip.add(entry.name, bytes)
            case .file(let sha256, let id):
                // A damaged file is named, so that it is missed.
                guard let bytes = try? store.file(sha256, of: id) else {
                    return zip.add("\(entry.name).missing.txt", [])
                }
                return zip.add(entry.name, bytes)
            }
        }
    }

    /// Every event, as the journals have it.
    private var data: VivierStore.JSONValue {
        .object([
            .init("format", .int(1)),
            .init(
                "dossiers",
                .array(
                    dossiers.map { dossier in
                        .object([
                            .init("number", .string("\(dossier.id)")),
                            .init("events", .array(dossier.events.map(Self.json))),
                        ])
                    }
                )
            ),
        ])
    }

    private static func json(_ event: Event) -> VivierStore.JSONValue {
        .object([
            .init("n", .int(event.number)), .init("time", .string("\(event.time)")),
            .init("kind", .string(event.kind)), .init("by", .string(event.by)),
            .init("data", event.value),
        ])
    }

    private func files(of dossier: Dossier) -> [Entry] {
        var seen: Set<String> = []
        let named = dossier.events.flatMap { $0.value["files"]?.array ?? [] }
        return named.compactMap { file in
            guard let sha256 = file["sha256"]?.string, !sha256.isEmpty,
                seen.insert(sha256).inserted
            else { return nil }
            let name = safeName(file["name"]?.string ?? "")
            return Entry(
                name: "files/\(dossier.id)/\(seen.count)-\(name)",
                content: .file(sha256: sha256, dossier.id)
            )
        }
    }

    /// A name that leads to no other folder, whatever program unpacks it.
    private func safeName(_ name: String) -> String {
        let calm = name.unicodeScalars.map { scalar -> Character in
            let isOdd = "/\\:*?\"<>|".unicodeScalars.contains(scalar)
            return isOdd || scalar.properties.generalCategory == .control ? "_" : Character(scalar)
        }
        let text = String(String(calm).prefix(100))
        return text.allSatisfy { $0 == "." } ? "file" : text
    }
}
