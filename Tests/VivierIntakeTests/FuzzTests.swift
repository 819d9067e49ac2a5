import Testing
import VivierIntake

/// Broken bodies from a seed: no trap, and the same result however they are cut.
@Suite("broken bodies")
struct FuzzTests {
    private static let seeds: [(type: String, body: String)] = [
        (
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"a\"; filename*=utf-8''%C3%A9\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--b\r\n"
                + "Content-Disposition: form-data; name=a\r\nContent-Type: text/plain;\r\n"
                + " charset=latin1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "=41=\r\n\r\n--b--\r\n"
        ),
        ("application/x-www-form-urlencoded", "a=b+c%20d&é=%C3%A9&&=&x=%zz"),
        (
            "application/json",
            #"{"a": [1.5e3, true, null, "\ud83d\ude00"], "b": {"c": [{"d": ""}]}}"#
        ),
    ]

    private static let splinters: [String] = [
        "\r\n--b", "--b--", "\r", "\n", "\0", "\"", "\\", ";", "=", "%", "%22", ":", "&", "{", "[",
        "}", "]", ",", "\\u", "filename*", "é", " ", "\r\n\r\n", "1e", "-",
    ]

    @Test("are refused or read, alike in every cut", arguments: 0..<3)
    func fuzz(kind: Int) {
        let (type, body) = Self.seeds[kind]
        var generator = SeededGenerator(seed: UInt64(kind) + 1)
        for _ in 0..<4_000 {
            var bytes = Array(body.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                Self.damage(&bytes, &generator)
            }
            #expect(readInEveryWay(bytes, as: type).count == 1, "\(bytes)")
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 0...8, using: &generator))
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.removeSubrange(place..<end)
        case 1:
            bytes.insert(
                contentsOf: splinters.randomElement(using: &generator)?.utf8 ?? "".utf8,
                at: place
            )
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
        default:
            if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
        }
    }
}
