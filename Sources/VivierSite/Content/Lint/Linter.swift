package import VivierDiagnostics
package import VivierModel

/// Looks for what is well-formed and yet a mistake: no pay range, a title for one
/// gender, a deadline before the publication.
///
/// Questions to candidates are looked at while they are read (`Phrases.swift`),
/// since only then is the place of each known.
package struct Linter: Sendable {
    private let configuration: SiteConfiguration
    private let day: Day
    private let own: [Rule: Diagnostic.Severity]
    private let adopted: [Rule: Diagnostic.Severity]

    /// Prepares the rules of one site, for a build on `day`.
    package init(configuration: SiteConfiguration, day: Day) {
        self.configuration = configuration
        self.day = day
        own = ruleSeverities(configuration.lint, isAdopted: false)
        adopted = ruleSeverities(configuration.lint, isAdopted: true)
    }

    /// Adds what the rules have to say about an offer read from `source`.
    ///
    /// An offer that is closed is not asked for what only candidates need; a
    /// translation is looked at for its own words.
    ///
    /// - Returns: `false` where a rule that counts as an error found something:
    ///   the offer is then not published.
    @discardableResult
    package func lint(
        _ offer: ContentFile<Offer>,
        source: SourceText,
        into diagnostics: inout Diagnostics
    ) -> Bool {
        let severities = offer.isAdopted ? adopted : own
        var pass = LintPass(file: offer, source: source, severities: severities)
        let status = status(of: offer.value, on: day, policies: configuration.policies)
        if !offer.isTranslation { pass.checkDates(status) }
        switch status {
        case .draft, .awaitingApproval, .future, .open:
            if !offer.isTranslation {
                pass.checkSalary()
                pass.checkCompleteness(configuration)
            }
            if !offer.isTranslation || offer.stated.contains(.title) { pass.checkTitle() }
            pass.checkBody()
        case .closed, .filled, .gone, .forgotten: break
        }
        diagnostics.merge(pass.diagnostics)
        return !pass.diagnostics.hasErrors
    }
}

/// The rules applied to one offer.
struct LintPass {
    let file: ContentFile<Offer>
    let source: SourceText
    let severities: [Rule: Diagnostic.Severity]
    private(set) var diagnostics = Diagnostics()

    private var offer: Offer { file.value }

    init(file: ContentFile<Offer>, source: SourceText, severities: [Rule: Diagnostic.Severity]) {
        self.file = file
        self.source = source
        self.severities = severities
    }

    /// Says something about a key, or about the title where the key is missing.
    mutating func complain(
        _ complaint: @autoclosure () -> Complaint,
        _ rule: Rule,
        about key: ContentKey
    ) {
        guard severities[rule] != nil else { return }
        if let range = file.places[key] ?? file.places[.title] {
            complain(complaint(), rule, at: range)
        } else {
            let made = complaint()
            diagnostics.emit(
                Diagnostic(
                    severities[rule] ?? .note,
                    code: rule.code,
                    made.message,
                    path: source.path,
                    hint: made.hint
                )
            )
        }
    }

    mutating func complain(_ complaint: Complaint, _ rule: Rule, at range: Range<Int>) {
        guard let severity = severities[rule] else { return }
        diagnostics.emit(
            Diagnostic(
                severity,
                code: rule.code,
                complaint.message,
                in: source,
                at: range,
                hint: complaint.hint
            )
        )
    }

    mutating func checkDates(_ status: OfferStatus) {
        if let published = offer.published, let closes = offer.closes, closes < published {
            complain(
                .deadlineBeforePublication(closes, published),
                .deadlineBeforePublication,
                about: .closes
            )
        }
        switch status {
        case .forgotten: complain(.longExpired, .longExpired, about: .closes)
        case .filled(since: nil): complain(.closedWithoutDate, .closedWithoutDate, about: .closed)
        default: break
        }
    }

    mutating func checkSalary() {
        guard let salary = offer.salary else {
            guard !file.stated.contains(.salary) else { return }
            complain(.noSalary, .noSalary, about: .salary)
            return
        }
        if !salary.isPublished {
            complain(.hiddenSalary, .hiddenSalary, about: .salary)
            return
        }
        switch (salary.min, salary.max) {
        case (nil, nil): complain(.salaryWithoutFigures, .salaryWithoutFigures, about: .salary)
        case (nil, _), (_, nil): complain(.salaryWithoutRange, .salaryWithoutRange, about: .salary)
        case (let min?, let max?):
            if max > min * 2 { complain(.wideSalaryRange, .wideSalaryRange, about: .salary) }
        }
    }

    mutating func checkCompleteness(_ configuration: SiteConfiguration) {
        // A key that is there and could not be read has been complained about.
        func isMissing(_ key: ContentKey) -> Bool { !file.stated.contains(key) }
        if offer.closes == nil, isMissing(.closes) {
            complain(.noDeadline, .noDeadline, about: .closes)
        }
        if offer.replyWithin == nil, configuration.policies.replyWithin == nil,
            isMissing(.replyWithin)
        {
            complain(.noReplyDelay, .noReplyDelay, about: .replyWithin)
        }
        if offer.published == nil, isMissing(.published) {
            complain(.noPublicationDate, .noPublicationDate, about: .published)
        }
        if offer.employer == nil, isMissing(.employer) {
            complain(.noEmployer, .noEmployer, about: .employer)
        }
        if offer.locations.isEmpty, offer.remote?.kind != .full, isMissing(.locations) {
            complain(.noLocation, .noLocation, about: .locations)
        }
        if offer.apply == nil, configuration.apply == nil, isMissing(.apply) {
            complain(.noWayToApply, .noWayToApply, about: .apply)
        }
    }

    mutating func checkTitle() {
        let title = offer.title
        if title.utf8.count > 110, title.count > 110 {
            complain(.longTitle(title.count), .longTitle, about: .title)
        }
        if isShouted(title) { complain(.shoutedTitle, .shoutedTitle, about: .title) }
        guard severities[.genderedTitle] != nil || severities[.middleDot] != nil else { return }
        let reading = GenderReading(title, language: file.language)
        if let word = reading.gendered {
            complain(.genderedTitle(word, reading.neutral), .genderedTitle, about: .title)
        }
        if reading.hasMiddleDot { complain(.middleDot, .middleDot, about: .title) }
    }

    mutating func checkBody() {
        guard bodyPhraseRules.contains(where: { severities[$0] != nil }) else { return }
        for finding in findForbiddenPhrases(source.bytes, in: file.bodyRange) {
            if finding.rule == .ageQuestion, isYouthContract { continue }
            complain(
                .forbiddenPhrase(finding.rule, finding.phrase),
                finding.rule,
                at: finding.range
            )
        }
    }

    /// Apprenticeships and civic service have limits of age by law.
    private var isYouthContract: Bool {
        offer.contracts.contains { contract in
            let folded = slug(of: contract)
            return ["apprenti", "alternance", "civique", "stage"].contains { folded.contains($0) }
        }
    }

    /// Whether there are words of four letters or more, and all letters are capitals.
    private func isShouted(_ title: String) -> Bool {
        // Nearly every title ends here, without a look at the tables of Unicode.
        guard !title.utf8.contains(where: { (97...122).contains($0) }) else { return false }
        var run = 0
        var longest = 0
        for character in title {
            if character.isLowercase { return false }
            run = character.isUppercase ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest > 6
    }
}
