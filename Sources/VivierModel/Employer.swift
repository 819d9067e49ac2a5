/// Who recruits, as the file states it, in one language.
package struct Employer: Sendable {
    package var name: String
    package var slug: String
    package var summary: String?
    package var kind: String?
    package var size: String?
    package var website: String?
    package var logo: Picture?
    package var locations: [Place] = []
    package var contact: Contact?
    /// Pages elsewhere (`name`: linkedin, mastodon…); always optional.
    package var links: [Link] = []
    package var aliases: [String] = []
    package var isDraft = false

    package struct Link: Sendable, Equatable {
        package var name: String
        package var url: String

        package init(name: String, url: String) {
            self.name = name
            self.url = url
        }
    }

    package init(name: String, slug: String) {
        self.name = name
        self.slug = slug
    }
}

/// A file of questions and answers.
package struct FAQ: Sendable {
    package var title: String
    package var slug: String
    package var summary: String?
    /// The day the answers were last checked.
    package var version: Day?
    package var order: Int?
    package var aliases: [String] = []
    package var isDraft = false

    package init(title: String, slug: String) {
        self.title = title
        self.slug = slug
    }
}

/// A page of its own: legal notice, accessibility statement.
package struct FreePage: Sendable {
    package enum Menu: String, Sendable, CaseIterable {
        case header
        case footer
        case none
    }

    package var title: String
    package var slug: String
    package var summary: String?
    package var menu: Menu = .none
    package var order: Int?
    package var isHiddenFromSearch = false
    package var hasContents = false
    package var layout: String?
    package var aliases: [String] = []
    package var isDraft = false

    package init(title: String, slug: String) {
        self.title = title
        self.slug = slug
    }
}
