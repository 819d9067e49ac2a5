internal import VivierCrypto

/// What a journal holds, and how far it can be trusted.
struct JournalScan {
    struct Line {
        let line: EventLine
        let hash: [UInt8]
    }

    /// The lines up to the first that is bad.
    private(set) var lines: [Line] = []

    /// How many bytes these lines have, line ends included.
    private(set) var validLength = 0

    private(set) var tail = JournalTail.whole

    /// Reads a journal.
    ///
    /// A bad last line is the trace of a writer that was stopped, and nobody was
    /// told that it was written. A bad line elsewhere, a line whose sum fits but
    /// that is not the next of the chain, or a bad first line, which was flushed
    /// before the dossier became visible, is damage.
    init(_ bytes: [UInt8], of id: DossierID, safeguards: Safeguards = .all) {
        var expected = linkBefore(id)
        while validLength < bytes.count {
            let rest = bytes[validLength...]
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
                tail = lines.isEmpty ? damage("its end is missing") : .torn(rest.count)
                return
            }
            do throws(EventLine.Fault) {
                let line = try EventLine(rest[..<end], checksum: safeguards.has(.checksum))
                if line.number != lines.count + 1 {
                    tail = damage("event \(line.number) stands where \(lines.count + 1) belongs")
                    return
                }
                if line.previous != expected, safeguards.has(.chain) {
                    tail = damage("it does not follow from the line before")
                    return
                }
                let hash = SHA256.hash(rest[..<end])
                lines.append(Line(line: line, hash: hash))
                expected = link(from: hash)
                validLength = end + 1
            } catch {
                let isTorn = error == .checksum && end + 1 == bytes.count && !lines.isEmpty
                let reason = error == .checksum ? "its checksum does not fit" : "it is no event"
                tail = isTorn ? .torn(rest.count) : damage(reason)
                return
            }
        }
        if lines.isEmpty { tail = damage("the journal is empty") }
    }

    private func damage(_ reason: String) -> JournalTail {
        .damaged(line: lines.count + 1, reason: reason)
    }

    /// What the next line has to name as the line before.
    func nextLink(_ id: DossierID) -> String {
        lines.last.map { link(from: $0.hash) } ?? linkBefore(id)
    }
}

/// How a journal ends.
package enum JournalTail: Sendable, Equatable {
    /// With a whole line.
    case whole
    /// With so many bytes that a stopped writer left; the next writer sets them aside.
    case torn(Int)
    /// Not where it should: from this line on nothing can be trusted.
    case damaged(line: Int, reason: String)

    package var state: JournalState {
        switch self {
        case .whole: .whole
        case .torn: .torn
        case .damaged: .damaged
        }
    }
}

/// The word for how a journal ends.
package enum JournalState: String, Sendable {
    case whole, torn, damaged
}

/// 16 bytes of a line's hash, in hexadecimal.
func link(from hash: [UInt8]) -> String { hexadecimal(hash.prefix(16)) }

/// What the first line names: the dossier, so that journals cannot be exchanged.
func linkBefore(_ id: DossierID) -> String { link(from: SHA256.hash(id.description.utf8)) }
