internal import VivierModel
internal import VivierStore

/// What one of the team finds of somebody at a test: each of them says it apart.
package struct Rating: Sendable, Equatable {
    package enum Recommendation: String, Sendable, CaseIterable {
        case strongNo = "strong-no"
        case no
        case yes
        case strongYes = "strong-yes"
    }

    package struct Skill: Sendable, Equatable {
        package let name: String
        /// From 1 to 5.
        package let value: Int

        package init(name: String, value: Int) {
            self.name = name
            self.value = value
        }
    }

    package var test: String
    /// In the order of the campaign.
    package var skills: [Skill]
    package var recommendation: Recommendation
    package var comment: String

    package init(
        test: String,
        skills: [Skill],
        recommendation: Recommendation,
        comment: String
    ) {
        self.test = test
        self.skills = skills
        self.recommendation = recommendation
        self.comment = comment
    }
}

extension Rating {
    var written: JSONValue {
        .object([
            .init("test", .string(test)),
            .init("skills", .object(skills.map { .init($0.name, .int($0.value)) })),
            .init("recommendation", .string(recommendation.rawValue)),
            .init("comment", .string(comment)),
        ])
    }

    /// What is not there or cannot be read is left out: it has already happened.
    init(_ data: JSONValue) {
        test = data["test"]?.string ?? ""
        skills = (data["skills"]?.members ?? []).compactMap { skill in
            skill.value.int.map { Skill(name: skill.name, value: $0) }
        }
        let word = data["recommendation"]?.string ?? ""
        recommendation = Recommendation(rawValue: word) ?? .no
        comment = data["comment"]?.string ?? ""
    }
}

extension Casework {
    func rated(
        _ rating: Rating,
        _ actor: Actor,
        _ setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        guard phase == .examined, let rule = setting.rules.test(rating.test),
            !rule.skills.isEmpty
        else { throw .notNow }
        // What several found is told apart by their names.
        guard actor.role != nil else { throw .noAgent }
        guard let test = test(rating.test), !test.isCancelled else { throw .noSuchTest }
        guard let hour = test.hour, hour <= setting.now else { throw .notTakenYet }
        guard rating.skills.map(\.name) == rule.skills.map(\.name),
            rating.skills.allSatisfy({ (1...5).contains($0.value) })
        else { throw .wrongRating }
        guard test.ratings.first(where: { $0.by == actor.by })?.rating != rating else {
            throw .unchanged
        }
        return .testRated(rating)
    }
}
