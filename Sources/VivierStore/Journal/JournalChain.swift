internal import VivierCrypto

/// How far a journal goes: each line has the number after the last one, and names it.
struct JournalChain {
    /// The number of the last line; 0 if there is none.
    private(set) var number: Int

    /// How many bytes the lines have, line ends included.
    private(set) var length: Int

    /// What the next line has to name as the line before.
    private(set) var link: String

    /// The SHA-256 of the last line that was added, without the line end.
    private(set) var hash: [UInt8] = []

    /// A journal without a line.
    init(of id: DossierID) {
        (number, length, link) = (0, 0, linkBefore(id))
    }

    /// The journal up to where it can be trusted.
    init(of id: DossierID, after scan: JournalScan) {
        (number, length, link) = (scan.lines.count, scan.validLength, scan.nextLink(id))
    }

    /// `line`: With its line end.
    mutating func add(_ line: [UInt8]) {
        number += 1
        length += line.count
        hash = SHA256.hash(line.dropLast())
        link = VivierStore.link(from: hash)
    }
}
