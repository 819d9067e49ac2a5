import VivierDiagnostics

// What is said about addresses, paths and places.

extension Complaint {
    static func wrongWebAddress(_ key: String, _ text: String, _ fault: AddressFault) -> Complaint {
        let message: String
        var hint = "for example: \(last(key)): https://www.example.org/page"
        switch fault {
        case .space: message = "the web address \(quoted(text)) has a space in it"
        case .control:
            message = "the web address \(quoted(text)) has a character in it that none can have"
        case .noScheme:
            message = "\(quoted(text)) is not a whole web address"
            if text.contains("."), !text.contains(":") {
                hint = "write it with https: \(last(key)): https://\(text)"
            }
        case .scheme(let scheme):
            message = "a web address begins with https, not with '\(scheme):'"
        case .host, .noAt, .severalAts: message = "\(quoted(text)) names no site"
        }
        return Complaint(.wrongWebAddress, message, hint: hint)
    }

    static func wrongMailAddress(_ key: String, _ text: String, _ fault: AddressFault) -> Complaint
    {
        let message: String
        switch fault {
        case .space: message = "the mail address \(quoted(text)) has a space in it"
        case .noAt: message = "the mail address \(quoted(text)) has no '@'"
        case .severalAts: message = "the mail address \(quoted(text)) has more than one '@'"
        default: message = "\(quoted(text)) is not a mail address"
        }
        return Complaint(
            .wrongMailAddress,
            message,
            hint: "for example: \(last(key)): rh@example.org"
        )
    }

    static func wrongPhone(_ key: String, _ text: String) -> Complaint {
        Complaint(
            .wrongPhone,
            "\(quoted(text)) is not a telephone number",
            hint: "digits, spaces, points and + only: \(last(key)): 01 23 45 67 89"
        )
    }

    static func wrongAlias(_ text: String) -> Complaint {
        Complaint(
            .wrongPath,
            "\(quoted(text)) is not an old address of this site",
            hint: "write what follows the name of the site: aliases: [/offres/ancienne/]"
        )
    }

    static func wrongPath(_ key: String, _ text: String) -> Complaint {
        Complaint(
            .wrongPath,
            "\(quoted(text)) leads out of the content folder",
            hint:
                "write the path from the content folder on: \(last(key)): assets/images/accueil.jpg"
        )
    }

    static func remotePicture(_ key: String, _ text: String) -> Complaint {
        Complaint(
            .remotePicture,
            "the picture \(quoted(text)) is on another site",
            hint: "copy it into the content folder: pages ask no other site for anything"
        )
    }

    static func noSuchPicture(_ path: String, exists: Bool, _ files: Set<String>) -> Complaint {
        let near = nearestNames(to: path, in: files)
        return Complaint(
            .noSuchFile,
            exists
                ? "the picture \(quoted(path)) is not below 'assets', and is not published"
                : "there is no picture \(quoted(path))",
            hint: near.isEmpty
                ? "pictures stand below content/assets/: write assets/…"
                : "did you mean \(listed(near.map { "'\($0)'" }))?"
        )
    }

    static func noSuchFolder(_ path: String, _ folders: Set<String>) -> Complaint {
        let near = nearestNames(to: path, in: folders)
        return Complaint(
            .noSuchFile,
            "there is no file below \(quoted(path))",
            hint: near.isEmpty
                ? "give a folder below the content folder, or remove the collection"
                : "did you mean \(listed(near.map { "'\($0)'" }))?"
        )
    }

    static func placeTwice(_ town: String) -> Complaint {
        Complaint(
            .placeTwice,
            "the place \(quoted(town)) is named twice, and counts once",
            hint: "remove one, or tell the two apart by 'address' or 'postal_code'"
        )
    }

    static func wrongCoordinates(_ text: String) -> Complaint {
        Complaint(
            .wrongCoordinates,
            text.isEmpty
                ? "'coordinates' takes a latitude and a longitude"
                : "\(quoted(text)) is not a place on the map",
            hint: "for example: coordinates: [45.7597, 4.8422]"
        )
    }

    static func coordinateOutOfRange(_ text: String, limit: Double) -> Complaint {
        let name = limit == 90 ? "latitude" : "longitude"
        let low = "-\(Int(limit))"
        return Complaint(
            .wrongCoordinates,
            "the \(name) \(quoted(text)) is not between \(low) and \(Int(limit))",
            hint: "the latitude comes first: coordinates: [45.7597, 4.8422]"
        )
    }

    static func slugForm(_ text: String, _ folded: String) -> Complaint {
        Complaint(
            .slugForm,
            "\(quoted(text)) cannot stand in an address as it is; '\(folded)' is used",
            hint: "use small letters, digits and hyphens"
        )
    }
}
