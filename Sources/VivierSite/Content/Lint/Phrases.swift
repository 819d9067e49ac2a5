/// Which rule a question put to candidates breaks, if any.
///
/// Phrases rather than words: a post in health care may ask about experience in
/// it. What speaks of people other than the candidate is let through.
func forbiddenQuestion(_ text: String) -> Rule? {
    let spoken = spokenWords(text)
    for (rule, phrases) in questionPhrases {
        for phrase in phrases where holds(spoken, phrase) {
            let isAboutOthers = othersPhrases.contains { holds(spoken, $0) }
            if rule == .healthQuestion || rule == .familyQuestion, isAboutOthers { continue }
            return rule
        }
    }
    return nil
}

/// Which rule a document asked for breaks, if any.
func forbiddenDocument(_ text: String) -> Rule? {
    let spoken = spokenWords(text)
    for (rule, phrases) in documentPhrases where phrases.contains(where: { holds(spoken, $0) }) {
        return rule
    }
    return forbiddenQuestion(text)
}

/// Folded words with one space before each and after the last, so that a phrase
/// in spaces is found as whole words.
private func spokenWords(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: " ")]
    for scalar in text.unicodeScalars {
        if !appendFolded(scalar, to: &bytes), bytes.last != UInt8(ascii: " ") {
            bytes.append(UInt8(ascii: " "))
        }
    }
    if bytes.last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
    return bytes
}

/// Whether a phrase is among the words.
private func holds(_ spoken: [UInt8], _ phrase: String) -> Bool {
    let phrase = phrase.utf8
    guard let second = phrase.dropFirst().first else { return false }
    for index in spoken.indices.dropLast(phrase.count - 1)
    where spoken[index] == UInt8(ascii: " ") && spoken[index + 1] == second {
        if spoken[index...].starts(with: phrase) { return true }
    }
    return false
}

/// Words that say the question is about a public, not about the candidate.
private let othersPhrases = [
    " experience ", " aupres ", " public ", " publics ", " accompagner ", " personnes ", " people ",
    " working with ", " erfahrung ", " ervaring ",
]

private let questionPhrases: [(Rule, [String])] = [
    (
        .salaryHistory,
        [
            " dernier salaire ", " salaire actuel ", " salaire precedent ",
            " remuneration actuelle ",
            " derniere remuneration ", " remuneration precedente ", " ancien salaire ",
            " vos bulletins ", " your payslips ", " current salary ",
            " salary history ", " previous salary ", " last salary ", " current pay ",
            " pay history ",
            " aktuelles gehalt ", " bisheriges gehalt ",
            " letztes gehalt ", " huidig salaris ", " huidige salaris ",
            " laatste salaris ",
        ]
    ),
    (
        .healthQuestion,
        [
            " etat de sante ", " votre sante ", " probleme de sante ", " problemes de sante ",
            " souffrez vous ", " etes vous malade ", " maladie ", " maladies ", " votre handicap ",
            " avez vous un handicap ", " etes vous handicape ", " etes vous handicapee ", " rqth ",
            " taux d invalidite ", " enceinte ", " grossesse ", " traitement medical ",
            " arret maladie ", " arrets maladie ", " your health ", " health condition ",
            " health problems ", " medical condition ", " disability ", " disabled ", " pregnant ",
            " pregnancy ", " sick leave ", " sick days ", " gesundheitszustand ", " schwanger ",
            " schwangerschaft ", " schwerbehindert ", " krankheiten ", " zwanger ",
            " ziekteverzuim ",
            " uw gezondheid ", " je gezondheid ",
        ]
    ),
    (
        .familyQuestion,
        [
            " situation familiale ", " situation de famille ", " situation matrimoniale ",
            " etes vous marie ", " etes vous mariee ", " avez vous des enfants ", " vos enfants ",
            " nombre d enfants ", " enfants a charge ", " projet d enfant ", " desir d enfant ",
            " votre conjoint ", " votre mari ", " votre femme ", " marital status ",
            " are you married ", " do you have children ", " have children ", " your children ",
            " number of children ", " your spouse ", " family situation ", " familienstand ",
            " sind sie verheiratet ", " haben sie kinder ", " burgerlijke staat ", " getrouwd ",
            " heeft u kinderen ", " heb je kinderen ",
        ]
    ),
    (
        .beliefQuestion,
        [
            " votre religion ", " religion ", " convictions religieuses ", " pratique religieuse ",
            " etes vous pratiquant ", " syndicat ", " syndique ", " syndiquee ",
            " opinions politiques ", " parti politique ", " your religion ", " religious ",
            " trade union ", " union member ", " political opinions ", " political party ",
            " konfession ", " gewerkschaft ", " partei ", " geloofsovertuiging ", " vakbond ",
        ]
    ),
    (
        .originQuestion,
        [
            " nationalite ", " lieu de naissance ", " pays de naissance ", " origine ethnique ",
            " vos origines ", " votre origine ", " nom de jeune fille ", " langue maternelle ",
            " nationality ", " place of birth ", " country of birth ", " ethnic origin ",
            " ethnicity ", " mother tongue ", " native speaker ", " nationalitat ",
            " staatsangehorigkeit ", " geburtsort ", " muttersprache ", " nationaliteit ",
            " geboorteplaats ", " moedertaal ",
        ]
    ),
    (
        .ageQuestion,
        [
            " votre age ", " quel age ", " date de naissance ", " how old are you ", " your age ",
            " date of birth ", " wie alt ", " ihr alter ", " geburtsdatum ", " hoe oud ",
            " uw leeftijd ", " geboortedatum ",
        ]
    ),
]

private let documentPhrases: [(Rule, [String])] = [
    (
        .salaryHistory,
        [
            " bulletin de salaire ", " bulletins de salaire ", " bulletin de paie ",
            " bulletins de paie ", " fiche de paie ", " fiches de paie ", " payslip ", " payslips ",
            " gehaltsnachweis ", " gehaltsnachweise ", " loonstrook ", " loonstroken ",
        ]
    ),
    (
        .photoRequired,
        [
            " photo ", " photo d identite ", " photographie d identite ", " photograph ",
            " bewerbungsfoto ", " lichtbild ", " passbild ", " pasfoto ",
        ]
    ),
    (
        .familyQuestion, [" livret de famille ", " acte de mariage ", " marriage certificate "]
    ),
    (.originQuestion, [" acte de naissance ", " birth certificate "]),
    (.healthQuestion, [" certificat medical ", " dossier medical ", " medical certificate "]),
]
