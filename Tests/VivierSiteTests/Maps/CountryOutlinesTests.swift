import Testing
import VivierDiagnostics

@testable import VivierSite

@Suite("Maps: outlines of countries")
struct CountryOutlinesTests {
    private func outlines(_ table: String) -> (CountryOutlines, [String]) {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "outlines.tsv", bytes: Array(table.utf8))
        let outlines = CountryOutlines(source, into: &diagnostics)
        return (outlines, diagnostics.all.map(\.description))
    }

    private let head =
        "# source: nobody\ncountry\twest\tnorth\teast_scale\tnorth_scale\twidth\theight\tpath\n"

    @Test(
        "a point is a spot in the drawing of its country, or none",
        arguments: [
            ("10 -5", "0 0"), ("9 -3", "10 10"), ("8.96 -3", "10 10"), ("0.04 4.96", "50 100"),
            ("10.1 -5.2", "-1 -1"), ("10.4 -5", ""), ("-21.1 55.5", ""), ("5 20", ""),
        ]
    )
    func spots(place: String, spot: String) throws {
        let (outlines, mistakes) = outlines(head + "XX\t-5\t10\t5\t10\t100\t100\tM0 0z\n")
        let degrees = place.split(separator: " ").compactMap { Double($0) }
        let point = try #require(MapPoint(latitude: degrees[0], longitude: degrees[1]))
        let found = outlines.countries["XX"]?.spot(of: point)
        #expect(mistakes == [] && (found.map { "\($0.x) \($0.y)" } ?? "") == spot)
    }

    @Test(
        "a line that is no outline is an error with its place",
        arguments: [
            "XX", "XX\t1\t2\t3\t4\t5\t6", "XX\t1\t2\t3\tfour\t5\t6\tM0 0z",
            "XX\t1\t2\t3\t4\t5\t6.5\tM0 0z",
        ]
    )
    func wrong(line: String) {
        let (outlines, mistakes) = outlines(head + line + "\n")
        #expect(outlines.countries.isEmpty && mistakes.count == 1)
        #expect(
            mistakes.first?.hasPrefix(
                "outlines.tsv:3:1: error: this line is no outline of a country [wrong-outlines]"
            ) == true
        )
    }

    @Test("an empty table draws nothing")
    func empty() {
        #expect(outlines("").0.countries.isEmpty && outlines("").1 == [])
        #expect(PlaceMaps().map(of: []) == nil)
    }
}
