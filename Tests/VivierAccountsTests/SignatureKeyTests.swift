import Testing
import VivierCrypto

// Made with openssl(1): the text 'head.claims', signed by a key of each kind.
private let text = Array("head.claims".utf8)
private let modulus =
    "wHWUrlmS0eAoELw6Rg3Fi4wKHAxXTOvMn8PTMO1k5s8wJDsXPlFW72BTARhrIuzeo40BOLroGkqLdrF-rbaDB_HuviDs_Vp-"
    + "myhN5kASQpXMGbOnSSG7NDdqUsGmxhoklzHbE7i2CWXPdyOYC8AVbJ9NRVBZnWbYzyZrcmjnDntxmKnpg4uKtCXjGbCb2X0M"
    + "4ZzPFwK01g9UkeyWt7-xVn5GTEDgODLZGcvpXnExxl1p_e84Ei-H6BWkV-_1vnnjosvBcytwv1T6TlHtvOpo0Sx5ATCr9Zdq"
    + "FxQD6brOtUVTLfvP9N1ISy7EZ-6lCiD0JMNeIIYnfM3aSmtc1PjQww"
private let signedByRSA =
    "gg61LEoIEWBTt5PKVb-tDLLplRrmpLtiIp4rRCeOphydJpx9qrbei09CjcZRjJUfTw4hcjw-rXXrzjic2UnNtMUDrhpeGSGf"
    + "sfOi75X4g29a2HZxMFDG0yUSGIiGyjC0z5FSXnm_f6RFYCmCMbqoiD14pKkfMy6hm8LZGGT6hfwZN0655jFmRdg14XcnydywQ"
    + "WtAok0S0epUgPJxmaYF0OA7gyHDlEtAXHE5llIo6xV21YKR7YTMb8bToY6VnXinocFWjoUH-7H7cuoDxXPcCoVQHqFmd1Zam"
    + "D545TiiklTuGT-WUEJ6N9Wjy3Tvyb7kSm81DaDX2bn1dIXPVR3VmA"
private let x = "d9yE0rOjUw3gm7CuSEzZtj2UboOaDjbm33-FvmVipd0"
private let y = "nP0Dv-EGpoHJYOfLo48ihqRVW3ktM9M3sgsEaR2ZlNg"
private let signedByCurve =
    "uf71pL570eNvRJNwvq0wfVdR4WnuVHsvHRN4RX9zojo1ruAGJtuX7ad4UH29fnSMSCwnBzWlaVgIzC6lJbrOmw"

private func plain(_ text: String) throws -> [UInt8] { try #require(bytes(base64URL: text)) }

@Suite("A key that signatures are checked with")
struct SignatureKeyTests {
    @Test("knows what it signed, to the last bit")
    func signatures() throws {
        let rsa = SignatureKey(modulus: try plain(modulus), exponent: [1, 0, 1])
        let curve = SignatureKey(x: try plain(x), y: try plain(y))
        for (key, written) in [(rsa, signedByRSA), (curve, signedByCurve)] {
            let key = try #require(key)
            let signature = try plain(written)
            #expect(key.hasSigned(text, signature))
            #expect(!key.hasSigned(text + [0], signature))
            #expect(!key.hasSigned(text, []))
            #expect(!key.hasSigned(text, signature + [0]))
            for place in stride(from: 0, to: signature.count, by: 5) {
                var changed = signature
                changed[place] ^= 1
                #expect(!key.hasSigned(text, changed))
            }
            #expect(!key.hasSigned(text, [UInt8](repeating: 0, count: signature.count)))
        }
    }

    @Test("is none if it is too short, too long, or no point of the curve")
    func oddKeys() throws {
        let (number, one, other) = (try plain(modulus), try plain(x), try plain(y))
        #expect(SignatureKey(modulus: Array(number.prefix(128)), exponent: [1, 0, 1]) == nil)
        #expect(SignatureKey(modulus: [UInt8](repeating: 255, count: 4096), exponent: [3]) == nil)
        #expect(SignatureKey(modulus: number, exponent: []) == nil)
        #expect(SignatureKey(x: one, y: one) == nil)
        #expect(SignatureKey(x: other, y: one) == nil)
        #expect(SignatureKey(x: [], y: []) == nil)
    }

    @Test("base 64 of addresses goes there and back, and nothing else is read")
    func base64() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            #expect(VivierCrypto.bytes(base64URL: base64URL(bytes)) == bytes)
        }
        #expect(base64URL([251, 255]) == "-_8")
        for odd in ["A", "AB", "A===", "-_9", "-_8=", "+/8", "é", "AA A", "AAAA\n"] {
            #expect(VivierCrypto.bytes(base64URL: odd) == nil, "\(odd)")
        }
    }
}
