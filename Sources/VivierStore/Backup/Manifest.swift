internal import VivierCrypto

/// The list of a backup's files, as `sha256sum -c` reads it: a hash, two spaces, a path.
struct Manifest {
    private(set) var hashes: [(path: String, hash: String)] = []

    init() {}

    mutating func add(_ path: String, _ bytes: [UInt8]) {
        hashes.append((path, hexadecimal(SHA256.hash(bytes))))
    }

    var bytes: [UInt8] {
        let sorted = hashes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return Array(sorted.map { "\($0.hash)  \($0.path)\n" }.joined().utf8)
    }

    /// Reads a manifest; `nil` for a line that is none, or that leads out of a store.
    init?(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line, as: UTF8.self)
            let path = String(text.dropFirst(66))
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            let isInside = !parts.contains("..") && !parts.contains(".") && !parts.contains("")
            guard text.dropFirst(64).hasPrefix("  "), isInside,
                parts.count > 1 ? Self.folders.contains(String(parts[0])) : path == "VERSION"
            else { return nil }
            hashes.append((path, String(text.prefix(64))))
        }
    }

    /// What a backup holds.
    ///
    /// `tmp`, the reserve and the index are made anew.
    static let folders = [
        "keys", "spaces", "agents", "dossiers", "quarantine", "outbox", "slots", "seals",
        "tombstones", "figures",
    ]
}
