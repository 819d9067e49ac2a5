package import VivierDiagnostics

/// What `site.yml` (over the theme's `theme.yml`, over the defaults) says.
package struct SiteConfiguration: Sendable {
    package var title = "Offres d’emploi"
    package var subtitle: TranslatedText?
    /// What the home page is headed with; the title if `nil`.
    package var headline: TranslatedText?
    package var description: TranslatedText?
    /// Scheme, host and perhaps a path, without a final slash; empty if unknown.
    package var url = ""
    package var timeZone = "Europe/Paris"
    /// The first is the default language.
    package var languages = ["fr"]
    /// ISO 3166-1 alpha-2.
    package var country = "FR"
    package var contact = SiteContact()
    package var mail = Mail()
    package var logo: Picture?
    package var colors = Colors()
    /// Path of a woff2 file in the content folder.
    package var bodyFont: String?
    package var navigation: [MenuEntry] = []
    package var footer: [MenuEntry] = []
    package var apply: ApplyBy?
    /// Where forms are sent: an address, or a path of this site, without a final slash.
    package var intake: String?
    package var portal: String?
    /// Whether candidates have a space of sealed pages on this site.
    package var spaces = false
    /// Whom candidates can sign in with, besides a password (OpenID Connect).
    package var signIn: [SignIn] = []
    package var typography = true
    /// Offers on a page of a list.
    package var pageSize = 20
    /// Whether the lists can be filtered in the browser: a theme says so.
    package var board = false
    /// A table of towns in the content folder, in place of the theme's.
    package var places: String?
    /// Newest offers on the home page.
    package var homeOffers = 6
    package var policies = Policies()
    package var lint = Lint()
    package var feeds = Feeds()
    package var outputs = Outputs()
    /// Path segments that replace those of the interface texts: `offers: jobs`.
    package var routes: [String: String] = [:]
    package var collections: [Collection] = []

    package init() {}

    package var defaultLanguage: String { languages.first ?? "fr" }

    package struct SiteContact: Sendable, Equatable {
        package var email: String?
        package var phone: String?
        package var address: String?
        package var url: String?
        /// "sous 3 jours ouvrés".
        package var reply: String?
    }

    /// Whose name the letters of the intake go out in.
    package struct Mail: Sendable, Equatable {
        package var from: Mailbox?
        /// Where answers go, if not to the sender.
        package var replyTo: String?
        /// Where answers go that come into the thread of a candidature.
        package var replies: String?
    }

    /// A mail address, and the name of who is reached there.
    package struct Mailbox: Sendable, Equatable {
        package var name: String?
        package var address: String

        package init(name: String?, address: String) {
            self.name = name
            self.address = address
        }
    }

    /// Somebody who knows candidates by an address of their own.
    package struct SignIn: Sendable, Equatable {
        package enum Preset: String, Sendable, CaseIterable { case linkedin }

        package var preset: Preset?
        /// Stands in addresses: `linkedin`.
        package var name = ""
        package var label = ""
        /// `https://accounts.example`.
        package var issuer = ""
        /// The name that the provider knows this site by.
        package var client = ""
        /// Whether it is also trusted to say who is an agent.
        package var isForAgents = false

        package init() {}
    }

    package struct Colors: Sendable, Equatable {
        /// `#RRGGBB`.
        package var accent: String?
        package var accentDark: String?
    }

    /// A link of the header or the footer: an address with its label, or a page's slug.
    package struct MenuEntry: Sendable, Equatable {
        package var label: String?
        package var target: String
        /// Where it is written; `nil` for one that no file has.
        package var place: Place?

        package init(label: String?, target: String, place: Place? = nil) {
            self.label = label
            self.target = target
            self.place = place
        }

        /// Whether it is to be the slug of a page, not an address.
        package var isSlug: Bool { !target.hasPrefix("/") && !target.contains(":") }
    }

    /// Bytes of one of the files of settings.
    package struct Place: Sendable, Equatable {
        package var path: String
        package var range: Range<Int>

        package init(path: String, range: Range<Int>) {
            self.path = path
            self.range = range
        }
    }

    package struct Policies: Sendable, Equatable {
        /// Days during which a closed offer keeps its page.
        package var graceDays = 30
        /// Days during which a "gone" page stands where the offer was, after the grace.
        package var goneDays = 365
        /// Days between `published` and the day an offer shows.
        package var publicationDelay = 0
        package var approvalRequired = false
        package var spontaneous: String?
        package var postalRefusedFrom: Day?
        package var replyWithin: Offer.ReplyDelay?
        /// Offers a town must have to get a page of its own.
        package var townPagesFrom = 1
    }

    package struct Lint: Sendable, Equatable {
        /// Country whose rules apply, or `none`.
        package var profile = "fr"
        /// Diagnostic code to severity; `nil` switches the rule off.
        package var severities: [String: Diagnostic.Severity?] = [:]
    }

    package struct Feeds: Sendable, Equatable {
        package var atom = true
        package var atomLimit = 50
        package var perFacet = true
        package var partners = true
        package var api = true
        /// A file of data for each offer, beside the list of all.
        package var apiOffers = true
        package var sitemap = true
    }

    /// Kinds of page that can be switched off.
    package struct Outputs: Sendable, Equatable {
        package var home = true
        package var employers = true
        /// A list of offers for each employer, apart from its page.
        package var employerLists = false
        package var domains = true
        package var contracts = true
        package var qualifications = true
        package var towns = true
        package var departments = true
        package var archive = true
        package var faq = true
        package var pages = true
        package var gone = true
        package var hosting = true
    }

    /// A folder of files that are read as one kind of content.
    package struct Collection: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            case offers
            case employers
            case faq
            case pages
        }

        /// Folder below the content folder.
        package var path: String
        package var kind: Kind
        /// Their keys and ours; where several of theirs become one of ours, the
        /// first that a file states counts.
        package var fields: [Field] = []
        /// Our key to their value to ours; `nil` drops theirs.
        package var values: [String: [String: String?]] = [:]
        /// Our key to the text taken where a file has no such key.
        package var defaults: [String: String] = [:]
        /// Globs of paths that are not read.
        package var ignore: [String] = []

        /// One of their keys, and what becomes of it.
        package struct Field: Sendable, Equatable {
            /// Dotted for a key inside another: `job.title`.
            package var theirs: String
            /// Dotted likewise; `nil` leaves theirs out.
            package var ours: String?

            package init(theirs: String, ours: String?) {
                self.theirs = theirs
                self.ours = ours
            }
        }

        package init(path: String, kind: Kind) {
            self.path = path
            self.kind = kind
        }
    }
}
