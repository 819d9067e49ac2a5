import Foundation
import Testing
import VivierModel

@testable import VivierForms

/// One definition gives HTML and judgement: they cannot differ.
///
/// `BrowserModel` is the constraint validation of HTML written down a second
/// time, knowing nothing but the attributes.
@Suite("A browser and the intake judge alike")
struct BrowserAgreementTests {
    /// What HTML has no attribute for.
    private static let beyondHTML: Set<FieldRefusal.Code> = [
        .noSuchDay, .tooEarly, .tooLate, .tooSmall, .tooLarge, .controlCharacter,
    ]

    private static func fields() throws -> [FormField] {
        var short = FormField.TextRule()
        short.minimum = 3
        short.maximum = 8
        var coded = FormField.TextRule()
        coded.pattern = try FieldPattern("[A-Z]{2}-[0-9]{1,3}")
        var long = FormField.TextRule()
        long.lines = 5
        long.maximum = 12
        var days = FormField.DateRule()
        days.latest = Day(year: 2030, month: 1, day: 1)
        var numbers = FormField.NumberRule()
        numbers.minimum = 5
        let kinds: [FormField.Kind] = [
            .text(short), .text(coded), .text(long), .text(FormField.TextRule()), .mail, .phone,
            .date(days), .number(numbers), .town,
        ]
        return kinds.flatMap { kind in
            [true, false].map { isRequired in
                var field = FormField(name: "field", kind: kind, label: LocalText(anywhere: "F"))
                field.isRequired = isRequired
                return field
            }
        }
    }

    private static let seeds: [String] = [
        "", " ", "a", "abc", "Camille", "camille@exemple.fr", "camille@exemple", "a@b@c.fr",
        "@x.fr",
        "a..b@x.fr", "a@x..fr", "a@-x.fr", "a@x-.fr", "a@x.f", "é@x.fr", "06 12 34 56 78",
        "+33 (0)6.12.34.56.78", "12345", "06-12", "+", "31/12/2026", "31.2.2026", "2026-02-30",
        "2026-12-31", "1/1/26", " 1 / 2 / 2026 ", "12", "-3,5", "1.23456", "1e5", "AB-12", "ab-12",
        "AB-1234", "a\nb", "a\r\nb\r\nc", "👩‍🚀👩‍🚀👩‍🚀", "\u{1}", String(repeating: "x", count: 300),
    ]

    @Test("a value is taken or refused by both, unless HTML has no word for the rule")
    func agreement() throws {
        var random = Seeded(20_261_121)
        var judged = 0
        for field in try Self.fields() {
            var form = FormDefinition(name: "f", title: LocalText(anywhere: "F"))
            form.steps = [FormStep(title: form.title)]
            form.steps[0].fields = [field]
            let model = BrowserModel(field.hints)
            for _ in 0..<4000 {
                let value = model.sanitized(Self.value(&random))
                let verdict = form.validate(
                    Submission(values: [Submission.Value("field", model.sent(value))]),
                    country: "FR"
                )
                let codes = Set(verdict.refusals.map(\.code))
                let isBlank = value.allSatisfy(\.isWhitespace)
                judged += 1
                if model.accepts(value) {
                    // Spaces alone are nothing; HTML counts them as something.
                    let expected = isBlank ? [.required] : Self.beyondHTML
                    #expect(codes.isSubset(of: expected), "\(field.kind) \(value.debugDescription)")
                } else if !isBlank {
                    #expect(!codes.isEmpty, "\(field.kind) \(value.debugDescription)")
                }
            }
        }
        #expect(judged == 72_000)
    }

    /// A seed, or one with something put in, taken out or repeated.
    private static func value(_ random: inout Seeded) -> String {
        var characters = Array(seeds.randomElement(using: &random) ?? "")
        let strange = Array("@.-/+() 09aZ,éx\u{A0}\u{202F}")
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let place = Int.random(in: 0...characters.count, using: &random)
            if Bool.random(using: &random), place < characters.count {
                characters.remove(at: place)
            } else {
                characters.insert(strange.randomElement(using: &random) ?? "x", at: place)
            }
        }
        return String(characters)
    }
}

/// HTML, "Constraints" of the `input` and `textarea` elements, from the attributes.
private struct BrowserModel {
    let hints: ControlHints
    private let pattern: NSRegularExpression?
    private let mail: NSRegularExpression?

    init(_ hints: ControlHints) {
        self.hints = hints
        pattern = hints.pattern.flatMap {
            try? NSRegularExpression(pattern: "^(?:\(forFoundation($0.browserText)))$(?!\n)")
        }
        mail = try? NSRegularExpression(
            pattern: "^[a-zA-Z0-9.!#$%&'*+\\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}"
                + "[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$"
        )
    }

    /// The value sanitization algorithm of the type.
    func sanitized(_ value: String) -> String {
        let scalars = value.unicodeScalars
        if hints.control == .lines {
            return value.replacingOccurrences(of: "\r\n", with: "\n")
                .replacingOccurrences(of: "\r", with: "\n")
        }
        var line = String.UnicodeScalarView()
        line.append(contentsOf: scalars.filter { $0 != "\n" && $0 != "\r" })
        let text = String(line)
        return hints.type == "email"
            ? text.trimmingCharacters(in: CharacterSet(charactersIn: " \t\u{C}")) : text
    }

    /// What is put into the body: lines end with two characters.
    func sent(_ value: String) -> String {
        hints.control == .lines ? value.replacingOccurrences(of: "\n", with: "\r\n") : value
    }

    func accepts(_ value: String) -> Bool {
        guard !value.isEmpty else { return !hints.isRequired }
        let length = value.utf16.count
        if let maximum = hints.maximumLength, length > maximum { return false }
        if let minimum = hints.minimumLength, length < minimum { return false }
        if hints.type == "email", !matches(mail, value) { return false }
        return pattern == nil || matches(pattern, value)
    }

    private func matches(_ expression: NSRegularExpression?, _ value: String) -> Bool {
        let range = NSRange(value.startIndex..., in: value)
        return expression?.firstMatch(in: value, range: range)?.range == range
    }
}
