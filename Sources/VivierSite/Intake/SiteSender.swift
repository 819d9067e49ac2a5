package import VivierDiagnostics
package import VivierFiles
import VivierModel

/// In whose name letters to candidates go out.
package struct SiteSender: Sendable, Equatable {
    package let name: String?
    package let address: String

    /// Where answers go, if not to the sender.
    package let replyTo: String?

    /// Where answers go that come into the thread of a dossier, with its code behind a `+`.
    package let replies: String?

    /// What `mail.from` says, else `contact.email` with the name of the site.
    ///
    /// - Returns: `nil` if the site gives no address.
    init?(_ configuration: SiteConfiguration) {
        if let from = configuration.mail.from {
            name = from.name
            address = from.address
        } else if let email = configuration.contact.email {
            name = siteTitle(configuration, in: configuration.defaultLanguage)
            address = email
        } else {
            return nil
        }
        replyTo = configuration.mail.replyTo
        replies = configuration.mail.replies
    }

    /// Reads it from `site.yml` in the content folder or beside it, and nothing else.
    ///
    /// - Throws: What the disk refused.
    package static func read(
        content: String,
        into diagnostics: inout Diagnostics
    ) throws(SystemCallError) -> SiteSender? {
        try readSettings(content, into: &diagnostics).flatMap { SiteSender($0) }
    }
}

/// Whether `site.yml` says that candidates have spaces; a file that cannot be read does not.
package func siteHasSpaces(_ content: String) -> Bool {
    var ignored = Diagnostics()
    let settings = try? readSettings(content, into: &ignored)
    return settings.map { $0.spaces && $0.intake != nil } ?? false
}

/// Reads `site.yml` in the content folder or beside it, and nothing else.
private func readSettings(
    _ content: String,
    into diagnostics: inout Diagnostics
) throws(SystemCallError) -> SiteConfiguration? {
    let paths = ["\(content)/site.yml", "\(content)/../site.yml"]
    guard let path = paths.first(where: { exists($0) }) else { return nil }
    let site = SourceText(path: shown(content, "site.yml"), bytes: try readFile(path))
    return readSiteConfiguration((theme: nil, site: site), into: &diagnostics)
}

/// The name of the site with what stands beside it in a language.
func siteTitle(_ configuration: SiteConfiguration, in language: String) -> String {
    let subtitle = configuration.subtitle?.text(
        in: language,
        fallback: configuration.defaultLanguage
    )
    return [configuration.title, subtitle].compactMap { $0 }.joined(separator: " ")
}
