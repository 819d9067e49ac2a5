import Testing
import VivierSpaces

@Suite("A letter that is read again")
struct SpaceLetterTests {
    private let code = String(repeating: "ab34", count: 13)

    @Test("has no code in it that opens a page")
    func withoutCodes() {
        let text = "Votre espace :\nhttps://a.example/espace/#v1.\(code)\n\nCode :\n\(code)\nFin."
        let letter = SpaceLetter(subject: "x", text: text)
        #expect(letter.text == "Votre espace :\nhttps://a.example/espace/#v1.…\n\nCode :\n…\nFin.")
    }

    @Test("keeps numbers of dossiers, words and fingerprints")
    func kept() {
        let hash = String(repeating: "0a1b", count: 16)
        let text = "aeaqcaibaeaqcaibaeaqcaibae, \(hash), \(code.dropLast()) é"
        #expect(SpaceLetter(subject: "", text: text).text == text)
    }
}
