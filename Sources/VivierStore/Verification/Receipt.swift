internal import VivierCrypto

/// What a candidate can show: the number of the dossier and a code that only this
/// store makes, over that number and the first line of the journal.
package struct Receipt: Sendable, Equatable {
    package let id: DossierID
    /// 16 characters of base 32 in groups of four: `abcd-efgh-ijkl-mnop`.
    package let code: String
    /// When it was received.
    package let time: Instant
}

extension Store {
    /// The receipt of a dossier.
    package func receipt(for dossier: Dossier) throws(StoreError) -> Receipt {
        guard let first = dossier.events.first else {
            throw .damaged(dossier.id, line: 1, reason: "it cannot be read")
        }
        let bytes = Array(dossier.id.description.utf8) + [0] + first.hash
        let digits = Array(base32(key.code(for: .receipt, bytes).prefix(10)))
        let groups = stride(from: 0, to: 16, by: 4).map { String(digits[$0..<$0 + 4]) }
        return Receipt(
            id: dossier.id,
            code: groups.joined(separator: "-"),
            time: first.time
        )
    }

    /// Whether `code` is the code of this receipt, however it was typed.
    package func isGenuine(_ code: String, of receipt: Receipt) -> Bool {
        func letters(_ text: String) -> [UInt8] {
            text.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
        }
        return isEqualInConstantTime(letters(code), letters(receipt.code))
    }
}
