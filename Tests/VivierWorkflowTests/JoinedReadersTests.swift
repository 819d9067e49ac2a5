import Testing
import VivierStore
import VivierWorkflow

@Suite("Readers taken for one person (B-24)")
struct JoinedReadersTests {
    private let readers: [ReaderID]

    init() throws {
        readers = try "abcde".map { letter in
            try #require(ReaderID(String(letter) + String(repeating: "a", count: 25)))
        }
    }

    @Test("who share a word are one person, and so are those who share another with one of them")
    func closure() {
        var joined = JoinedReaders()
        joined.count(["x"], of: readers[0])
        joined.count(["x", "y"], of: readers[1])
        joined.count(["y"], of: readers[2])
        joined.count(["z"], of: readers[3])
        for reader in readers[..<3] {
            #expect(joined.person(of: reader) == Set(readers[..<3]))
        }
        #expect(joined.person(of: readers[3]) == [readers[3]])
        #expect(joined.person(of: readers[4]) == [readers[4]])
        #expect(joined.words(of: readers[1]) == ["x", "y"])
        #expect(joined.everybody == Set(readers[..<4]))
        #expect(
            joined.persons(of: [readers[4]], saying: ["y"]) == Set(readers[..<3] + [readers[4]])
        )
    }

    @Test(
        "a word that one reader alone has means nothing: who said it was stopped, or the others are gone"
    )
    func alone() {
        var joined = JoinedReaders()
        joined.count(["x"], of: readers[0])
        joined.count(["x"], of: readers[0])
        #expect(joined.person(of: readers[0]) == [readers[0]])
        joined.count(["x"], of: readers[1])
        #expect(joined.person(of: readers[0]) == Set(readers[..<2]))
    }

    @Test("a word counts for a reader as long as one of their dossiers has it")
    func counted() {
        var joined = JoinedReaders()
        for reader in [readers[0], readers[0], readers[1]] { joined.count(["x"], of: reader) }
        joined.count(["x"], of: readers[0], -1)
        #expect(joined.person(of: readers[1]) == Set(readers[..<2]))
        joined.count(["x"], of: readers[0], -1)
        #expect(joined.person(of: readers[1]) == [readers[1]])
        joined.count(["x"], of: readers[1], -1)
        #expect(joined == JoinedReaders(), "nothing is left of who is gone")
    }

    @Test("what is counted in any order is what is counted at once")
    func order() {
        var random = SplitMix(state: 24)
        for _ in 0..<200 {
            var said: [(reader: ReaderID, words: [String])] = []
            var joined = JoinedReaders()
            for _ in 0..<20 {
                if random.below(3) == 0, !said.isEmpty {
                    let gone = said.remove(at: random.below(said.count))
                    joined.count(gone.words, of: gone.reader, -1)
                } else {
                    let words = ["x", "y", "z"].filter { _ in random.below(2) == 0 }
                    said.append((readers[random.below(5)], words))
                    joined.count(words, of: said[said.count - 1].reader)
                }
            }
            var whole = JoinedReaders()
            for one in said { whole.count(one.words, of: one.reader) }
            #expect(joined == whole)
            for reader in readers {
                for other in whole.person(of: reader) {
                    #expect(whole.person(of: other) == whole.person(of: reader))
                }
            }
        }
    }
}
