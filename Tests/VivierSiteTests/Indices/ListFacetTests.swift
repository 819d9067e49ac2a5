import Testing

@testable import VivierSite

@Suite("Index: facets and numbers")
struct ListFacetTests {
    private func made(_ kind: ListFacet.Kind, _ rows: [[String]]) -> ListFacet? {
        var builder = ListFacetBuilder("x", key: "x", kind)
        for row in rows {
            builder.beginRow()
            for value in row { builder.add(value) { value.uppercased() } }
        }
        return builder.finish()
    }

    @Test("values stand by name, combinations in their order; a row has one once")
    func values() throws {
        let facet = try #require(made(.many, [["b", "b", "a"], ["c"], [], ["c", "a"]]))
        #expect(facet.values.map(\.slug) == ["a", "b", "c"])
        #expect(facet.values.map(\.label) == ["A", "B", "C"])
        #expect(facet.values.map(\.count) == [2, 1, 2])
        #expect(facet.masks == [[0, 1], [0, 2], [2]])
        #expect(facet.codes == [1, 3, 0, 2])
        #expect(facet.values(ofCode: 2) == [0, 2])
    }

    @Test("a facet that no row has a value of is none")
    func nothing() {
        #expect(made(.one, [[], []]) == nil)
        #expect(made(.one, []) == nil)
        #expect(made(.many, [[""]]) == nil)
    }

    @Test("a floor leaves out the steps that nobody reaches")
    func floor() throws {
        let facet = ListFacet.floor(
            "pay",
            key: "pay",
            steps: [10, 20, 30, 40],
            of: [25, nil, 10, 30, 9],
            label: { "\($0)" }
        )
        let found = try #require(facet)
        #expect(found.values.map(\.slug) == ["10", "20", "30"])
        #expect(found.values.map(\.count) == [3, 2, 1])
        #expect(found.codes == [2, 0, 1, 3, 0])
        let low = ListFacet.floor("pay", key: "pay", steps: [10], of: [9, nil], label: { "\($0)" })
        #expect(low == nil)
    }

    @Test("a row at several points has a code above those of the points")
    func points() throws {
        let one = try #require(MapPoint(latitude: 47.3216, longitude: 5.0414))
        let two = try #require(MapPoint(latitude: -20.8821, longitude: 55.4504))
        #expect((one.latitude, one.longitude) == (47_322, 5041))
        #expect((two.latitude, two.longitude) == (-20_882, 55_450))
        let points = ListPoints([[two], [], [one, two, one], [two]])
        #expect(points.points == [two, one])
        #expect(points.masks == [[0, 1]])
        #expect(points.codes == [1, 0, 3, 1])
        #expect(points.points(ofCode: 3) == [0, 1])
    }

    @Test(
        "degrees that are not on earth are no point",
        arguments: [(91.0, 0.0), (0, -180.5), (.nan, 0), (0, .infinity)]
    )
    func noPoint(latitude: Double, longitude: Double) {
        #expect(MapPoint(latitude: latitude, longitude: longitude) == nil)
    }

    @Test("planes hold six bits of a row each, the highest first")
    func planes() {
        func text(_ codes: [UInt32]) -> [String] {
            VivierSite.planes(codes).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(text([]) == [""])
        #expect(text([0, 63]) == ["A/"])
        #expect(text([0, 1, 63, 64, 4095]) == ["AAAB/", "AB/A/"])
        #expect(text([4096]) == ["B", "A", "A"])
    }

    @Test("numbers of variable length have five bits a digit, the lowest first")
    func variableLength() {
        var text: [UInt8] = []
        for number in [0, 31, 32, 1023, 1024, 123_456_789] { appendVLQ(number, to: &text) }
        #expect(String(decoding: text, as: UTF8.self) == "AfgB/fggB1oz31D")
    }

    @Test("weights are whole numbers, and the same on every machine")
    func weights() {
        #expect(termWeight(rows: 1, having: 1) == 16)
        #expect(termWeight(rows: 3, having: 1) == 32)
        #expect(termWeight(rows: 39, having: 5) == 50)
        #expect(termWeight(rows: 10_000, having: 7) == 167)
        #expect(termWeight(rows: 100_000, having: 100_000) == 16)
        #expect(termWeight(rows: 1_000_000, having: 1) == 318)
    }
}
