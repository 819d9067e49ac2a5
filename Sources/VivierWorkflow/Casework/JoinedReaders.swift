package import VivierStore

/// Whom the team takes for one person, though they wrote from several addresses.
///
/// Dossiers have a word for it, of which readers that have it too are the same; readers who share one
/// word or another are all one person. A word that one reader alone has means nothing: whoever said it
/// was stopped on the way, or the others are gone.
package struct JoinedReaders: Sendable, Equatable {
    /// In how many of their dossiers: `[word][reader]`.
    private var readers: [String: [ReaderID: Int]] = [:]
    /// The same by who has them: `[reader] → words`.
    private var words: [ReaderID: Set<String>] = [:]

    package init() {}

    /// Takes the words of a dossier in; `step` is -1 to take them out again.
    package mutating func count(_ said: [String], of reader: ReaderID, _ step: Int = 1) {
        for word in said {
            let left = (readers[word]?[reader] ?? 0) + step
            readers[word, default: [:]][reader] = left > 0 ? left : nil
            if readers[word]?.isEmpty ?? false { readers[word] = nil }
            if left > 0 {
                words[reader, default: []].insert(word)
            } else {
                words[reader]?.remove(word)
                if words[reader]?.isEmpty ?? false { words[reader] = nil }
            }
        }
    }

    /// The words that dossiers of a reader have, in their order.
    package func words(of reader: ReaderID) -> [String] { words[reader]?.sorted() ?? [] }

    /// Everybody who has a word.
    package var everybody: Set<ReaderID> { Set(words.keys) }

    /// Everybody who is the same person as a reader, that reader included.
    ///
    /// - Complexity: O(words that they have).
    package func person(of reader: ReaderID) -> Set<ReaderID> { persons(of: [reader]) }

    /// Everybody who is the same person as one of some readers, or as somebody who has one of some words.
    package func persons(
        of some: some Sequence<ReaderID>,
        saying said: some Sequence<String> = []
    ) -> Set<ReaderID> {
        var found = Set(some)
        for word in said { found.formUnion(readers[word, default: [:]].keys) }
        var waiting = Array(found)
        while let reader = waiting.popLast() {
            for word in words[reader] ?? [] {
                for other in readers[word, default: [:]].keys where found.insert(other).inserted {
                    waiting.append(other)
                }
            }
        }
        return found
    }
}
