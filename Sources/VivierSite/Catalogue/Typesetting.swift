import VivierMarkup
import VivierModel

/// How texts of a language are set: French with care, unless `site.yml` says not to.
func typography(of language: String, _ configuration: SiteConfiguration) -> Typography {
    configuration.typography && language == "fr" ? .french : .none
}

// What people read is set like the body: names, codes, addresses and mail are left alone.

extension Offer {
    mutating func typeset(_ typography: Typography) {
        func set(_ text: String) -> String { typographed(text, typography) }
        title = set(title)
        summary = summary.map(set)
        unit = unit.map(set)
        // The name of an employer without a file; a slug has no spaces.
        if let name = employer, name.contains(" ") { employer = set(name) }
        duration = duration.map(set)
        accommodations = accommodations.map(set)
        for index in documents.indices {
            documents[index].label = set(documents[index].label)
            documents[index].note = documents[index].note.map(set)
        }
        for index in questions.indices {
            questions[index].label = set(questions[index].label)
            questions[index].options = questions[index].options.map(set)
            questions[index].note = questions[index].note.map(set)
        }
        for index in locations.indices { locations[index].note = locations[index].note.map(set) }
        if let text = salary?.text { salary?.text = set(text) }
        if let note = salary?.note { salary?.note = set(note) }
        if let text = workload?.text { workload?.text = set(text) }
        if let note = workload?.note { workload?.note = set(note) }
        if let note = remote?.note { remote?.note = set(note) }
        if let label = occupation?.label { occupation?.label = set(label) }
        if case .text(let text)? = starts { starts = .text(set(text)) }
        if let picture = image {
            image = Picture(source: picture.source, alternative: set(picture.alternative))
        }
    }
}

extension Employer {
    mutating func typeset(_ typography: Typography) {
        name = typographed(name, typography)
        summary = summary.map { typographed($0, typography) }
        kind = kind.map { typographed($0, typography) }
        size = size.map { typographed($0, typography) }
    }
}

extension FAQ {
    mutating func typeset(_ typography: Typography) {
        title = typographed(title, typography)
        summary = summary.map { typographed($0, typography) }
    }
}

extension FreePage {
    mutating func typeset(_ typography: Typography) {
        title = typographed(title, typography)
        summary = summary.map { typographed($0, typography) }
    }
}

extension SiteConfiguration {
    /// The site's own words, in its first language where they do not say in which.
    mutating func typeset() {
        let typography = VivierSite.typography(of: defaultLanguage, self)
        title = typographed(title, typography)
        subtitle = subtitle.map(typeset)
        headline = headline.map(typeset)
        description = description.map(typeset)
        contact.address = contact.address.map { typographed($0, typography) }
        contact.reply = contact.reply.map { typographed($0, typography) }
    }

    private func typeset(_ text: TranslatedText) -> TranslatedText {
        text.mapTexts { language, words in
            let own = language.isEmpty ? defaultLanguage : language
            return typographed(words, VivierSite.typography(of: own, self))
        }
    }
}
