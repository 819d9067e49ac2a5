import Testing
import VivierDiagnostics
import VivierModel
import VivierSite
import VivierTestSupport
import VivierWorkflow

@Suite("Files of campaigns")
struct CampaignReaderTests {
    private func read(
        _ text: String,
        over base: Campaign = Campaign(name: "c")
    ) -> (Campaign?, String) {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "campaigns/c.yml", bytes: Array(text.utf8))
        let read = readCampaign(source, over: base, language: "fr", into: &diagnostics)
        return (read?.campaign, diagnostics.sorted.map { "\($0)\n" }.joined())
    }

    @Test("everything a campaign says is read (S4-42, S4-43, S1-05, S1-20)")
    func whole() throws {
        let (campaign, messages) = read(
            """
            title: Hiver
            period: {from: 2026-11-01, until: 2027-03-31}
            vacancies: [{offer: "2026-1", positions: 2}, {offer: "2026-2"}]
            forms: [register-provider]
            stages:
              - {name: review, label: {fr: Examen, en: Review}, documents: [cv], tests: [written], days: 10}
            documents:
              - {name: cv, label: CV}
              - {name: siret, required: true, when: {status: [own]}}
            tests:
              - {name: written, label: Écrit, kind: written, weight: 2, out_of: 40, pass: 22.5, duration: 90}
              - {name: oral, kind: oral}
            delays: {incomplete: 30, reminder: 5, hold: 15, selection: 3}
            declaration: true
            retention: {ended: 6, agreed: 12, idle: 18}
            letters: {refused: {fr: Merci.}}
            """
        )
        #expect(messages == "")
        let known = try #require(campaign)
        #expect(known.positions(for: "2026-1") == 2)
        #expect(known.positions(for: "2026-2") == 1)
        #expect(known.stages.map(\.tests) == [["written"]])
        #expect(known.documents[1].when == [.init(field: "status", values: ["own"])])
        #expect(known.tests.map(\.passMark.description) == ["22.5", "10"])
        #expect(
            known.retention == RetentionProfile(name: "campaign", ended: 6, agreed: 12, idle: 18)
        )
        #expect(known.texts["refused"]?.text(in: "fr", fallback: "") == "Merci.")
        #expect((known.delays.hold, known.delays.reminder).0 == 15)
    }

    @Test("what it does not say is that of the base")
    func base() {
        var base = Campaign(name: "c")
        base.tests = [.init(name: "oral", label: .init("Oral"), kind: .oral)]
        base.delays.hold = 15
        let (campaign, _) = read(
            "title: x\nstages: [{name: a, tests: [oral]}]\ndelays: {selection: 3}\n",
            over: base
        )
        #expect(campaign?.tests == base.tests)
        #expect(campaign?.delays.hold == 15)
        #expect(campaign?.delays.selection == 3)
    }

    @Test(
        "a mistake is told with its place",
        arguments: [
            (
                "tilte: x\ntitle: y\n",
                "1:1: error: there is no key 'tilte' here [unknown-campaign-key]"
            ),
            ("title: [x]\n", "1:8: error: expected a text [wrong-campaign-value]"),
            (
                "title: x\nvacancies: [{positions: 2}]\n",
                "2:13: error: a vacancy has no 'offer' [missing-campaign-key]"
            ),
            (
                "title: x\nvacancies: [{offer: a, positions: 0}]\n",
                "2:35: error: '0' is not a whole number from 1 to 1000 [wrong-campaign-value]"
            ),
            (
                "title: x\nvacancies: [{offer: a}, {offer: a}]\n",
                "2:33: error: there are two of the name 'a' [campaign-twice]"
            ),
            (
                "title: x\ntests: [{name: É, kind: oral}]\n",
                "2:16: error: 'É' cannot be a name [campaign-name]"
            ),
            (
                "title: x\ntests: [{name: a, kind: swim}]\n",
                "2:25: error: 'swim' is no value of 'kind' [unknown-campaign-value]"
            ),
            (
                "title: x\ntests: [{name: a}]\n",
                "2:9: error: a test has no 'kind' [missing-campaign-key]"
            ),
            (
                "title: x\ntests: [{name: a, kind: oral, pass: 21}]\n",
                "2:37: error: nobody can reach that mark [wrong-campaign-value]"
            ),
            (
                "title: x\nstages: [{name: a, documents: [cv]}]\n",
                "2:32: error: 'cv' is no value of 'documents' [unknown-campaign-value]"
            ),
            (
                "title: x\ndelays: {incomplete: 5, reminder: 5}\n",
                "2:35: error: the reminder would come before the dossier is there [campaign-reminder]"
            ),
            (
                "title: x\nperiod: {from: 2027-01-01, until: 2026-01-01}\n",
                "2:9: error: the period ends before it begins [wrong-campaign-value]"
            ),
            (
                "title: x\nretention: de\n",
                "2:12: error: 'de' is no value of 'retention' [unknown-campaign-value]"
            ),
            (
                "title: x\nletters: {hello: x}\n",
                "2:11: error: 'hello' is no value of 'letters' [unknown-campaign-value]"
            ),
            (
                "title: x\nletters: {refused: {en: x}}\n",
                "2:20: error: the text has no 'fr' [missing-campaign-key]"
            ),
            (
                "declaration: perhaps\ntitle: x\n",
                "1:14: error: expected true or false [wrong-campaign-value]"
            ),
            ("vacancies: []\n", "1:1: error: the campaign has no 'title' [missing-campaign-key]"),
        ]
    )
    func mistakes(_ pair: (text: String, message: String)) {
        let (campaign, messages) = read(pair.text)
        #expect(campaign == nil)
        #expect(messages.hasPrefix("campaigns/c.yml:\(pair.message)"), "\(messages)")
    }
}
