package import VivierModel
package import VivierStore
internal import VivierWorkflow

/// Who reads, with which links, on which day: what secrets and tokens are made of.
package struct ReaderAccess: Sendable {
    package let reader: ReaderID
    package let rotation: Int
    package let now: Instant
    /// The day on the clocks of the site.
    package let today: Day
    private let keys: SpaceKeys

    package init(
        _ reader: ReaderID,
        rotation: Int,
        keys: SpaceKeys,
        now: Instant,
        today: Day
    ) {
        self.reader = reader
        self.rotation = rotation
        self.keys = keys
        self.now = now
        self.today = today
    }

    /// Access to look pages up with: it has no day, and gives no rights.
    package init(_ reader: ReaderID, rotation: Int, keys: SpaceKeys) {
        self.init(
            reader,
            rotation: rotation,
            keys: keys,
            now: Instant(milliseconds: 0),
            today: Day(number: 0)
        )
    }

    package var home: PageSecret { keys.home(of: reader, rotation: rotation) }

    /// Of agents alone.
    package var list: PageSecret { keys.list(of: reader, rotation: rotation) }

    /// Of agents alone.
    package var figures: PageSecret { keys.figures(of: reader, rotation: rotation) }

    /// Of agents alone.
    package var profiles: PageSecret { keys.profiles(of: reader, rotation: rotation) }

    /// All that agents alone have, but for what stands beside the list.
    package var lists: [PageSecret] { [list, figures, profiles] }

    /// Of agents alone: some rows of the list.
    package func part(_ number: Int) -> PageSecret {
        keys.part(number, of: reader, rotation: rotation)
    }

    package func page(of id: DossierID) -> PageSecret {
        keys.page(of: id, for: reader, rotation: rotation)
    }

    /// The pages that the reader's earlier links opened.
    package func expired(_ ids: [DossierID]) -> [PageSecret] {
        (0..<rotation).flatMap { earlier in
            [keys.home(of: reader, rotation: earlier)]
                + ids.map { keys.page(of: $0, for: reader, rotation: earlier) }
        }
    }

    /// The page of a dossier, by the links of today and by all before.
    package func everyPage(of id: DossierID) -> [PageSecret] {
        (0...rotation).map { keys.page(of: id, for: reader, rotation: $0) }
    }

    /// The home, by the links of today and by all before.
    package var everyHome: [PageSecret] {
        (0...rotation).map { keys.home(of: reader, rotation: $0) }
    }

    func token(
        _ action: ActionToken.Action,
        _ candidature: Candidature,
        target: Int = 0
    ) -> String {
        token(action, state: candidature.events, dossier: candidature.id, target: target)
    }

    /// The right to have it kept for longer; `nil` unless that is asked, and the day is not over.
    func prolonging(_ candidature: Candidature) -> String? {
        candidature.renewal.flatMap { until in
            today <= until ? token(.prolong, candidature) : nil
        }
    }

    func token(
        _ action: ActionToken.Action,
        state: Int,
        dossier: DossierID? = nil,
        target: Int = 0
    ) -> String {
        ActionToken(
            action,
            reader,
            rotation: rotation,
            dossier: dossier,
            target: target,
            until: ActionToken.end(for: now),
            state: state,
            keys: keys
        ).text(keys)
    }
}
