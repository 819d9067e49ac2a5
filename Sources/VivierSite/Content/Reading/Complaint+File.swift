import VivierDiagnostics

// What is said about a file as a whole, its keys and its translations.

extension Complaint {
    static let noFrontMatter = Complaint(
        .noFrontMatter,
        "the file does not begin with its data",
        hint: "put them on top, between two lines '---': at least a line 'title: …'"
    )

    static func otherLanguage(_ code: String, siteHas languages: [String]) -> Complaint {
        Complaint(
            .otherLanguage,
            "the name ends in '.\(code)', which is not a language of this site",
            hint: "its languages are \(languages.joined(separator: ", ")): add '\(code)' to "
                + "'languages' in site.yml, or give the file another name"
        )
    }

    static func missingTitle(_ key: String, isEmpty: Bool) -> Complaint {
        Complaint(
            .missingTitle,
            isEmpty ? "the title is empty" : "the file has no title",
            hint: isEmpty ? "write it after the colon" : "add a line to its data: \(key): …"
        )
    }

    static func titleFromName(_ title: String, isHeading: Bool) -> Complaint {
        let origin = isHeading ? "its first heading" : "the name of the file"
        return Complaint(.titleFromName, "no title; \(origin) is used: \(quoted(title))")
    }

    /// A key that the table does not have, at the outermost or inside another.
    static func unknownKey(_ name: String, inside: String, among known: InnerKeys) -> Complaint {
        let key = inside.isEmpty ? quoted(name) : "\(quoted(name)) in '\(inside)'"
        var near = nearestKeys(to: name, in: known)
        if let english = foreignNames[slug(of: name)], let row = known.index(english) {
            near = [known.rows[row].name]
        }
        let hint: String
        if !near.isEmpty {
            hint = "did you mean \(listed(near.map { "'\($0)'" }))?"
        } else if inside.isEmpty {
            hint = "docs/content.md lists the keys; a key of another tool can be left out"
        } else {
            hint = "it takes \(listed(known.rows.map(\.name), "and"))"
        }
        return Complaint(.unknownKey, "unknown key \(key)", hint: hint)
    }

    /// The keys of an adopted file that nothing is made of, in one line.
    static func unreadKeys(_ names: [String]) -> Complaint {
        Complaint(.unknownKey, "keys not used: \(names.joined(separator: ", "))")
    }

    static func otherLanguage(_ code: String, _ languages: [String]) -> Complaint {
        Complaint(
            .unknownLanguage,
            "the site is not published in \(quoted(code))",
            hint: "use \(listed(languages)), or add it to 'languages' in site.yml"
        )
    }

    static func keyTwice(_ name: String, as other: String) -> Complaint {
        Complaint(
            .keyTwice,
            "'\(name)' says again what '\(other)' says",
            hint: "keep one of the two"
        )
    }

    static func translationAlone(_ missing: String) -> Complaint {
        Complaint(
            .translationAlone,
            "this translation has no original beside it, and no \(missing) of its own",
            hint: "add a line '\(missing): …', or the file it translates"
        )
    }

    static func slugTaken(_ slug: String, _ other: String) -> Complaint {
        Complaint(.slugTaken, "another file has the address '\(slug)'; this one has '\(other)'")
    }

    static func aliasTaken(_ alias: String) -> Complaint {
        Complaint(.slugTaken, "another file has the old address '\(alias)' as well; it keeps it")
    }

    static func translationTwice(_ other: String) -> Complaint {
        Complaint(
            .translationTwice,
            "the same text in the same language as \(other)",
            hint: "keep one of the two files"
        )
    }
}

/// The keys whose spellings come close to a name, at most two.
func nearestKeys(to name: String, in known: InnerKeys) -> [String] {
    var keys: [String] = []
    for spelling in nearestNames(to: name, in: known.names) {
        guard let row = known.index(spelling), !keys.contains(known.rows[row].name) else {
            continue
        }
        keys.append(known.rows[row].name)
    }
    return Array(keys.prefix(2))
}

/// What people who write French would call a key.
private let foreignNames: [String: String] = [
    "titre": "title", "intitule": "title", "nom": "name", "resume": "summary",
    "description": "summary", "chapo": "summary", "employeur": "employer", "service": "unit",
    "direction": "unit", "domaine": "domain", "domaines": "domain", "metier": "occupation",
    "contrat": "contract", "type-de-contrat": "contract", "duree": "duration",
    "diplome": "qualifications", "diplomes": "qualifications", "niveau": "qualifications",
    "lieu": "locations", "lieux": "locations", "ville": "town", "commune": "town",
    "code-postal": "postal_code", "departement": "department", "pays": "country",
    "adresse": "address", "teletravail": "remote", "temps-de-travail": "workload",
    "quotite": "workload", "salaire": "salary", "remuneration": "salary", "postes": "positions",
    "nombre-de-postes": "positions", "debut": "starts", "prise-de-poste": "starts",
    "date": "published", "publication": "published", "date-de-publication": "published",
    "cloture": "closes", "date-limite": "closes", "echeance": "closes", "fin": "closes",
    "langues": "languages", "langue": "lang", "amenagements": "accommodations",
    "pieces": "documents", "pieces-jointes": "documents", "postuler": "apply",
    "candidature": "apply", "brouillon": "draft", "image": "image", "photo": "image",
    "pourvu": "closed", "ferme": "closed", "valide": "approved", "ordre": "order",
    "site": "website", "site-web": "website", "taille": "size", "liens": "links",
    "telephone": "phone", "courriel": "email", "mail": "email", "devise": "currency",
    "periode": "period", "brut": "gross", "publie": "published", "redirections": "aliases",
    "sommaire": "toc", "gabarit": "layout", "type": "kind", "nature": "kind",
    "reference-de-l-offre": "reference", "ref": "reference", "tags": "domain", "id": "reference",
]
