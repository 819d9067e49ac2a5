import Testing

@testable import VivierSite

@Suite("QR codes")
struct QRCodeTests {
    private let address = "https://emplois.aubrelle.example/inscription-intervenant/clairmaison/"

    @Test("three corners have the pattern that cameras look for, the fourth has not")
    func corners() throws {
        let code = try #require(QRCode(address))
        #expect(code.isDark.count == code.width * code.width)
        let ring = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
        func corner(_ row: Int, _ column: Int) -> [String] {
            (row..<row + 7).map { row in
                code.isDark[(row * code.width + column)...].prefix(7).map { $0 ? "#" : "." }
                    .joined()
            }
        }
        let far = code.width - 7
        #expect(corner(0, 0) == ring)
        #expect(corner(0, far) == ring)
        #expect(corner(far, 0) == ring)
        #expect(corner(far, far) != ring)
    }

    @Test("a longer text makes a larger code, and another text another code")
    func size() throws {
        let short = try #require(QRCode("https://a.example/"))
        let long = try #require(QRCode(address + String(repeating: "x", count: 200)))
        // Versions have 17 + 4n modules.
        #expect(short.width == 25)
        #expect(long.width > short.width && (long.width - 17) % 4 == 0)
        #expect(QRCode("https://a.example/") == short)
        #expect(QRCode("https://b.example/") != short)
    }

    @Test("the picture draws each dark module once, inside four light ones")
    func picture() throws {
        let code = try #require(QRCode(address))
        let side = code.width + 8
        let svg = code.svg
        #expect(
            svg.hasPrefix(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(side) \(side)\""
            )
        )
        var drawn = [Bool](repeating: false, count: code.isDark.count)
        for run in svg.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
            let column = try #require(Int(run.1)) - 4
            let row = try #require(Int(run.2)) - 4
            let count = try #require(Int(run.3))
            #expect(run.3 == run.4)
            for place in column..<column + count {
                #expect(!drawn[row * code.width + place])
                drawn[row * code.width + place] = true
            }
        }
        #expect(drawn == code.isDark)
    }

    @Test("a text that no code holds gives none")
    func tooLong() {
        #expect(QRCode(String(repeating: "x", count: 2331)) != nil)
        #expect(QRCode(String(repeating: "x", count: 2332)) == nil)
        #expect(QRCode("") == nil)
    }
}
