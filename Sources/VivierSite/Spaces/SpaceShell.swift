import VivierModel
import VivierTemplate

/// The page that opens sealed pages: the same for everybody, and empty of anything personal.
extension SiteView {
    static let shellTemplate = "pages/space.html"

    /// Where sealed pages stand, in whatever language they are.
    static let sealedFolder = "/espace/s/"

    /// Whether candidates have a space here.
    var hasSpaces: Bool {
        configuration.spaces && configuration.intake != nil
            && templates.contains(Self.shellTemplate)
    }

    /// Where an intake takes actions; empty if there is none.
    var actionAddress: String { intakeAddress("action") }

    /// Where an intake opens sealed pages for browsers without scripts; empty if there is none.
    var openingAddress: String { intakeAddress("space") }

    /// Where an intake takes address and password; empty if there is none.
    var signInAddress: String { intakeAddress("sign-in") }

    /// Whom candidates can sign in with, besides a password.
    private var providers: [Record] {
        configuration.signIn.map { provider in
            let address = "\(signInAddress)/with/\(provider.name)?language=\(language)"
            return Record(Shapes.spaceProvider, [.string(provider.label), .string(address)])
        }
    }

    private func intakeAddress(_ name: String) -> String {
        guard let intake = configuration.intake else { return "" }
        let base = intake.hasPrefix("/") ? address.path(intake) : intake
        return base.hasSuffix("/") ? base + name : "\(base)/\(name)"
    }

    func spacePages() -> [PlannedPage] {
        guard hasSpaces else { return [] }
        return [
            PlannedPage(routes.space, source: "templates/\(Self.shellTemplate)") { worker in
                worker.render(
                    Self.shellTemplate,
                    Record(
                        Shapes.spaceShell,
                        [
                            page(spaceHead), link(Self.sealedFolder), .string(openingAddress),
                            .string(signInAddress), .records(providers),
                        ]
                    ),
                    edition: editionIndex
                )
            }
        ]
    }

    /// The head of the shell, and of what an intake shows in its place.
    var spaceHead: PageHead {
        let title = edition.texts.text("site.portal")
        var head = PageHead(
            kind: "space",
            key: "space",
            address: routes.space,
            title: title,
            description: edition.texts.text("spaces.door.intro")
        )
        head.isHidden = true
        head.translations = editions.reduce(into: [:]) { $0[$1.language] = $1.routes.space }
        return head
    }
}
