import VivierModel

// Keys inside `occupation`, `languages`, `documents`, `questions`, `image`, `contact` and `apply`.

let occupationKeys = InnerKeys([
    KeyDocumentation("label", .text, example: "label: Éducation spécialisée", "Name of the trade."),
    KeyDocumentation("rome", .text, example: "rome: K1207", "Code in ROME (France Travail)."),
    KeyDocumentation(
        "esco",
        .text,
        example: "esco: http://data.europa.eu/esco/occupation/0022f466-426c-41a4-ac96-a235c945cf97",
        "Address or code in ESCO (European Commission)."
    ),
    KeyDocumentation("version", .text, example: "version: ROME 4.0", "Version of the repertory."),
])

let spokenLanguageKeys = InnerKeys([
    KeyDocumentation("code", .language, isRequired: true, example: "code: en", "Language."),
    KeyDocumentation(
        "level",
        .text,
        example: "level: B2",
        "How well, in the European scale or in words."
    ),
])

let documentKeys = InnerKeys([
    KeyDocumentation(
        "label",
        .text,
        isRequired: true,
        example: "label: Copie du diplôme",
        "What to hand in."
    ),
    KeyDocumentation(
        "required",
        .yesOrNo,
        standard: "true",
        example: "required: false",
        "Whether one can do without."
    ),
    KeyDocumentation("note", .text, example: "note: traduction acceptée", "A remark."),
])

let questionKeys = InnerKeys([
    KeyDocumentation(
        "label",
        .text,
        isRequired: true,
        example: "label: Avez-vous le permis B ?",
        "The question."
    ),
    KeyDocumentation(
        "type",
        .choice(Question.Kind.allCases.map(\.rawValue)),
        standard: "text; choice where there are options",
        example: "type: yesno",
        "The kind of answer."
    ),
    KeyDocumentation(
        "options",
        .list(.text),
        example: "options: [le matin, le soir]",
        splitsAtCommas: true,
        "What one can choose from."
    ),
    KeyDocumentation(
        "required",
        .yesOrNo,
        standard: "true",
        example: "required: false",
        "Whether one must answer."
    ),
    KeyDocumentation(
        "note",
        .text,
        example: "note: le poste demande des déplacements",
        "Why it is asked."
    ),
])

let pictureKeys = InnerKeys([
    KeyDocumentation(
        "src",
        .path,
        isRequired: true,
        example: "src: assets/images/accueil.jpg",
        "The file."
    ),
    KeyDocumentation(
        "alt",
        .text,
        standard: "nothing: the picture is decoration",
        example: "alt: L’équipe devant la mairie",
        "What the picture shows, for those who do not see it."
    ),
])

let contactKeys = InnerKeys([
    KeyDocumentation("name", .text, example: "name: Jeanne Martin", "Who answers."),
    KeyDocumentation("email", .mailAddress, example: "email: rh@example.org", "Mail address."),
    KeyDocumentation("phone", .phone, example: "phone: 01 23 45 67 89", "Telephone number."),
])

let applyKeys = InnerKeys([
    KeyDocumentation("form", .slug, example: "form: candidature", "Name of a form of the site."),
    KeyDocumentation(
        "url",
        .webAddress,
        example: "url: https://recrutement.example.org/123",
        "Page of another site."
    ),
    KeyDocumentation("email", .mailAddress, example: "email: rh@example.org", "Mail address."),
])
