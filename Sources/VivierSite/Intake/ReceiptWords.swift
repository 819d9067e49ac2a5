import VivierForms
import VivierMarkup
package import VivierModel

/// What a receipt says of a submission beside its number, in the words of the site.
///
/// Nothing of it is personal: it is the same for all who sent that form for that offer.
package struct ReceiptWords: Sendable, Equatable {
    /// One of the languages of the site.
    package let language: String

    /// The name of the site.
    package let site: String

    /// What was answered: the title of the offer, or that of the form.
    package let title: String

    /// "samedi 21 novembre 2026 à 13 h 00 (Europe/Paris)".
    package let received: String

    /// What happens next.
    package let next: String?

    /// The day by which the offer promises an answer: `2026-12-05`.
    package let answerBy: String?

    /// The same in words.
    package let answerDay: String?
}

extension IntakeForms {
    /// The words of the receipt of a submission.
    ///
    /// - Parameters:
    ///   - form: The name of the form; it may be gone by now.
    ///   - reference: That of the offer.
    ///   - instant: When it was received, in seconds since 1970-01-01 UTC.
    ///   - language: That of the page it was sent from; the site's first if it has no such.
    /// - Returns: As much as the site still knows of form and offer.
    package func receiptWords(
        form: String,
        offer reference: String?,
        receivedAt instant: Int,
        language: String
    ) -> ReceiptWords {
        let edition = edition(of: language)
        let definition = definition(form)
        let offer = reference.flatMap { entry(of: $0) }
        let promised = offer.flatMap { replyDay($0.offer, configuration.policies) }
        return ReceiptWords(
            language: edition.language,
            site: siteTitle(configuration, in: edition.language),
            title: title(form: form, offer: reference, language: language),
            received: edition.moment(at: instant, clock, zone: configuration.timeZone),
            next: definition?.next.map { text($0, in: edition) },
            answerBy: promised?.iso,
            answerDay: promised.map { edition.dates.text($0, .long) }
        )
    }

    /// What was applied for, or else what form was sent.
    package func title(form: String, offer reference: String?, language: String) -> String {
        let edition = edition(of: language)
        return reference.flatMap { entry(of: $0) }?.version(in: edition.language).value.title
            ?? definition(form).map { text($0.title, in: edition) } ?? form
    }

    /// A day as letters write it: "vendredi 27 novembre 2026".
    package func words(for day: Day, language: String) -> String {
        edition(of: language).dates.text(day, .full)
    }

    /// What a field is called; its name if the form has no such field any more.
    package func label(
        ofField name: String,
        form: String,
        offer reference: String?,
        language: String
    ) -> String {
        guard let plain = definition(form) else { return name }
        let form = reference.flatMap { entry(of: $0) }.map { plain.asking($0.offer) } ?? plain
        return form.field(name).map { text($0.label, in: edition(of: language)) } ?? name
    }

    private func text(_ text: LocalText, in edition: Edition) -> String {
        if let key = text.key { return edition.texts.text(key) }
        let words = text.text(in: edition.language, fallback: configuration.defaultLanguage)
        return typographed(words, typography(of: edition.language, configuration))
    }
}

extension Edition {
    /// An instant in words, with the zone whose clocks show it.
    fileprivate func moment(at instant: Int, _ clock: SiteClock, zone: String) -> String {
        let (day, minute) = clock.reading(at: instant)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = (hour: "\(minute / 60)", minute: two(minute % 60))
        // Without the theme there are no words.
        guard texts["answers.moment"] != nil else {
            return "\(day.iso) \(two(minute / 60)):\(time.minute) (\(zone))"
        }
        return texts.text(
            "answers.moment",
            [
                "day": dates.text(day, .full), "hour": time.hour, "minute": time.minute,
                "zone": zone,
            ]
        )
    }
}
