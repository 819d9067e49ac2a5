import Foundation
import Testing
import VivierCrypto
import VivierSpaces
import VivierTestSupport

private let secret = PageSecret(Array(0..<32))

@Suite("Sealed page")
struct SealedPageTests {
    /// `Tests/Spaces` opens the same file with the browser's own cryptography.
    @Test("a page has the bytes that docs/sealed-pages.md describes")
    func vector() throws {
        let plain = #"{"format":1,"kind":"home","language":"fr","title":"Où","html":"<h1>Où</h1>"}"#
        let sealed = SealedPage.seal(Array(plain.utf8), with: secret)
        let text = """
            {
              "code": "\(secret.code)",
              "name": "\(secret.name)",
              "plain": \(String(decoding: try JSONEncoder().encode(plain), as: UTF8.self)),
              "sealed": "\(hexadecimal(sealed))"
            }

            """
        let file = URL(filePath: #filePath).deletingLastPathComponent()
        try expectGolden(text, matches: file.appending(path: "Vectors/page.json"))
    }

    @Test(
        "opening gives back what was sealed, and spaces",
        arguments: [0, 1, 16_383, 16_384, 16_385, 80_000]
    )
    func roundTrip(count: Int) throws {
        let plain = [UInt8](repeating: 0x61, count: count)
        let sealed = SealedPage.seal(plain, with: secret)
        let opened = try #require(SealedPage.open(sealed, with: secret))
        #expect(opened.prefix(count).elementsEqual(plain))
        #expect(opened.dropFirst(count).allSatisfy { $0 == 0x20 })
    }

    @Test("only the order of magnitude of a page shows in its size")
    func sizes() {
        func size(_ count: Int) -> Int {
            SealedPage.seal([UInt8](repeating: 0x61, count: count), with: secret).count - 36
        }
        #expect(
            [0, 4096, 16_384, 16_385, 40_000].map(size) == [16_384, 16_384, 16_384, 32_768, 65_536]
        )
    }

    @Test("the same page has the same bytes, another has none in common")
    func deterministic() {
        let one = SealedPage.seal(Array("a".utf8), with: secret)
        #expect(one == SealedPage.seal(Array("a".utf8), with: secret))
        let other = SealedPage.seal(Array("b".utf8), with: secret)
        #expect(one[8..<20] != other[8..<20] && one[20..<36] != other[20..<36])
    }

    @Test("another secret, and a bit changed anywhere, open nothing")
    func refused() {
        let sealed = SealedPage.seal(Array("{}".utf8), with: secret)
        #expect(SealedPage.open(sealed, with: PageSecret(Array(1..<33))) == nil)
        #expect(SealedPage.open([], with: secret) == nil)
        for index in [0, 7, 8, 19, 20, 100, sealed.count - 1] {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << bit
                #expect(SealedPage.open(changed, with: secret) == nil)
            }
        }
    }

    @Test("a code is read however it was typed")
    func typed() {
        let code = secret.code
        #expect(code.count == 52)
        let groups = stride(from: 0, to: 52, by: 4).map { start in
            String(code.dropFirst(start).prefix(4))
        }
        for text in [
            code, "v1.\(code)", code.uppercased(), groups.joined(separator: "-"),
            " \(groups.joined(separator: " "))\n", "https://a.example/espace/#v1.\(code)",
        ] { #expect(PageSecret(code: text) == secret) }
    }

    @Test(
        "what is no code is none",
        arguments: [
            "", "v1.", "v2.aaaa", String(repeating: "a", count: 51),
            String(repeating: "1", count: 52),
        ]
    )
    func notTyped(text: String) { #expect(PageSecret(code: text) == nil) }
}

@Suite("HKDF")
struct HKDFTests {
    /// RFC 5869 §A.3 has no salt and no info.
    @Test("gives the first bytes of RFC 5869, test case 3")
    func known() {
        let key = hkdfSHA256([UInt8](repeating: 0x0b, count: 22), info: "")
        #expect(
            hexadecimal(key) == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
        )
    }
}
