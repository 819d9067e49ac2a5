import Foundation
import Testing
import VivierTestSupport

@testable import VivierStore

@Suite("Journal")
struct JournalTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let id = DossierID(time: noon, random: [UInt8](repeating: 7, count: 10))

    /// A dossier with four events.
    init() throws {
        folder = try TemporaryFolder()
        store = try makeStore(in: folder)
        _ = try store.publish(id)
        for note in ["a", "b", "c"] {
            _ = try store.append(try event("note", data: #"{"text":"\#(note)"}"#), to: id)
        }
    }

    private var path: URL { URL(filePath: store.layout.journal(id)) }
    private func lines() throws -> [String] {
        try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }
    private func write(_ lines: [String], end: String = "\n") throws {
        try Data((lines.joined(separator: "\n") + end).utf8).write(to: path)
    }
    private func tail() throws -> JournalTail { try store.read(id).tail }

    @Test("has the lines that FORMAT.md describes")
    func format() throws {
        #expect(
            try lines() == [
                #"{"n":1,"t":"2026-11-21T12:00:00.000Z","k":"received","by":"test","src":"","p":"c38f283de82a9bb1773a00335f7aa92f","d":{"form":"apply"},"c":"09c574a6"}"#,
                #"{"n":2,"t":"2026-11-21T12:00:00.000Z","k":"note","by":"test","src":"","p":"17510840aab3fe26d34f59a39dba3703","d":{"text":"a"},"c":"357e1795"}"#,
                #"{"n":3,"t":"2026-11-21T12:00:00.000Z","k":"note","by":"test","src":"","p":"ee8cd50c0b69ff4ac93051d27ae240cb","d":{"text":"b"},"c":"3bb043e0"}"#,
                #"{"n":4,"t":"2026-11-21T12:00:00.000Z","k":"note","by":"test","src":"","p":"7a1585bd27bb0980f1b8e901a5830b19","d":{"text":"c"},"c":"f53e4ffc"}"#,
            ]
        )
    }

    @Test("an end that a stopped writer left is seen, set aside and written down")
    func tornEnd() throws {
        let whole = try lines()
        for torn in [#"{"n":5,"t":"2026"#, "\u{0}\u{0}\u{0}", "{\n"] {
            try write(whole, end: "\n" + torn)
            #expect(try tail() == .torn(torn.utf8.count))
            let appended = try store.append(try event("note"), to: id)
            #expect(appended.number == 6)
            let events = try store.read(id).events
            #expect(events.map(\.kind).suffix(2) == ["repaired", "note"])
            let kept = try #require(events[4].value["quarantine"]?.string)
            let bytes = try store.quarantinedBytes(try #require(QuarantineID(kept)))
            #expect(bytes == Array(torn.utf8))
        }
    }

    @Test("a bad line before the end is damage, and nothing is written any more")
    func damage() throws {
        var changed = try lines()
        changed[1] = changed[1].replacingOccurrences(of: #""a""#, with: #""x""#)
        try write(changed)
        #expect(try tail() == .damaged(line: 2, reason: "its checksum does not fit"))
        expectRefusal("damaged") { _ = try store.append(try event("note"), to: id) }
        #expect(try lines() == changed)
    }

    @Test("a bad first line is damage: it was flushed before anybody saw it")
    func firstLine() throws {
        try write(["x"])
        #expect(try tail() == .damaged(line: 1, reason: "its checksum does not fit"))
        try write([], end: "")
        #expect(try tail() == .damaged(line: 1, reason: "the journal is empty"))
        try FileManager.default.removeItem(at: path)
        expectRefusal("damaged") { _ = try store.read(id) }
    }

    @Test("lines that were exchanged, doubled or taken out are seen")
    func order() throws {
        let whole = try lines()
        let changes = [
            [0, 2, 1, 3], [0, 1, 1, 2, 3], [0, 2, 3], [1, 2, 3], [0, 1, 2, 3, 3], [3, 2, 1, 0],
        ]
        for change in changes {
            try write(change.map { whole[$0] })
            guard case .damaged = try tail() else {
                Issue.record("\(change) was not seen")
                continue
            }
        }
    }

    @Test("the journal of another dossier is not taken for this one's")
    func exchanged() throws {
        let other = DossierID(time: noon, random: [UInt8](repeating: 8, count: 10))
        _ = try store.publish(other)
        try Data(contentsOf: URL(filePath: store.layout.journal(other))).write(to: path)
        #expect(try tail() == .damaged(line: 1, reason: "it does not follow from the line before"))
    }

    @Test("every bit that is turned is seen")
    func bits() throws {
        let whole = try Data(contentsOf: path)
        for index in stride(from: 0, to: whole.count, by: 7) {
            var changed = Array(whole)
            changed[index] ^= 1 << (index % 8)
            #expect(JournalScan(changed, of: id).tail != .whole, "byte \(index)")
        }
    }

    @Test(
        "what cannot be an event is refused",
        arguments: [
            ("Kind", "", "{}"), ("", "", "{}"), ("note", "a\"b", "{}"), ("note", "é", "{}"),
            ("note", "", "[]"), ("note", "", "{"), ("note", "", #"{"a":1}}"#), ("note", "", ""),
        ]
    )
    func invalid(kind: String, source: String, data: String) {
        expectRefusal("invalid-event") { _ = try event(kind, source: source, data: data) }
    }

    @Test("data on several lines is written in one")
    func oneLine() throws {
        let new = try event("note", data: "{\n \"a\" : [1, 2.50, \"\\u00e9\\n\"]\n}")
        #expect(String(decoding: new.data, as: UTF8.self) == #"{"a":[1,2.50,"é\n"]}"#)
    }
}
