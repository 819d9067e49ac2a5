import Testing
import VivierDiagnostics

@testable import VivierSite

@Suite("Index: addresses and towns")
struct ListQueryTests {
    @Test("an address says what is wanted")
    func address() {
        let query = ListQuery(
            "?domaine=sante,social&domaine=eau&q=l%27%C3%A9t%C3%A9+d%27ici&lieu=dijon&km=20"
                + "&depuis=2026-11-02&bientot=1&tri=cloture"
        )
        #expect(query.values["domaine"] == ["sante", "social", "eau"])
        #expect(query.words == "l'été d'ici")
        #expect(query.town == "dijon")
        #expect(query.kilometres == 20)
        #expect(query.since == 20_759)
        #expect(query.closesSoon)
        #expect(query.order == .closing)
    }

    @Test(
        "what makes no sense counts for nothing",
        arguments: [
            "km=0", "km=1001", "km=-3", "km=+3", "km=3.5", "km=", "km=99999999999999999999",
            "depuis=2026-02-30", "depuis=demain", "bientot=true", "tri=prix", "&&", "=", "%", "%4",
        ]
    )
    func nonsense(address: String) {
        let query = ListQuery(address)
        #expect(query.kilometres == nil)
        #expect(query.since == nil)
        #expect(!query.closesSoon)
        #expect(query.order == nil)
        #expect(query.words.isEmpty)
    }

    @Test("bytes that are no text are read as such")
    func bytes() {
        #expect(ListQuery("q=%ff%zz%").words == "\u{FFFD}%zz%")
    }

    @Test("metres are those of a sphere, and nothing between a point and itself")
    func distance() throws {
        let dijon = try #require(MapPoint(latitude: 47.322, longitude: 5.041))
        let nevers = try #require(MapPoint(latitude: 46.990, longitude: 3.159))
        let pole = try #require(MapPoint(latitude: -90, longitude: 0))
        let opposite = try #require(MapPoint(latitude: 90, longitude: 180))
        #expect(DistanceFrom(dijon).metres(to: dijon) == 0)
        #expect(DistanceFrom(dijon).metres(to: nevers) == DistanceFrom(nevers).metres(to: dijon))
        #expect(DistanceFrom(dijon).metres(to: nevers) == 147_010)
        #expect(DistanceFrom(pole).metres(to: opposite) == 20_015_087)
    }

    private func gazetteer(_ table: String) -> (Gazetteer, [String]) {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "places.tsv", bytes: Array(table.utf8))
        let gazetteer = Gazetteer(source, country: "FR", into: &diagnostics)
        return (
            gazetteer,
            diagnostics.all.map { "\($0)".split(separator: "\n").first ?? "" }.map { String($0) }
        )
    }

    @Test("towns of one name have their area behind it, the rest their name alone")
    func towns() throws {
        let (table, faults) = gazetteer(
            """
            # a comment
            name\tarea\tlat\tlon\tpopulation
            Dijon\tCôte-d’Or\t47.322\t5.041\t159941
            Beaune\t=\t47.024\t4.839\t20000
            Beaune\tLoire\t47.100\t4.900\t10
            Nice\tAlpes-Maritimes\t43.703\t7.266\t340000
            """
        )
        #expect(faults.isEmpty)
        let here = try #require(MapPoint(latitude: 47.322, longitude: 5.041))
        let own = PlaceTable.Own(
            key: "dijon",
            name: "Dijon",
            area: "21",
            areaName: "Côte-d’Or",
            point: here
        )
        let towns = PlaceTable(own: [own], near: [here], of: table).towns
        // Nice lies too far away; the gazetteer's Dijon is the offers' own.
        #expect(towns.map(\.key) == ["beaune-21", "beaune-42", "dijon"])
        #expect(towns.map(\.area) == ["Côte-d’Or", "Loire", ""])
        #expect(towns.map(\.rank) == [1, 2, 0])
    }

    @Test(
        "a line without a name or a place on earth is said and left out",
        arguments: ["\t47\t5", "Nord\t95\t5", "Texte\tnord\tsud", "Court\t47"]
    )
    func wrongLine(line: String) {
        let (table, faults) = gazetteer("name\tlat\tlon\n\(line)\nDijon\t47.3\t5.0\n")
        #expect(table.towns.map(\.name) == ["Dijon"])
        #expect(
            faults == [
                "places.tsv:2:1: warning: this line has no name or no place on earth, and is left out [wrong-places]"
            ]
        )
    }

    @Test("a table without its columns is an error", arguments: ["", "name;lat;lon\n", "# x\n"])
    func wrongTable(table: String) {
        let (towns, faults) = gazetteer(table)
        #expect(towns.towns.isEmpty)
        #expect(
            faults == [
                "places.tsv: error: this table of towns has no columns 'name', 'lat' and 'lon' [wrong-places]"
            ]
        )
    }
}
