import Testing
import VivierForms

@Suite("What an alert looks for")
struct AlertSearchTests {
    private func search(_ values: [String: [String]]) -> String {
        var form = FormDefinition(name: "alert", title: LocalText(anywhere: "Alerte"))
        var step = FormStep(title: form.title)
        for (name, parameter) in [("words", "q"), ("town", "lieu"), ("distance", "km")] {
            var field = FormField(name: name, kind: .text(.init()), label: form.title)
            field.search = parameter
            step.fields.append(field)
        }
        form.steps = [step]
        return form.search { values[$0] ?? [] }
    }

    @Test("a town without a distance is one with 20 km around it")
    func distance() {
        #expect(search(["town": ["Lyon"]]) == "lieu=Lyon&km=20")
        #expect(search(["town": ["Lyon"], "distance": [""]]) == "lieu=Lyon&km=20")
        #expect(search(["town": ["Lyon"], "distance": ["50"]]) == "lieu=Lyon&km=50")
    }

    @Test("what was left empty is left out, and words stay one value each")
    func words() {
        #expect(search([:]) == "")
        #expect(search(["town": [""], "words": ["a, b&c"]]) == "q=a%2C%20b%26c")
    }
}
