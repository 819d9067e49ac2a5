/// Rules about files and single values.
///
/// In the site's own folders a value that cannot be read keeps its file out of
/// the site, so that nothing wrong is published. In an adopted tree, whose files
/// were written for another tool, the value is passed over with a warning.
let valueRules: [RuleDescription] = [
    RuleDescription(
        .noFrontMatter,
        .error,
        adopted: .off,
        "The file has no data on top, between two lines `---`.",
        "In an adopted tree the title then comes from the first heading."
    ),
    RuleDescription(
        .missingTitle,
        .error,
        adopted: .error,
        "The file has no title.",
        "A page without a title has no name in lists, in search engines and for screen readers."
    ),
    RuleDescription(
        .titleFromName,
        .warning,
        adopted: .note,
        "The title was taken from the first heading, or from the name of the file.",
        "Only in adopted trees; add `title:` or map another key to it with `fields:`."
    ),
    RuleDescription(
        .unknownKey,
        .warning,
        adopted: .note,
        "A key that this kind of file does not have.",
        "Mostly a slip of the keyboard. In an adopted tree, map it to `null` in `fields:`."
    ),
    RuleDescription(
        .keyTwice,
        .error,
        adopted: .off,
        "Two spellings of one key in the same file.",
        "Only one of the two can be right."
    ),
    RuleDescription(
        .translationAlone,
        .error,
        adopted: .error,
        "A translation without its original, that does not say enough alone.",
        "A translation may leave out what its original says; here there is no original."
    ),
    RuleDescription(
        .otherLanguage,
        .warning,
        adopted: .off,
        "The name of the file ends like that of a translation, in a language that the site does not have.",
        "It is published as a page of its own, in the site's first language, whatever language it is in."
    ),
    RuleDescription(
        .translationTwice,
        .error,
        adopted: .warning,
        "Two files hold the same text in the same language.",
        "Only the first can be published."
    ),
    RuleDescription(
        .slugTaken,
        .off,
        adopted: .note,
        "Two files of an adopted tree would have one address.",
        "The first by path keeps it, the other gets a number; `slug:` gives it a name of its own."
    ),
    RuleDescription(
        .wrongShape,
        .error,
        adopted: .warning,
        "A list where one value is expected, keys where a text is, and so on.",
        "`docs/content.md` says what each key takes."
    ),
    RuleDescription(
        .missingPart,
        .error,
        adopted: .warning,
        "A value of several keys lacks one that it needs.",
        "A place needs its town, a document its label."
    ),
    RuleDescription(
        .wrongYesNo,
        .error,
        adopted: .warning,
        "Neither true nor false.",
        "`oui`, `non`, `yes` and `no` are understood as well."
    ),
    RuleDescription(
        .wrongNumber,
        .error,
        adopted: .warning,
        "A text where a number is expected.",
        "Words around a number go into the body or a note."
    ),
    RuleDescription(
        .outOfRange,
        .error,
        adopted: .warning,
        "A number too small or too large to be meant.",
        "A workload goes from 1 to 100 percent, remote work from 0 to 7 days."
    ),
    RuleDescription(
        .wrongDate,
        .error,
        adopted: .warning,
        "A text that is not a date.",
        "Dates are written year-month-day."
    ),
    RuleDescription(
        .impossibleDate,
        .error,
        adopted: .warning,
        "A day the calendar does not have, such as 30 February.",
        "Often the day and the month were exchanged."
    ),
    RuleDescription(
        .ambiguousDate,
        .error,
        adopted: .warning,
        "A date such as 05/01/2026 in a country where both orders are usual.",
        "A wrong deadline costs candidatures."
    ),
    RuleDescription(
        .dateForm,
        .note,
        adopted: .off,
        "A date such as 05/01/2026, read in the order usual in the country of the site.",
        "Year-month-day cannot be misread."
    ),
    RuleDescription(
        .noDate,
        .warning,
        adopted: .note,
        "`TBD`, `-` or the like in place of a date.",
        "The key is taken as left out."
    ),
    RuleDescription(
        .lowContrast,
        .error,
        adopted: .error,
        "A colour of `site.yml` that cannot be read on the theme's grounds.",
        "Text needs a contrast of 4.5:1 (WCAG 2.2, 1.4.3). The message gives the nearest colour that has it."
    ),
    RuleDescription(
        .unknownChoice,
        .error,
        adopted: .warning,
        "A word outside a closed list.",
        "The message gives the list."
    ),
    RuleDescription(
        .unknownTerm,
        .error,
        adopted: .warning,
        "A domain, contract or qualification that its taxonomy does not list.",
        "Without a file in `taxonomies/`, any term is taken as it is."
    ),
    RuleDescription(
        .wrongWebAddress,
        .error,
        adopted: .warning,
        "A web address with a mistake in it, or one that does not begin with http or https.",
        "Other schemes can run code in the visitor’s browser."
    ),
    RuleDescription(
        .wrongMailAddress,
        .error,
        adopted: .warning,
        "A mail address with a mistake in it.",
        "Mail to it would be lost."
    ),
    RuleDescription(
        .wrongPhone,
        .warning,
        adopted: .warning,
        "A telephone number with letters in it.",
        "The number is passed over."
    ),
    RuleDescription(
        .unknownCountry,
        .error,
        adopted: .warning,
        "A country that ISO 3166 does not list.",
        "Two letters: FR, BE, CH."
    ),
    RuleDescription(
        .unknownLanguage,
        .error,
        adopted: .warning,
        "A language that ISO 639 does not list, or one the site is not published in.",
        "Two letters: fr, en, nl."
    ),
    RuleDescription(
        .unknownCurrency,
        .error,
        adopted: .warning,
        "A currency that ISO 4217 does not list.",
        "Three letters: EUR, CHF, CAD."
    ),
    RuleDescription(
        .placeTwice,
        .warning,
        adopted: .note,
        "A list of places that names one of them twice.",
        "It counts once: feeds and search engines take each place for a post of its own."
    ),
    RuleDescription(
        .wrongCoordinates,
        .error,
        adopted: .warning,
        "A latitude or longitude that is not on the globe.",
        "The latitude comes first; between -90 and 90."
    ),
    RuleDescription(
        .wrongPath,
        .error,
        adopted: .warning,
        "A path out of the content folder, or an old address that is not of this site.",
        "Nothing outside the folder is published."
    ),
    RuleDescription(
        .remotePicture,
        .error,
        adopted: .warning,
        "A picture on another site.",
        "Pages ask no other site for anything: it would learn who reads the offer."
    ),
    RuleDescription(
        .noSuchFile,
        .warning,
        adopted: .warning,
        "A picture, or the folder of a collection, that is not there.",
        "The picture is left out; in `site.yml` the mistake stops the build."
    ),
    RuleDescription(
        .wrongCode,
        .warning,
        adopted: .warning,
        "A ROME code that is not a letter and four digits.",
        "The code is passed over."
    ),
    RuleDescription(
        .slugForm,
        .warning,
        adopted: .off,
        "A `slug` with capitals, accents or spaces.",
        "It is folded to what can stand in an address."
    ),
    RuleDescription(
        .salaryOrder,
        .error,
        adopted: .warning,
        "The least pay is above the most.",
        "Mostly the two were exchanged."
    ),
    RuleDescription(
        .salaryPeriod,
        .warning,
        adopted: .warning,
        "A pay without its period.",
        "The period is guessed from the amount."
    ),
    RuleDescription(
        .unclearDelay,
        .warning,
        adopted: .warning,
        "A delay for the reply that is not a number of days or weeks.",
        "Without it the offer cannot say by when one is answered."
    ),
]
