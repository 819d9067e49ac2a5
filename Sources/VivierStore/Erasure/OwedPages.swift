internal import VivierFiles

/// A dossier that was erased, and whose pages may still show it.
package struct OwedPages: Sendable, Equatable {
    package let id: DossierID
    package let reader: ReaderID
    /// The words by which it was joined with dossiers of other readers.
    package let persons: [String]
}

extension Store {
    /// The pages that were not made after an erasure, since who erased was stopped, or is on the way.
    package func owedPages() throws(StoreError) -> [OwedPages] {
        guard exists(layout.owed) else { return [] }
        return try onDisk { () throws(SystemCallError) in
            var found: [OwedPages] = []
            for id in try names(in: layout.owed).compactMap(DossierID.init).sorted()
            where isErased(id) {
                if let owed = try owed(id) { found.append(owed) }
            }
            return found
        }
    }

    /// Notes that nothing shows an erased dossier any more.
    package func settlePages(of id: DossierID) throws(StoreError) {
        guard exists(layout.owed) else { return }
        try onDisk { () throws(SystemCallError) in try deleteFile("\(layout.owed)/\(id)") }
    }

    /// Notes whose pages show a dossier, before it is erased: afterwards nobody knows.
    ///
    /// Where the pages of everybody were never made that is not needed: they all are, then. Nothing of it stands
    /// in the way of an erasure; what cannot be noted is found by `vivier-intake spaces`.
    func owePages(of id: DossierID) {
        guard exists(layout.pressed), let dossier = try? read(id) else { return }
        let words = ["vivier-owed 1 \(reader(of: dossier))"] + dossier.everyPersonWord
        let line = Array((words.joined(separator: " ") + "\n").utf8)
        do throws(SystemCallError) {
            if try makePrivateFolder(layout.owed) { try syncFolder(root) }
            try publishFile(
                line,
                at: "\(layout.owed)/\(id)",
                temporary: "\(layout.temporary)/owed.\(processNumber()).\(id)"
            )
        } catch {
            // The erasure matters more.
        }
    }

    /// `nil` for what was settled since it was listed, or cannot be read.
    private func owed(_ id: DossierID) throws(SystemCallError) -> OwedPages? {
        do throws(SystemCallError) {
            let text = String(decoding: try readFile("\(layout.owed)/\(id)"), as: UTF8.self)
            let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
            guard words.count >= 3, words[0] == "vivier-owed", words[1] == "1", text.hasSuffix("\n")
            else { return nil }
            return ReaderID(words[2]).map {
                OwedPages(id: id, reader: $0, persons: Array(words.dropFirst(3)))
            }
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }
}
