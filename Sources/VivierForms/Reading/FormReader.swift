package import VivierDiagnostics
import VivierMarkup

/// Reads a file of `content/forms/`.
///
/// A text without a language is in the first of `languages`, those of the site.
///
/// - Returns: `nil` if it has a mistake; the diagnostics then hold an error.
package func readForm(
    _ source: SourceText,
    name: String,
    languages: [String],
    into diagnostics: inout Diagnostics
) -> FormDefinition? {
    guard let document = readYAML(source, into: &diagnostics) else { return nil }
    var reader = FormReader(source: source, languages: languages)
    let form = reader.form(document.rootNode, name: name)
    diagnostics.merge(reader.diagnostics)
    return reader.diagnostics.hasErrors ? nil : form
}

/// What reading one file needs, and the faults met on the way.
struct FormReader: DefinitionReader {
    typealias Fault = FormFault

    let source: SourceText
    let languages: [String]
    var diagnostics = Diagnostics()
    /// Where each field was named first; those of a group by `group.field`.
    var places: [String: Int] = [:]

    init(source: SourceText, languages: [String]) {
        self.source = source
        self.languages = languages.isEmpty ? ["fr"] : languages
    }

    mutating func form(_ node: YAMLNode, name: String) -> FormDefinition {
        var form = FormDefinition(name: name, title: LocalText([:]))
        readKeys(of: node, FormKey.all) { key, value, reader in
            switch key {
            case "title": form.title = reader.text(value) ?? form.title
            case "intro": form.intro = reader.text(value)
            case "slug": form.slug = reader.slugs(value)
            case "submit": form.submit = reader.text(value)
            case "next": form.next = reader.text(value)
            case "for": form.audience = reader.audience(value, form.audience)
            case "employers": form.audience = .employers(reader.names(value))
            case "embed": form.embed = reader.origins(value)
            case "spontaneous": form.isSpontaneous = reader.yesOrNo(value)
            case "alert": form.isAlert = reader.yesOrNo(value)
            case "photo": form.hasPhoto = reader.yesOrNo(value)
            case "desk": form.atDesk = reader.condition(value)
            case "members": form.forMembers = reader.condition(value)
            case "pdf": form.hasPDF = reader.yesOrNo(value)
            case "proof_of_work": form.proofBits = reader.integer(value, 1...20)
            case "sealed_to": form.sealedTo = reader.publicKey(value)
            case "max_total": form.totalSize = reader.size(value) ?? form.totalSize
            case "steps": form.steps = reader.steps(value)
            default: form.steps = [reader.onlyStep(value, title: form.title)]
            }
        }
        if node["title"] == nil { complain(.missing("title", in: "the form"), at: 0..<0) }
        if case .offer = form.audience, let key = node["embed"] {
            complain(.embeddedOffer, at: key)
        }
        if form.audience == .space { checkSheet(form) }
        if form.hasPhoto, form.audience != .space, let key = node["photo"] {
            complain(.photoOutsideSpace, at: key)
        }
        for name in ["desk", "members"] where form.audience != .space {
            if let key = node[name] { complain(.deskOutsideSpace(name), at: key) }
        }
        if form.fields.isEmpty, !diagnostics.hasErrors { complain(.nothingAsked, at: 0..<0) }
        checkConditions(of: form, atDesk: node["desk"], forMembers: node["members"])
        return form
    }

    private mutating func onlyStep(_ node: YAMLNode, title: LocalText) -> FormStep {
        var step = FormStep(title: title)
        step.fields = fields(node, inGroup: nil)
        return step
    }

    /// 65 bytes in base64url, of which the first is 4.
    private mutating func publicKey(_ node: YAMLNode) -> String? {
        let isKey =
            node.text.utf8.count == 87 && node.text.hasPrefix("B")
            && node.text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        if !isKey { complain(.notAPublicKey, at: node) }
        return isKey ? node.text : nil
    }

    private mutating func steps(_ node: YAMLNode) -> [FormStep] {
        guard isList(node, "steps") else { return [] }
        var steps: [FormStep] = []
        for element in node.elements where isMapping(element, "a step") {
            var step = FormStep(title: LocalText([:]))
            readKeys(of: element, FormKey.ofStep) { key, value, reader in
                switch key {
                case "title": step.title = reader.text(value) ?? step.title
                case "intro": step.intro = reader.text(value)
                case "offer": step.asksForOffer = reader.yesOrNo(value)
                default: step.fields = reader.fields(value, inGroup: nil)
                }
            }
            if element["title"] == nil { complain(.missing("title", in: "a step"), at: element) }
            steps.append(step)
        }
        return steps
    }

    private mutating func audience(
        _ node: YAMLNode,
        _ known: FormDefinition.Audience
    ) -> FormDefinition.Audience {
        switch node.text {
        case "page": return .page
        case "offer": return .offer
        case "employer":
            if case .employers = known { return known }
            return .employers(nil)
        case "space": return .space
        default:
            let choices = ["page", "offer", "employer", "space"]
            complain(.unknownChoice("for", node.text, choices), at: node)
            return known
        }
    }
}

/// The keys of a form, of a step and of a field.
enum FormKey {
    static let all = [
        "title", "intro", "slug", "submit", "next", "for", "employers", "embed", "spontaneous",
        "alert", "photo", "desk", "members", "pdf", "proof_of_work", "sealed_to", "max_total",
        "steps",
        "fields",
    ]
    static let ofStep = ["title", "intro", "offer", "fields"]
    static let ofEveryField = [
        "name", "type", "label", "hint", "required", "when", "autocomplete", "resume", "cv",
        "search",
    ]
}
