import Foundation
import Testing

@testable import VivierForms

@Suite("Patterns of fields")
struct PatternTests {
    @Test(
        "the whole value has to match",
        arguments: [
            ("[0-9]{5}", "21480", true), ("[0-9]{5}", "2148", false), ("[0-9]{5}", "214800", false),
            ("a|bc", "bc", true), ("a|bc", "abc", false), ("(a|b)+c?", "abab", true),
            ("(a*)*b", "aaab", true), ("(a*)*b", "aaa", false), ("", "", true), ("", "a", false),
            (".", "é", true), (".", "\n", false), (".", "👩", true), ("[^a-c]", "d", true),
            ("[^a-c]", "b", false), ("\\d+\\s\\w", "12\u{202F}_", true),
            ("\\.\\[\\\\", ".[\\", true),
            ("[a\\-z]", "-", true), ("[a\\-z]", "m", false), ("x{2,}", "xx", true),
            ("x{2,}", "x", false), ("x{0,2}", "", true), ("(?:ab){2}", "abab", true),
        ]
    )
    func whole(pattern: String, value: String, expected: Bool) throws {
        #expect(try FieldPattern(pattern).matches(value) == expected)
    }

    @Test(
        "what needs backtracking or means nothing is refused",
        arguments: [
            ("(a", "a '(' is not closed"), ("a)", "a ')' closes nothing"),
            ("[a", "a '[' is not closed"), ("[]", "the brackets are empty"),
            ("(a)\\1", "a reference to a group is not possible"),
            ("(?=a)", "a group that looks ahead or behind is not possible"),
            ("^a$", "'^' is not needed: the whole value always has to match"),
            ("*a", "'*' repeats nothing"), ("a**", "two repetitions follow each other"),
            ("a{3,1}", "the numbers in braces are exchanged"), ("a{", "'{' needs a number"),
            ("a{2", "a '{' is not closed"), ("[z-a]", "a range in brackets runs backwards"),
            ("\\q", "'\\q' is not known"), ("a\\", "it ends with '\\'"),
            ("a{999}", "a repetition goes beyond 500"),
            ("((((a{500}){500}){500}){500}){500}", "it is too large"),
            (String(repeating: "(", count: 50), "groups are nested too deep"),
        ]
    )
    func refused(pattern: String, reason: String) {
        #expect(throws: PatternFault(reason)) { try FieldPattern(pattern) }
    }

    @Test("a pattern that others take minutes for is answered at once")
    func linear() throws {
        let clock = ContinuousClock()
        let value = String(repeating: "a", count: 20_000) + "!"
        let pattern = try FieldPattern("((a+)+|(a|aa)+)*")
        let time = clock.measure { #expect(!pattern.matches(value)) }
        #expect(time < .seconds(10))
    }

    @Test(
        "browsers read the text for them as the same pattern",
        arguments: [
            "[0-9]{5}", "a|bc", "(a|b)+c?", "[^a-c]+", "\\d+\\s\\w*", "\\.\\[\\\\",
            "[a\\-z&!]{2,3}",
            "(x|yz){0,2}é?", ".{1,4}", "[A-Z]{2}-[0-9]{3}",
        ]
    )
    func browser(text: String) throws {
        let pattern = try FieldPattern(text)
        let browser = try NSRegularExpression(
            pattern: "^(?:\(forFoundation(pattern.browserText)))$"
        )
        var random = Seeded(7)
        for _ in 0..<2000 {
            let value = random.text(of: Array("abcxyzé-.[]\\ 12345 AB_!&"), most: 6)
            let range = NSRange(value.startIndex..., in: value)
            let expected = browser.firstMatch(in: value, range: range) != nil
            #expect(pattern.matches(value) == expected, "\(value)")
        }
    }
}

/// `\u{2d}` of ECMAScript is `\x{2d}` of ICU.
func forFoundation(_ pattern: String) -> String {
    pattern.replacingOccurrences(of: "\\u{", with: "\\x{")
}

/// Random values that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func text(of letters: [Character], most: Int) -> String {
        let count = Int.random(in: 0...most, using: &self)
        return String((0..<count).compactMap { _ in letters.randomElement(using: &self) })
    }
}
