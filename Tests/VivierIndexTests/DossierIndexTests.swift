import Foundation
import Testing
import VivierModel
import VivierStore
import VivierTestSupport
import VivierWorkflow

@testable import VivierIndex

@Suite("DossierIndex")
struct DossierIndexTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        try Store.create(at: folder.path + "/store", reserve: 4096)
        store = try Store(opening: folder.path + "/store")
    }

    private func event(_ kind: String, minute: Int, _ data: String = "{}") throws -> NewEvent {
        try NewEvent(
            kind: kind,
            by: "test",
            source: "",
            time: Instant(milliseconds: 1_795_262_400_000).advanced(seconds: minute * 60),
            data: Array(data.utf8)
        )
    }

    /// A dossier for one of three offers, received a minute after the one before.
    @discardableResult
    private func receive(_ number: Int) throws -> DossierID {
        let id = store.dossierID(form: "apply", idempotencyKey: "\(number)")
        let data = #"{"form":"apply","offer":"o\#(number % 3)","source":"http"}"#
        let staged = try store.stage()
        _ = try store.publish(staged, as: id, first: try event("received", minute: number, data))
        return id
    }

    private func listed(_ filter: DossierFilter = DossierFilter()) throws -> [DossierSummary] {
        try DossierIndex(of: store).summaries(filter)
    }

    private func read(_ filter: DossierFilter = DossierFilter()) throws -> [DossierSummary] {
        try store.summaries(filter)
    }

    @Test("knows whose letter is not done with, oldest first, and forgets who was sent it")
    func openLetters() throws {
        let ids = try (0..<4).map { try receive($0) }
        #expect(try DossierIndex(of: store).openLetters().map(\.id) == ids)
        let letter = #"{"mail":"acknowledgement-1"}"#
        _ = try store.append(try event("mail-queued", minute: 9, letter), to: ids[1])
        _ = try store.append(try event("note", minute: 9), to: ids[2])
        _ = try store.append(try event("mail-sent", minute: 9, letter), to: ids[3])
        let left = try DossierIndex(of: store).openLetters()
        #expect(left.map(\.id) == Array(ids[..<3]))
        #expect(left.map(\.isPromised) == [false, true, false])
        #expect(left.map(\.form) == ["apply", "apply", "apply"])
    }

    @Test("a table of an earlier program is made anew")
    func earlier() throws {
        try receive(1)
        let database = try Database(store.indexPath)
        try database.run("CREATE TABLE dossiers (id TEXT PRIMARY KEY, received INTEGER)")
        #expect(try listed() == read())
    }

    @Test("lists what the journals say, with every filter")
    func filters() throws {
        for number in 0..<9 { try receive(number) }
        var filter = DossierFilter()
        #expect(try listed() == read())
        filter.offer = "o1"
        filter.form = "apply"
        filter.since = Instant(milliseconds: 1_795_262_400_000).advanced(seconds: 120)
        #expect(try listed(filter) == read(filter))
        #expect(try listed(filter).count == 2)
        filter.offer = "o1' OR '1'='1"
        #expect(try listed(filter) == [])
    }

    @Test("sees what was received, appended, torn and erased since")
    func changes() throws {
        let ids = try (0..<4).map { try receive($0) }
        #expect(try listed() == read())
        _ = try store.append(try event("note", minute: 9), to: ids[0])
        try receive(4)
        try store.erase(ids[1], reason: "asked", at: Instant(milliseconds: 0))
        #expect(try listed() == read())
        #expect(try listed().map(\.last).sorted() == ["note", "received", "received", "received"])
    }

    @Test("is the same made anew, deleted, or damaged")
    func cache() throws {
        for number in 0..<5 { try receive(number) }
        let before = try listed()
        #expect(try DossierIndex.rebuild(of: store) == 5)
        #expect(try listed() == before)
        try FileManager.default.removeItem(atPath: store.indexPath)
        #expect(try listed() == before)
        try Data("no database at all, but long enough to be taken for one".utf8)
            .write(to: URL(filePath: store.indexPath))
        #expect(try listed() == before)
    }

    @Test("sees a submission that was announced before a list and came after it")
    func announced() throws {
        try receive(0)
        let late = store.dossierID(form: "apply", idempotencyKey: "7")
        let log = URL(filePath: folder.path + "/store/index.log")
        try (Data(contentsOf: log) + Data("\(late)\n".utf8)).write(to: log)
        #expect(try listed().count == 1)
        try receive(7)
        #expect(try listed().map(\.id).contains(late))
    }

    @Test("a log that holds what is no number is made up for")
    func badLog() throws {
        try receive(0)
        _ = try listed()
        let log = URL(filePath: folder.path + "/store/index.log")
        try (Data(contentsOf: log) + Data("half a num".utf8)).write(to: log)
        try receive(1)
        #expect(try listed() == read())
        try receive(2)
        try FileManager.default.removeItem(at: log)
        #expect(try listed() == read())
    }

    @Test("knows who was selected, hired and has begun, as the journals do")
    func standings() throws {
        let ids = try (0..<7).map { try receive($0 * 3) }
        let index = try DossierIndex(of: store)
        let events: [[CaseEvent]] = [
            [], [.selected(vacancy: "o0", isCalled: false)],
            [.selected(vacancy: "o0", isCalled: false), .offerAccepted(vacancy: "o0")],
            [.offerAccepted(vacancy: "o0"), .started(vacancy: "o0", date: Day(number: 20_000))],
            [.selected(vacancy: "o0", isCalled: false), .undone(event: 2)],
            [.selected(vacancy: "o0", isCalled: false), .offerDeclined(vacancy: "o0")], [],
        ]
        for (id, happened) in zip(ids, events) {
            for event in happened {
                _ = try store.append(
                    try NewEvent(event, by: "hr:ab", at: Instant(milliseconds: 0)),
                    to: id
                )
            }
        }
        try store.erase(ids[6], reason: "asked", at: Instant(milliseconds: 0))
        try index.refresh()
        let folded = try ids[1...5].map { CaseStanding(try store.read($0)) }.filter { !$0.isEmpty }
        let known = try index.standings(of: "o0", without: ids[0])
        #expect(Set(known.map(\.rawValue)) == Set(folded.map(\.rawValue)))
        #expect(known.count == 3)
        #expect(VacancyState(positions: 4, standings: known).hasRoom)
        #expect(try index.standings(of: "o0", without: ids[1]).count == 2)
        #expect(try index.standings(of: "o1", without: ids[0]).isEmpty)
    }

    @Test("knows who has a post by another dossier, of the same vacancy or not")
    func hiredElsewhere() throws {
        let id = try receive(0)
        let reader = store.reader(of: try store.read(id))
        let hired = try NewEvent(
            .offerAccepted(vacancy: "o0"),
            by: "hr:ab",
            at: Instant(milliseconds: 0)
        )
        _ = try store.append(hired, to: id)
        let other = try receive(3)
        let index = try DossierIndex(of: store)
        #expect(try index.isHired([reader], otherwiseThanBy: other))
        #expect(try !index.isHired([reader], otherwiseThanBy: id))
        #expect(try !index.isHired([], otherwiseThanBy: other))
    }

    @Test(
        "knows whom the team takes for one person, as the journals do, and forgets who is gone (B-24)"
    )
    func joined() throws {
        let ids = try (0..<3).map { try receive($0) }
        let readers = try ids.map { store.reader(of: try store.read($0)) }
        let word = try store.newPersonWord()
        let index = try DossierIndex(of: store)
        for id in ids {
            let event = try NewEvent(
                .personJoined(as: word),
                by: "hr:ab",
                at: Instant(milliseconds: 0)
            )
            _ = try store.append(event, to: id)
        }
        try index.refresh()
        #expect(try index.joinedReaders().person(of: readers[0]) == Set(readers))
        let parted = try NewEvent(
            .personParted(as: word),
            by: "hr:ab",
            at: Instant(milliseconds: 0)
        )
        _ = try store.append(parted, to: ids[0])
        #expect(try store.read(ids[0]).everyPersonWord == [word])
        try index.refresh()
        #expect(try index.joinedReaders().person(of: readers[0]) == [readers[0]])
        #expect(try index.joinedReaders().person(of: readers[1]) == Set(readers[1...]))
        try store.erase(ids[1], reason: "asked", at: Instant(milliseconds: 0))
        #expect(try DossierIndex.rebuild(of: store) == 2)
        #expect(try DossierIndex(of: store).joinedReaders().person(of: readers[2]) == [readers[2]])
    }
}
