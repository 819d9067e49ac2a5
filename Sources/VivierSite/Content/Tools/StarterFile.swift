package import VivierModel

/// A new file of content, with a remark on each key.
package struct StarterFile: Sendable {
    /// Folder below the content folder, then the name.
    package let path: String
    package let text: String

    /// Writes a file to begin with.
    ///
    /// `folders` are the names in the content folder: where there is `offres` and no
    /// `offers`, the file goes there.
    ///
    /// - Returns: `nil` for `site`, of which there is one.
    package init?(
        _ kind: ContentKind,
        title: String,
        day: Day,
        language: String,
        folders: [String] = []
    ) {
        let title = cleanLine(title)
        let candidates: [String]
        switch kind {
        case .offer: candidates = ["offers", "offres"]
        case .employer: candidates = ["employers", "employeurs"]
        case .faq: candidates = ["faq"]
        case .page: candidates = ["pages"]
        case .site: return nil
        }
        let folder = candidates.first { folders.contains($0) } ?? candidates[0]
        path = "\(folder)/\(VivierSite.slug(of: title)).md"
        var text = "---\n"
        let table = keyDocumentation(of: kind)
        let first = StarterFile.firstKeys[kind] ?? []
        for name in ["title"] + first {
            guard let row = table.first(where: { $0.name == name }) else { continue }
            text += StarterFile.remark(row) + "# Example: \(row.example)\n"
            switch name {
            case "title": text += "title: \(StarterFile.yaml(title))\n\n"
            case "published", "version": text += "\(name): \(day.iso)\n\n"
            case "draft": text += "draft: true\n\n"
            default: text += "\(name):\n\n"
            }
        }
        text += "# More keys: take the '# ' away from those you need.\n\n"
        for row in table where row.name != "title" && !first.contains(row.name) {
            text += StarterFile.remark(row) + "# \(row.example)\n\n"
        }
        text.removeLast()
        self.text = text + "---\n" + StarterFile.body(kind, language)
    }

    /// The keys that a good file of the kind has; an empty one counts as left out.
    private static let firstKeys: [ContentKind: [String]] = [
        .offer: [
            "draft", "summary", "employer", "contract", "locations", "salary", "published",
            "closes",
            "reply_within",
        ],
        .employer: ["draft", "summary", "website", "locations"],
        .faq: ["draft", "summary", "version", "order"],
        .page: ["draft", "summary", "menu"],
    ]

    /// What a key says, as lines of remarks.
    private static func remark(_ row: KeyDocumentation) -> String {
        var lines: [String] = []
        var line = "#"
        for word in row.text.split(separator: " ") {
            if line.count + word.count > 98 {
                lines.append(line)
                line = "#"
            }
            line += " \(word)"
        }
        lines.append(line)
        return lines.map { $0 + "\n" }.joined()
    }

    /// A text as YAML, in quotes: a title may hold anything.
    private static func yaml(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return quoted + "\""
    }

    private static func body(_ kind: ContentKind, _ language: String) -> String {
        switch (kind, language) {
        case (.offer, "fr"):
            "## Le poste\n\n\n## Vos missions\n\n- \n\n## Votre profil\n\n- \n\n## Conditions de travail\n\n"
        case (.offer, _):
            "## The post\n\n\n## What you will do\n\n- \n\n## Who you are\n\n- \n\n## Working conditions\n\n"
        case (.employer, "fr"): "## Qui sommes-nous ?\n\n"
        case (.employer, _): "## Who we are\n\n"
        case (.faq, "fr"):
            "Quelques mots d’introduction, si vous voulez.\n\n## Une question ?\n\nSa réponse.\n"
        case (.faq, _): "A few words to begin with, if you like.\n\n## A question?\n\nIts answer.\n"
        case (.page, _), (.site, _): "\n"
        }
    }
}
