import VivierModel

// Keys inside `locations`, `remote`, `workload` and `salary`.

let placeKeys = InnerKeys([
    KeyDocumentation(
        "town",
        aliases: ["city"],
        .text,
        isRequired: true,
        example: "town: Lyon",
        schemaOrg: "addressLocality",
        "Name of the town; needed, unless there is an address."
    ),
    KeyDocumentation(
        "postal_code",
        aliases: ["postcode", "zip"],
        .text,
        example: "postal_code: \"69003\"",
        schemaOrg: "postalCode",
        "Postal code, in quotes where it begins with a zero."
    ),
    KeyDocumentation(
        "department",
        aliases: ["region"],
        .text,
        standard: "from the postal code, in France",
        example: "department: Rhône",
        schemaOrg: "addressRegion",
        "Department, canton or province."
    ),
    KeyDocumentation(
        "country",
        .country,
        standard: "the country of the site",
        example: "country: BE",
        schemaOrg: "addressCountry",
        "Country."
    ),
    KeyDocumentation(
        "address",
        aliases: ["street"],
        .text,
        example: "address: 12 rue des Lilas",
        schemaOrg: "streetAddress",
        "Number and street."
    ),
    KeyDocumentation(
        "coordinates",
        .list(.number(-180...180)),
        example: "coordinates: [45.7597, 4.8422]",
        "Latitude, then longitude, in degrees."
    ),
    KeyDocumentation(
        "lat",
        aliases: ["latitude"],
        .number(-90...90),
        example: "lat: 45.7597",
        "Latitude alone; with `lon`."
    ),
    KeyDocumentation(
        "lon",
        aliases: ["lng", "longitude"],
        .number(-180...180),
        example: "lon: 4.8422",
        "Longitude alone; with `lat`."
    ),
    KeyDocumentation(
        "note",
        .text,
        example: "note: à cinq minutes de la gare",
        "A remark shown beside the place."
    ),
])

let remoteKeys = InnerKeys([
    KeyDocumentation(
        "kind",
        .choice(Remote.Kind.allCases.map(\.rawValue)),
        standard: "partial where there are days or a note",
        example: "kind: partial",
        "Whether one can work elsewhere."
    ),
    KeyDocumentation("days", .integer(0...7), example: "days: 2", "Days a week."),
    KeyDocumentation(
        "note",
        .text,
        example: "note: après trois mois",
        "A condition, in a few words."
    ),
])

let workloadKeys = InnerKeys([
    KeyDocumentation("percent", .percent, example: "percent: 80", "Share of a full week."),
    KeyDocumentation("hours", .number(0...80), example: "hours: 28", "Hours a week."),
    KeyDocumentation(
        "note",
        .text,
        example: "note: temps partiel possible",
        "A remark shown beside the figure."
    ),
])

let salaryKeys = InnerKeys([
    KeyDocumentation(
        "min",
        .amount,
        example: "min: 2050",
        schemaOrg: "baseSalary.value.minValue",
        "The least that is paid."
    ),
    KeyDocumentation(
        "max",
        .amount,
        example: "max: 2240",
        schemaOrg: "baseSalary.value.maxValue",
        "The most that is paid."
    ),
    KeyDocumentation(
        "currency",
        .currency,
        standard: "EUR",
        example: "currency: CHF",
        schemaOrg: "baseSalary.currency",
        "Currency."
    ),
    KeyDocumentation(
        "period",
        aliases: ["unit"],
        .choice(Salary.Period.allCases.map(\.rawValue)),
        standard: "guessed from the amount, with a warning",
        example: "period: month",
        schemaOrg: "baseSalary.value.unitText",
        "What the amount is paid for."
    ),
    KeyDocumentation(
        "gross",
        .yesOrNo,
        standard: "true",
        example: "gross: false",
        "Whether taxes and contributions are still to be taken off."
    ),
    KeyDocumentation(
        "published",
        .yesOrNo,
        standard: "true",
        example: "published: false",
        "Whether the site shows the amounts."
    ),
    KeyDocumentation(
        "note",
        .text,
        example: "note: grille indiciaire, prime comprise",
        "A remark shown beside the amounts."
    ),
])
