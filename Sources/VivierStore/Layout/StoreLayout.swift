/// Where things stand in a store; FORMAT.md says what they hold.
struct StoreLayout: Sendable {
    let root: String

    /// Folders with one folder for each of the 256 ends of a number.
    static let sharded = ["dossiers", "quarantine", "tombstones", "keys"]

    /// Folders without.
    static let plain = [
        "tmp", "outbox", "outbox/new", "outbox/sent", "outbox/failed", "slots", "seals",
    ]

    /// The 256 ends: a number has 128 bits, so its last character holds 3 of them.
    static let shards: [String] = {
        let digits = Array("abcdefghijklmnopqrstuvwxyz234567")
        return digits.flatMap { first in
            stride(from: 0, to: 32, by: 4).map { String([first, digits[$0]]) }
        }
    }()

    var version: String { "\(root)/VERSION" }
    var reserve: String { "\(root)/reserve.bin" }
    var temporary: String { "\(root)/tmp" }
    var storeKey: String { "\(root)/keys/store.key" }
    var changes: String { "\(root)/index.log" }
    var seals: String { "\(root)/seals" }
    var spaces: String { "\(root)/spaces" }
    var accounts: String { "\(root)/accounts" }
    var providers: String { "\(root)/providers" }
    var figures: String { "\(root)/figures" }
    var agents: String { "\(root)/agents" }
    var submissionKey: String { "\(root)/submission.key" }
    var pressed: String { "\(root)/spaces.pressed" }
    var owed: String { "\(root)/spaces.owed" }

    func shard(_ id: DossierID) -> String { "\(root)/dossiers/\(id.shard)" }
    func dossier(_ id: DossierID) -> String { "\(shard(id))/\(id)" }
    func journal(_ id: DossierID) -> String { "\(dossier(id))/events.jsonl" }
    func files(_ id: DossierID) -> String { "\(dossier(id))/files" }
    func account(_ reader: ReaderID) -> String { "\(accounts)/\(reader.shard)/\(reader)" }
    func space(_ reader: ReaderID) -> String { "\(spaces)/\(reader.shard)/\(reader)" }

    func quarantineShard(_ id: QuarantineID) -> String { "\(root)/quarantine/\(id.shard)" }
    func quarantine(_ id: QuarantineID) -> String { "\(quarantineShard(id))/\(id)" }

    func tombstoneShard(_ id: DossierID) -> String { "\(root)/tombstones/\(id.shard)" }
    func tombstone(_ id: DossierID) -> String { "\(tombstoneShard(id))/\(id).json" }

    func keyShard(_ shard: String) -> String { "\(root)/keys/\(shard)" }
    func key(_ name: String) -> String { "\(keyShard(String(name.suffix(2))))/\(name).key" }
}
