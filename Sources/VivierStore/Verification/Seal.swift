internal import VivierCrypto
internal import VivierFiles

/// The last line of every journal and the number of every erasure at one moment, under a code of
/// the store.
///
/// A chain shows every change but one: that its last lines were taken away. The
/// seal shows that, and tombstones that were.
struct Seal {
    struct Head: Equatable {
        let id: DossierID
        let number: Int
        /// The hash of that line, in hexadecimal.
        let hash: String
    }

    let time: Instant
    let heads: [Head]
    let erased: [DossierID]

    /// What a seal file holds, and its code in the last line.
    func bytes(key: StoreKey) -> [UInt8] {
        var text = "vivier-seal 1 \(time)\n"
        for head in heads { text += "\(head.id) \(head.number) \(head.hash)\n" }
        for id in erased { text += "\(id) erased\n" }
        let body = Array(text.utf8)
        return body + Array("code \(hexadecimal(key.code(for: .seal, body)))\n".utf8)
    }

    init(time: Instant, heads: [Head], erased: [DossierID]) {
        self.time = time
        self.heads = heads
        self.erased = erased
    }

    /// Reads a seal file; `nil` unless it is exactly as this store wrote it.
    init?(_ bytes: [UInt8], key: StoreKey) {
        var heads: [Head] = []
        var erased: [DossierID] = []
        var time: Instant?
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
            if words.count == 3, words[0] == "vivier-seal" {
                time = Instant(words[2])
            } else if words.count == 3, let id = DossierID(words[0]), let number = Int(words[1]) {
                heads.append(Head(id: id, number: number, hash: words[2]))
            } else if words.count == 2, words[1] == "erased", let id = DossierID(words[0]) {
                erased.append(id)
            }
        }
        guard let time else { return nil }
        self.init(time: time, heads: heads, erased: erased)
        guard isEqualInConstantTime(self.bytes(key: key), bytes) else { return nil }
    }
}

extension Store {
    /// Writes down the last line of every journal, and what was erased.
    ///
    /// - Returns: How many journals were sealed.
    package func seal(at time: Instant) throws(StoreError) -> Int {
        var heads: [Seal.Head] = []
        for id in try list() {
            let scan: JournalScan
            do throws(StoreError) {
                scan = JournalScan(try journalBytes(id), of: id, safeguards: safeguards)
            } catch {
                if case .erased = error { continue }
                throw error
            }
            // What is damaged is left as the last seal has it.
            guard let last = scan.lines.last else { continue }
            if case .damaged = scan.tail { continue }
            heads.append(
                Seal.Head(id: id, number: scan.lines.count, hash: hexadecimal(last.hash))
            )
        }
        let seal = Seal(time: time, heads: heads, erased: try erased())
        try onDisk { () throws(SystemCallError) in
            try publishFile(
                seal.bytes(key: key),
                at: "\(layout.seals)/\(time)",
                temporary: "\(layout.temporary)/seal.\(processNumber())"
            )
        }
        return heads.count
    }

    /// The newest seal, and the names of those that cannot be trusted.
    func newestSeal() throws(StoreError) -> (seal: Seal?, bad: [String]) {
        try onDisk { () throws(SystemCallError) in
            var bad: [String] = []
            for name in try names(in: layout.seals).reversed() {
                if let seal = Seal(try readFile("\(layout.seals)/\(name)"), key: key) {
                    return (seal, bad)
                }
                bad.append(name)
            }
            return (nil, bad)
        }
    }
}
