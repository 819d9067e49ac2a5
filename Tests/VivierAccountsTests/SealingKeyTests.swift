import Testing
import VivierCrypto

@Suite("Sealing to a public key")
struct SealingKeyTests {
    private let plain = Array("multipart/form-data\n\u{e9}".utf8)

    private func pair() throws -> SealingKey { try #require(SealingKey()) }

    @Test("what is sealed to a key opens with it alone, and for its form alone")
    func opens() throws {
        let (one, other, throwaway) = (try pair(), try pair(), try pair())
        let sealed = try #require(throwaway.seal(plain, to: one.publicKey, for: "apply"))
        #expect(one.open(sealed, for: "apply") == plain)
        #expect(one.open(sealed, for: "contact") == nil)
        #expect(other.open(sealed, for: "apply") == nil)
        #expect(throwaway.open(sealed, for: "apply") == nil)
        let same = try #require(SealingKey(privateKey: one.privateKey))
        #expect(same == one && same.open(sealed, for: "apply") == plain)
    }

    @Test("nothing that was changed or cut opens")
    func changed() throws {
        let key = try pair()
        let sealed = try #require(try pair().seal(plain, to: key.publicKey, for: "apply"))
        for index in sealed.indices {
            var other = sealed
            other[index] ^= 1
            #expect(key.open(other, for: "apply") == nil)
        }
        for count in 0..<sealed.count {
            #expect(key.open(Array(sealed.prefix(count)), for: "apply") == nil)
        }
    }

    @Test(
        "it opens in pieces of any size as it does at once",
        arguments: [1, 15, 16, 17, 81, 82, 4096]
    )
    func pieces(size: Int) throws {
        let key = try pair()
        for plain in [[], plain, [UInt8](repeating: 7, count: 10_000)] {
            let sealed = try #require(try pair().seal(plain, to: key.publicKey, for: "apply"))
            #expect(open(sealed, with: key, in: size) == plain)
            #expect(open(Array(sealed.dropLast()), with: key, in: size) == nil)
            #expect(open(sealed + [0], with: key, in: size) == nil)
        }
        #expect(open(Array("name=x".utf8), with: key, in: size) == nil)
    }

    private func open(_ sealed: [UInt8], with key: SealingKey, in size: Int) -> [UInt8]? {
        var opening = SealedOpening(key, for: "apply")
        var plain: [UInt8] = []
        for start in stride(from: 0, to: sealed.count, by: size) {
            plain += opening.open(Array(sealed[start..<min(start + size, sealed.count)]).span)
        }
        return opening.isWhole() ? plain : nil
    }

    @Test("what is no point of the curve, or no key, is refused")
    func points() throws {
        let key = try pair()
        var point = key.publicKey
        point[64] ^= 1
        #expect(key.seal(plain, to: point, for: "apply") == nil)
        let zero = [4] + [UInt8](repeating: 0, count: 64)
        #expect(key.seal(plain, to: zero, for: "apply") == nil)
        #expect(key.seal(plain, to: [], for: "apply") == nil)
        #expect(key.open(SealingKey.mark + zero + plain + plain, for: "apply") == nil)
        #expect(SealingKey(privateKey: []) == nil)
        #expect(SealingKey(privateKey: Array(key.privateKey.dropLast(60))) == nil)
    }
}
