/// All that a list can be filtered, searched and sorted by; `docs/index-format.md`.
///
/// Row 0 is the newest. Nothing here knows what a row is: ``OfferIndexing`` says it
/// of offers.
package struct ListIndex: Sendable {
    let language: String
    /// Days are days since 1970-01-01.
    let today: Int
    let count: Int
    let facets: [ListFacet]
    /// For each row, the day it was published; `nil` only in the last.
    let published: [Int?]
    /// For each row, the last day it is open.
    let closes: [Int?]
    let points: ListPoints
    let text: ListText
    /// Words of titles, the most frequent first.
    let titleWords: [String]
    /// For each row, what names it.
    let names: [String]
    /// For each row, the cells of its card as JSON.
    let cards: [[UInt8]]
    let cells: [String]
    /// Names of the facets whose combinations are counted in advance.
    let cube: [String]

    func facet(_ name: String) -> ListFacet? { facets.first { $0.name == name } }
}
