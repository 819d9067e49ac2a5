/// A closed list of terms: domains, contracts, qualifications.
package struct Taxonomy: Sendable {
    /// One term, with its label in each language it was given in.
    package struct Term: Sendable, Equatable {
        package var code: String
        /// Language code to label, `""` for all languages; empty where the code is
        /// all there is.
        package var labels: [String: String]
        package var rome: String?
        package var esco: String?
        /// The `employmentType` of schema.org, for contracts: `FULL_TIME`, `INTERN`.
        package var employmentType: String?

        package init(code: String, labels: [String: String] = [:]) {
            self.code = code
            self.labels = labels
        }

        /// The label in `language`, else in `fallback`, else for all languages, else
        /// the code itself.
        package func label(in language: String, fallback: String) -> String {
            labels[language] ?? labels[fallback] ?? labels[""] ?? code
        }
    }

    /// `domain`, `contract` or `qualification`.
    package let name: String

    /// In the order they are shown.
    package private(set) var terms: [Term] = []

    /// Whether a file lists the terms: then an unknown one is a mistake.
    package let isClosed: Bool

    private var positions: [String: Int] = [:]

    package init(name: String, isClosed: Bool) {
        self.name = name
        self.isClosed = isClosed
    }

    /// Adds a term; one whose code is known already changes nothing.
    package mutating func add(_ term: Term) {
        guard positions[term.code] == nil else { return }
        positions[term.code] = terms.count
        terms.append(term)
    }

    package subscript(_ code: String) -> Term? { positions[code].map { terms[$0] } }

    /// Where the term stands in the list, from 0.
    package func position(of code: String) -> Int? { positions[code] }
}
