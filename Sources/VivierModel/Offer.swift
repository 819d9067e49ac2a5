/// A job offer as its file states it, in one language.
///
/// Names of employers and taxonomy terms are the codes written in the file (or
/// the text itself where no such code exists); the catalogue resolves them.
package struct Offer: Sendable {
    package var title: String
    package var slug: String
    package var reference: String
    package var summary: String?
    /// Slug of an employer's file, or a name.
    package var employer: String?
    package var unit: String?
    /// Taxonomy codes; the first is the main one.
    package var domains: [String] = []
    package var contracts: [String] = []
    package var qualifications: [String] = []
    package var duration: String?
    @Apart package var occupation: Occupation?
    package var locations: [Place] = []
    @Apart package var remote: Remote?
    @Apart package var workload: Workload?
    package var salary: Salary?
    package var positions: Int?
    package var starts: DayOrText?
    package var published: Day?
    /// The last day on which an application is in time.
    package var closes: Day?
    package var replyWithin: ReplyDelay?
    package var languages: [SpokenLanguage] = []
    package var accommodations: [String] = []
    package var documents: [RequestedDocument] = []
    package var questions: [Question] = []
    @Apart package var contact: Contact?
    package var apply: ApplyBy?
    package var image: Picture?
    package var isDraft = false
    /// Closed before its deadline, and since when if the file says so.
    package var closed: Closed?
    package var isApproved = false
    package var aliases: [String] = []

    package init(title: String, slug: String, reference: String) {
        self.title = title
        self.slug = slug
        self.reference = reference
    }
}

extension Offer {
    package enum Closed: Sendable, Equatable {
        case sinceUnknown
        case since(Day)
    }

    package enum ReplyDelay: Sendable, Equatable {
        /// Days after the closing date.
        case days(Int)
        case by(Day)
    }

    package enum DayOrText: Sendable, Equatable {
        case day(Day)
        case text(String)
    }
}
