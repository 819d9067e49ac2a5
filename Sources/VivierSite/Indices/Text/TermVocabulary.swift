import Synchronization

/// The terms of all rows of one list, numbered while many threads read them.
///
/// Which number a term gets depends on who comes first; nothing that is written does.
final class TermVocabulary: Sendable {
    let rules: TermRules
    private let stopWords: Set<[UInt8]>
    private let terms = Mutex(ByteTable())

    init(_ rules: TermRules) {
        self.rules = rules
        stopWords = Set(rules.stopWords.map { Array($0.utf8) })
    }

    func isStopWord(_ word: ArraySlice<UInt8>) -> Bool { stopWords.contains(Array(word)) }

    func number(of term: ArraySlice<UInt8>) -> Int {
        terms.withLock { $0.number(of: term).number }
    }

    /// All terms, by number.
    var all: ByteTable { terms.withLock { $0 } }
}

/// A term of a row: its number in the vocabulary, and whether it stands in its title.
struct RowTerm: Sendable {
    let code: UInt32

    init(_ term: Int, isStrong: Bool) { code = UInt32(term) << 1 | (isStrong ? 1 : 0) }

    var term: Int { Int(code >> 1) }
    var isStrong: Bool { code & 1 == 1 }
}

/// Reads the terms of rows, on one thread.
///
/// A word that was met before costs one look into a table: no stem is looked for,
/// no lock taken.
final class TermReader {
    private let vocabulary: TermVocabulary
    private var scan = WordScan(readsParts: true)
    private var words = ByteTable()
    /// The term of each word; `nil` for a stop word.
    private var termOfWord: [Int?] = []
    /// For each term, twice the row that it was last met in, and 1 more where it was strong.
    private var lastMet: [Int] = []
    private var met: [Int] = []
    private var row = 0

    init(_ vocabulary: TermVocabulary) { self.vocabulary = vocabulary }

    /// The terms of one row, each once, in no order that matters.
    func terms(strong: [String], weak: [String], html: [UInt8]) -> [RowTerm] {
        row += 1
        met.removeAll(keepingCapacity: true)
        for text in strong { scan.words(of: text) { note($0, isStrong: true) } }
        for text in weak { scan.words(of: text) { note($0, isStrong: false) } }
        scan.words(ofHTML: html) { note($0, isStrong: false) }
        return met.map { RowTerm($0, isStrong: lastMet[$0] & 1 == 1) }
    }

    private func note(_ word: ArraySlice<UInt8>, isStrong: Bool) {
        let (number, isNew) = words.number(of: word)
        if isNew { termOfWord.append(term(of: word)) }
        guard let term = termOfWord[number] else { return }
        if term >= lastMet.count {
            lastMet += repeatElement(0, count: term + 1024 - lastMet.count)
        }
        if lastMet[term] >> 1 != row {
            lastMet[term] = row << 1
            met.append(term)
        }
        if isStrong { lastMet[term] |= 1 }
    }

    private func term(of word: ArraySlice<UInt8>) -> Int? {
        if vocabulary.isStopWord(word) { return nil }
        return vocabulary.number(of: word.prefix(vocabulary.rules.stemLength(of: word)))
    }
}
