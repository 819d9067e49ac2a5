import VivierDiagnostics
import VivierModel

/// The files that tell a host how to serve the site: headers and redirects.
struct Hosting: Sendable {
    let address: SiteAddress
    let policy: ContentSecurityPolicy
    /// Old address to the one of today, both as they stand in the site.
    let redirects: [Redirect]
    /// Pages that other sites show.
    let framed: [FramedPage]
    /// Files whose name changes with their content, and folders of such files: `/idx/fr/s/*`.
    let immutable: [String]

    private static let policyName = "Content-Security-Policy"

    private static let headers: [(name: String, value: String)] = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Strict-Transport-Security", "max-age=31536000"),
    ]

    /// For hosts that read `_headers` (Netlify, Cloudflare Pages).
    var headersFile: String {
        var text = "/*\n"
        for header in allHeaders() { text += "  \(header.name): \(header.value)\n" }
        for page in framed {
            // Without the second line, hosts send both policies, and browsers follow both.
            text += """
                \(address.path(page.address))
                  ! \(Self.policyName)
                  \(Self.policyName): \(policy.forHeader(framedBy: page.origins))

                """
        }
        for asset in immutable {
            text += "\(address.path(asset))\n  Cache-Control: public, max-age=31536000, immutable\n"
        }
        return text
    }

    /// For hosts that read `_redirects`.
    var redirectsFile: String {
        redirects.map { "\(address.path($0.from)) \(address.path($0.to)) 301\n" }.joined()
    }

    /// To be included in a `server` of nginx.
    var nginx: [UInt8] {
        var text = "# include this in the server block; root is the folder of the site\n"
        for header in allHeaders() {
            text += "add_header \(header.name) \"\(header.value)\" always;\n"
        }
        text += "error_page 404 \(address.path("/404.html"));\n"
        text += "location ~ /\\.vivier { return 404; }\n"
        text += keptForGood("\(address.path("/assets/")).*\\.[0-9a-f]{8}\\.")
        if immutable.contains(where: { $0.hasSuffix("/*") }) {
            text += keptForGood("\(address.path("/idx/"))(.*/s|places)/")
        }
        for page in framed {
            text += "location ^~ \"\(address.path(page.address))\" {\n"
            text += nested(allHeaders(framedBy: page.origins)) + "}\n"
        }
        return Array(text.utf8)
            + redirects.flatMap { redirect in
                nginxRedirect(from: address.path(redirect.from), to: address.path(redirect.to))
            }
    }

    /// A block for files that never change, by a pattern of their paths.
    private func keptForGood(_ pattern: String) -> String {
        "location ~ \"^\(pattern)\" {\n"
            + "    add_header Cache-Control \"public, max-age=31536000, immutable\";\n"
            + nested(allHeaders()) + "}\n"
    }

    /// A block of nginx has its own headers or those around it, never both.
    private func nested(_ headers: [(name: String, value: String)]) -> String {
        headers.map { "    add_header \($0.name) \"\($0.value)\" always;\n" }.joined()
    }

    private func allHeaders(framedBy origins: [String] = []) -> [(name: String, value: String)] {
        [(Self.policyName, policy.forHeader(framedBy: origins))] + Self.headers
    }
}

/// An old address, where it leads today, and the file that says so.
struct Redirect: Sendable {
    var from: String
    var to: String
    var source: String
    /// Reads the file, for a message about its `aliases`, and where these stand.
    var text: @Sendable () -> [UInt8]? = { nil }
    var place: Range<Int>?
}

extension SiteView {
    /// Old addresses of everything in this language.
    ///
    /// A translation has those that it states itself, not those of its original.
    func redirects() -> [Redirect] {
        var all: [Redirect] = []
        for entries in [catalogue.open, catalogue.closed] {
            for version in entries.lazy.flatMap(\.versions) {
                all += redirects(version, version.value.aliases) { offerAddress(version) }
            }
        }
        for version in catalogue.employers.flatMap(\.versions) {
            all += redirects(version, version.value.aliases) { employerAddress(version) }
        }
        for version in catalogue.faqs.flatMap(\.versions) {
            all += redirects(version, version.value.aliases) { routes.faq(version.value.slug) }
        }
        for version in catalogue.pages.flatMap(\.versions) {
            all += redirects(version, version.value.aliases) { routes.page(version.value.slug) }
        }
        return all
    }

    private func redirects<Value>(
        _ version: Version<Value>,
        _ aliases: [String],
        to address: () -> String
    ) -> [Redirect] {
        guard version.language == language, version.stated.contains(.aliases) else {
            return []
        }
        return aliases.map {
            Redirect(
                from: alias($0),
                to: address(),
                source: version.path,
                text: { version.readBytes() },
                place: version.file.places[.aliases]
            )
        }
    }

    /// An old address as browsers ask for it, whatever way it was written in.
    private func alias(_ path: String) -> String {
        requestPath(percentDecoded(path.hasPrefix("/") ? path : "/\(path)"))
    }
}

/// The redirects that can be: each old address once, and none where a page stands
/// (`isTaken`); the others are left out.
func checkedRedirects(
    _ redirects: [Redirect],
    below folder: String,
    isTaken: (String) -> Bool,
    into diagnostics: inout Diagnostics
) -> [Redirect] {
    var first: [String: String] = [:]
    var kept: [Redirect] = []
    for redirect in redirects.sorted(by: { ($0.from, $0.source) < ($1.from, $1.source) }) {
        if isTaken(String(decoding: percentDecoded(redirect.from), as: UTF8.self)) {
            diagnostics.emit(.aliasTaken(redirect, by: "a page of the site", below: folder))
        } else if let other = first[redirect.from] {
            diagnostics.emit(.aliasTaken(redirect, by: "'\(other)'", below: folder))
        } else {
            first[redirect.from] = redirect.source
            kept.append(redirect)
        }
    }
    return kept
}

extension Diagnostic {
    fileprivate static func aliasTaken(
        _ redirect: Redirect,
        by other: String,
        below folder: String
    )
        -> Diagnostic
    {
        let message =
            "the alias '\(redirect.from)' is also the address of \(other), and leads there"
        let hint = "remove it from 'aliases'"
        let path = "\(folder)/\(redirect.source)"
        guard let place = redirect.place, let bytes = redirect.text() else {
            return Diagnostic(.warning, code: "alias-taken", message, path: path, hint: hint)
        }
        return Diagnostic(
            .warning,
            code: "alias-taken",
            message,
            in: SourceText(path: path, bytes: bytes),
            at: place,
            hint: hint
        )
    }
}

/// What a host and robots read beside the pages.
func hostingPages(
    _ views: [SiteView],
    policy: ContentSecurityPolicy,
    redirects: [Redirect],
    immutable: [String]
) -> [PlannedPage] {
    guard let first = views.first, first.configuration.outputs.hosting else { return [] }
    let hosting = Hosting(
        address: first.address,
        policy: policy,
        redirects: redirects,
        framed: views.flatMap(\.framedPages),
        immutable: immutable
    )
    func page(_ address: String, _ text: String) -> PlannedPage {
        page(address, Array(text.utf8))
    }
    func page(_ address: String, _ bytes: [UInt8]) -> PlannedPage {
        PlannedPage(address, source: "site.yml", isPage: false) { _ in bytes }
    }
    var robots = "User-agent: *\nAllow: /\n"
    if first.configuration.feeds.sitemap, !first.address.origin.isEmpty {
        robots += "Sitemap: \(first.address.absolute("/sitemap.xml"))\n"
    }
    return [
        page("/_headers", hosting.headersFile), page("/_redirects", hosting.redirectsFile),
        page("/nginx.conf.inc", hosting.nginx), page("/robots.txt", robots),
    ]
}
