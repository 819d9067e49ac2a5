import Testing

@testable import VivierStore

/// What every place for dossiers has to do, whatever it is made of.
///
/// A new backend adds one case to ``Backend`` and has to pass all of it.
@Suite("DossierStore", .serialized)
struct ConformanceTests {
    private let id = DossierID(time: noon, random: [UInt8](repeating: 7, count: 10))
    private let other = DossierID(time: noon, random: [UInt8](repeating: 9, count: 10))

    @Test("what was published is what is read back", arguments: Backend.allCases)
    func publishAndRead(_ backend: Backend) throws {
        try backend.run { store throws in
            let publication = try store.publish(id)
            let dossier = try store.read(id)
            #expect(publication == .published(dossier))
            #expect(dossier.events.map(\.number) == [1])
            #expect(dossier.events.map(\.kind) == ["received"])
            #expect(String(decoding: dossier.events[0].data, as: UTF8.self) == #"{"form":"apply"}"#)
            #expect(dossier.tail == .whole)
        }
    }

    @Test("a number is given once", arguments: Backend.allCases)
    func duplicate(_ backend: Backend) throws {
        try backend.run { store throws in
            let first = try store.publish(id, files: ["one"])
            #expect(first == .published(try store.read(id)))
            #expect(try store.publish(id, files: ["two"]) == .duplicate(id))
            #expect(try store.list() == [id])
            expectRefusal("damaged-file") { _ = try store.file(sha256("two"), of: id) }
        }
    }

    @Test(
        "files come back as they were, and the same file is kept once",
        arguments: Backend.allCases
    )
    func files(_ backend: Backend) throws {
        let long = String(repeating: "é", count: 100_000)
        try backend.run { store throws in
            _ = try store.publish(id, files: ["", "cv", "cv", long])
            for text in ["", "cv", long] {
                let bytes = try store.file(sha256(text), of: id)
                #expect(String(decoding: bytes, as: UTF8.self) == text)
            }
            expectRefusal("damaged-file") { _ = try store.file(sha256("else"), of: id) }
        }
    }

    @Test("a file that is taken back is not there", arguments: Backend.allCases)
    func droppedFile(_ backend: Backend) throws {
        try backend.run { store throws in
            _ = try store.publish(id, files: ["letter"], dropping: "cv")
            #expect(try store.file(sha256("letter"), of: id) == Array("letter".utf8))
            expectRefusal("damaged-file") { _ = try store.file(sha256("cv"), of: id) }
        }
    }

    @Test("events follow one another without a gap", arguments: Backend.allCases)
    func append(_ backend: Backend) throws {
        try backend.run { store throws in
            _ = try store.publish(id)
            for number in 2...5 {
                let appended = try store.append(try event("note"), to: id, expecting: number - 1)
                #expect(appended.number == number)
                #expect(try store.read(id).head == appended.hash)
            }
            #expect(try store.read(id).events.map(\.number) == [1, 2, 3, 4, 5])
        }
    }

    @Test("who decided on an older state is refused", arguments: Backend.allCases)
    func conflict(_ backend: Backend) throws {
        try backend.run { store throws in
            _ = try store.publish(id)
            _ = try store.append(try event("note"), to: id, expecting: 1)
            expectRefusal("conflict") { _ = try store.append(try event(), to: id, expecting: 1) }
            #expect(try store.read(id).events.count == 2)
        }
    }

    @Test("a source counts once, and is answered with its event", arguments: Backend.allCases)
    func source(_ backend: Backend) throws {
        try backend.run { store throws in
            _ = try store.publish(id)
            let first = try store.append(try event("note", source: "a"), to: id, expecting: nil)
            _ = try store.append(try event("note", source: "b"), to: id, expecting: nil)
            let again = try store.append(try event("note", source: "a"), to: id, expecting: 1)
            #expect(again.number == first.number)
            #expect(again.hash == first.hash)
            #expect([first.isRepeated, again.isRepeated] == [false, true])
            #expect(try store.read(id).events.count == 3)
        }
    }

    @Test("what is not there is said not to be there", arguments: Backend.allCases)
    func absent(_ backend: Backend) throws {
        try backend.run { store throws in
            expectRefusal("no-such-dossier") { _ = try store.read(id) }
            expectRefusal("no-such-dossier") {
                _ = try store.append(try event(), to: id, expecting: nil)
            }
            expectRefusal("no-such-dossier") { try store.erase(id, reason: "asked", at: noon) }
            #expect(try store.list() == [])
        }
    }

    @Test("numbers are listed in their order", arguments: Backend.allCases)
    func list(_ backend: Backend) throws {
        try backend.run { store throws in
            for id in [id, other] { _ = try store.publish(id) }
            #expect(try store.list() == [id, other].sorted())
        }
    }

    @Test("what was erased is gone, and its number is not given again", arguments: Backend.allCases)
    func erase(_ backend: Backend) throws {
        try backend.run { store throws in
            _ = try store.publish(id, files: ["cv"])
            _ = try store.publish(other)
            #expect(try store.erase(id, reason: "asked", at: noon))
            #expect(try !store.erase(id, reason: "asked", at: noon))
            #expect(try store.list() == [other])
            expectRefusal("erased") { _ = try store.read(id) }
            expectRefusal("erased") { _ = try store.append(try event(), to: id, expecting: nil) }
            #expect(try store.publish(id) == .erased(id))
            #expect(try store.list() == [other])
        }
    }
}
