package import VivierDiagnostics
import VivierMarkup
import VivierModel
package import VivierWorkflow

/// A campaign that was read, with the places of the offers it names.
package struct ReadCampaign {
    package var campaign: Campaign
    var places: [(offer: String, range: Range<Int>)] = []
}

/// Reads a file of `content/campaigns/`.
///
/// - Parameters:
///   - source: The file.
///   - base: What holds where it says nothing.
///   - language: That of texts that give none.
///   - diagnostics: Where mistakes go.
/// - Returns: `nil` if it has a mistake; the diagnostics then hold an error.
package func readCampaign(
    _ source: SourceText,
    over base: Campaign,
    language: String,
    into diagnostics: inout Diagnostics
) -> ReadCampaign? {
    guard let document = readYAML(source, into: &diagnostics) else { return nil }
    var reader = CampaignReader(source: source, language: language)
    let read = reader.campaign(document.rootNode, over: base)
    diagnostics.merge(reader.diagnostics)
    return reader.diagnostics.hasErrors ? nil : read
}

/// What reading one file needs, and the faults met on the way.
struct CampaignReader: DefinitionReader {
    typealias Fault = CampaignFault

    let source: SourceText
    let language: String
    var diagnostics = Diagnostics()

    mutating func campaign(_ node: YAMLNode, over base: Campaign) -> ReadCampaign {
        var read = ReadCampaign(campaign: base)
        readKeys(of: node, CampaignKey.all) { key, value, reader in
            switch key {
            case "title": read.campaign.title = reader.line(value) ?? ""
            case "period": reader.period(value, into: &read.campaign)
            case "guide": read.campaign.guide = reader.address(value)
            case "vacancies": reader.vacancies(value, into: &read)
            case "forms": read.campaign.forms = reader.words(value)
            case "documents": read.campaign.documents = reader.documents(value)
            case "tests": read.campaign.tests = reader.tests(value)
            case "delays": reader.delays(value, into: &read.campaign.delays)
            case "declaration": read.campaign.declaration = reader.yesOrNo(value)
            case "retention": read.campaign.retention = reader.retention(value)
            case "letters": reader.letters(value, into: &read.campaign.texts)
            default: break
            }
        }
        // Stages name documents and tests, wherever these stand in the file.
        if let stages = node["stages"] {
            read.campaign.stages = self.stages(stages, read.campaign)
        }
        if base.name != "default", node["title"] == nil {
            complain(.missing("title", in: "the campaign"), at: 0..<0)
        }
        return read
    }

    private mutating func vacancies(_ node: YAMLNode, into read: inout ReadCampaign) {
        read.campaign.vacancies = []
        for element in list(node, "vacancies") where isMapping(element, "a vacancy") {
            var vacancy = Campaign.Vacancy(offer: "", positions: 1)
            readKeys(of: element, ["offer", "positions"]) { key, value, reader in
                if key == "offer" {
                    vacancy.offer = reader.line(value) ?? ""
                    let isKnown = read.campaign.vacancies.contains { $0.offer == vacancy.offer }
                    if isKnown { reader.complain(.twice(vacancy.offer), at: value) }
                    read.places.append((vacancy.offer, value.range))
                } else {
                    vacancy.positions = reader.integer(value, 1...1000) ?? 1
                }
            }
            if element["offer"] == nil {
                complain(.missing("offer", in: "a vacancy"), at: element)
            }
            read.campaign.vacancies.append(vacancy)
        }
    }

    private mutating func documents(_ node: YAMLNode) -> [Campaign.Document] {
        var documents: [Campaign.Document] = []
        for element in list(node, "documents") {
            guard let (name, label) = named(element, "a document", documents.map(\.name)) else {
                continue
            }
            var document = Campaign.Document(name: name, label: label)
            readKeys(of: element, ["name", "label", "required", "when"]) { key, value, reader in
                switch key {
                case "required": document.isRequired = reader.yesOrNo(value)
                case "when": document.when = reader.conditions(value)
                default: break
                }
            }
            documents.append(document)
        }
        return documents
    }

    private mutating func conditions(_ node: YAMLNode) -> [Campaign.Document.Condition] {
        guard isMapping(node, "a condition: {status: [employee]}") else { return [] }
        return node.entries.map { key, value in
            .init(field: key.text, values: words(value))
        }
    }

    private mutating func stages(_ node: YAMLNode, _ campaign: Campaign) -> [Campaign.Stage] {
        var stages: [Campaign.Stage] = []
        for element in list(node, "stages") {
            guard let (name, label) = named(element, "a stage", stages.map(\.name)) else {
                continue
            }
            var stage = Campaign.Stage(name: name, label: label)
            let keys = ["name", "label", "documents", "tests", "days"]
            readKeys(of: element, keys) { key, value, reader in
                switch key {
                case "documents":
                    let known = campaign.documents.map(\.name)
                    stage.documents = reader.words(value, of: key, among: known)
                case "tests":
                    stage.tests = reader.words(value, of: key, among: campaign.tests.map(\.name))
                case "days": stage.days = reader.integer(value, 1...3650)
                default: break
                }
            }
            stages.append(stage)
        }
        return stages
    }

    private mutating func tests(_ node: YAMLNode) -> [Campaign.Test] {
        var tests: [Campaign.Test] = []
        for element in list(node, "tests") {
            guard let (name, label) = named(element, "a test", tests.map(\.name)) else { continue }
            var test = Campaign.Test(name: name, label: label, kind: .written)
            let keys = [
                "name", "label", "kind", "weight", "out_of", "pass", "duration", "examiners",
                "skills",
            ]
            readKeys(of: element, keys) { key, value, reader in
                switch key {
                case "kind": test.kind = reader.choice(value, "kind") ?? .written
                case "weight": test.weight = reader.integer(value, 0...100) ?? 1
                case "out_of": test.outOf = reader.integer(value, 1...1000) ?? 20
                case "pass": test.pass = reader.mark(value)
                case "skills": test.skills = reader.skills(value)
                case "examiners": test.examiners = reader.words(value)
                case "duration": test.duration = reader.integer(value, 1...1440) ?? 60
                default: break
                }
            }
            if element["kind"] == nil { complain(.missing("kind", in: "a test"), at: element) }
            if let pass = element["pass"], test.passMark.hundredths > test.outOf * 100 {
                complain(.markTooHigh, at: pass)
            }
            tests.append(test)
        }
        return tests
    }
}

/// The keys of a campaign.
enum CampaignKey {
    static let all = [
        "title", "period", "guide", "vacancies", "forms", "documents", "stages", "tests", "delays",
        "declaration", "retention", "letters",
    ]
}
