package import VivierModel

/// How a body recruits: what a file of `content/campaigns/` says.
///
/// Where nothing is said, the usual values hold; an offer that no campaign names has them all.
package struct Campaign: Sendable, Equatable {
    /// The name of its file.
    package var name: String
    package var title: String
    package var vacancies: [Vacancy] = []
    /// Forms whose dossiers are for no offer, and follow its rules.
    package var forms: [String] = []
    /// The period that lists are filtered by.
    package var from: Day?
    package var until: Day?
    /// Where its agents learn how to go about it, as a film: an address.
    package var guide: String?
    /// In their order; a candidature that was accepted enters the first.
    package var stages: [Stage] = []
    package var documents: [Document] = []
    /// In their order: no test before those in front of it are passed.
    package var tests: [Test] = []
    package var delays = Delays()
    /// Whether a dossier is incomplete until its candidate declares it complete.
    package var declaration = false
    package var retention: RetentionProfile?
    /// What letters say beside their own words, by the name of the letter.
    package var texts: [String: TranslatedText] = [:]

    package init(name: String, title: String = "") {
        self.name = name
        self.title = title
    }

    package struct Vacancy: Sendable, Equatable {
        /// The reference of its offer.
        package var offer: String
        package var positions: Int

        package init(offer: String, positions: Int) {
            self.offer = offer
            self.positions = positions
        }
    }

    package struct Stage: Sendable, Equatable {
        package var name: String
        package var label: TranslatedText
        /// Documents that are valid, and tests that are passed, before it is entered.
        package var documents: [String] = []
        package var tests: [String] = []
        /// Days after which a candidature in it is late.
        package var days: Int?

        package init(name: String, label: TranslatedText) {
            self.name = name
            self.label = label
        }
    }

    /// A document that is judged; `name` is the field of the form, or what it was asked for as.
    package struct Document: Sendable, Equatable {
        package struct Condition: Sendable, Equatable {
            package var field: String
            package var values: [String]

            package init(field: String, values: [String]) {
                self.field = field
                self.values = values
            }
        }

        package var name: String
        package var label: TranslatedText
        package var isRequired = true
        /// When it is required; always if empty, else when all hold.
        package var when: [Condition] = []

        package init(name: String, label: TranslatedText) {
            self.name = name
            self.label = label
        }
    }

    package struct Test: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            /// At one hour for all.
            case written
            /// At a place that each chooses.
            case oral
            case practical

            package var hasSlots: Bool { self != .written }
        }

        package struct Skill: Sendable, Equatable {
            package var name: String
            package var label: TranslatedText

            package init(name: String, label: TranslatedText) {
                self.name = name
                self.label = label
            }
        }

        package var name: String
        package var label: TranslatedText
        package var kind: Kind
        package var weight = 1
        package var outOf = 20
        /// The lowest mark that passes; half of ``outOf`` if it is not given.
        package var pass: Mark?
        /// Minutes that it lasts.
        package var duration = 60
        /// What each of the team rates from 1 to 5.
        package var skills: [Skill] = []
        /// The ids of the agents who alone may mark it; anybody who marks, if there are none.
        package var examiners: [String] = []

        package init(name: String, label: TranslatedText, kind: Kind) {
            self.name = name
            self.label = label
            self.kind = kind
        }

        package var passMark: Mark { pass ?? Mark(hundredths: outOf * 50) }
    }

    package struct Delays: Sendable, Equatable {
        /// Days before an incomplete dossier is deleted; 0: never.
        package var incomplete = 0
        /// Days before that on which its candidate is reminded; 0: not at all.
        package var reminder = 0
        /// Minutes that a letter about a decision waits, so that it can be undone.
        package var hold = 0
        /// Days before a test on which who takes it is reminded; 0: not at all.
        package var appointment = 1
        /// Days from the receipt of a candidature to the earliest selection.
        package var selection = 0

        package init() {}
    }
}

extension Campaign {
    package func test(_ name: String) -> Test? { tests.first { $0.name == name } }

    package func stage(_ name: String) -> Stage? { stages.first { $0.name == name } }

    package func positions(for offer: String) -> Int? {
        vacancies.first { $0.offer == offer }?.positions
    }
}
