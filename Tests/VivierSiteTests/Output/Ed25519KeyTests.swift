import Testing
import VivierCrypto

@testable import VivierSite

@Suite("Register: keys")
struct Ed25519KeyTests {
    /// The second example of RFC 8032 §7.1, as PKCS #8 (RFC 8410 §7).
    private let pem = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7
        -----END PRIVATE KEY-----

        """
    private let signature =
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"

    @Test("signs as RFC 8032 has it")
    func vector() throws {
        let key = try #require(Ed25519Key(pem: Array(pem.utf8)))
        let made = try #require(key.signature(of: [0x72]))
        #expect(hexadecimal(made) == signature)
        #expect(key.hasSigned([0x72], made))
    }

    @Test("another text, and another signature, are not signed")
    func forged() throws {
        let key = try #require(Ed25519Key(pem: Array(pem.utf8)))
        var made = try #require(key.signature(of: [0x72]))
        #expect(!key.hasSigned([0x73], made))
        #expect(!key.hasSigned([], made))
        made[0] ^= 1
        #expect(!key.hasSigned([0x72], made))
        #expect(!key.hasSigned([0x72], []))
    }

    @Test("what is no key is none", arguments: ["", "nothing", "-----BEGIN PRIVATE KEY-----\n"])
    func noKey(text: String) {
        #expect(Ed25519Key(pem: Array(text.utf8)) == nil)
    }
}
