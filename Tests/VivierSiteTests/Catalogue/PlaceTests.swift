import Testing
import VivierModel

@testable import VivierSite

@Suite("Catalogue: places")
struct PlaceTests {
    @Test(
        "a French postal code lies in a department",
        arguments: [
            ("21000", "21"), ("01000", "01"), ("95880", "95"), ("75020", "75"), ("20000", "2a"),
            ("20167", "2a"), ("20199", "2a"), ("20200", "2b"), ("20620", "2b"), ("97110", "971"),
            ("97200", "972"), ("97300", "973"), ("97400", "974"), ("97500", "975"),
            ("97600", "976"), ("98600", "986"), ("98714", "987"), ("98800", "988"),
        ]
    )
    func postalCodes(code: String, department: String) {
        #expect(Department(postalCode: code, country: "FR")?.code == department)
    }

    @Test(
        "what is no French postal code has no department",
        arguments: [
            "", "2100", "210000", "00100", "96000", "98000", "97000", "99999", "20abc", "21OOO",
            "é1000", "21 00", "-1000",
        ]
    )
    func wrongPostalCodes(code: String) {
        #expect(Department(postalCode: code, country: "FR") == nil)
    }

    @Test("a postal code of another country has none", arguments: ["BE", "CH", "DE", "MC", "fr"])
    func otherCountries(country: String) {
        #expect(Department(postalCode: "21000", country: country) == nil)
    }

    @Test(
        "a department is named by its number or its name, however it is written",
        arguments: [
            ("21", "21", "Côte-d’Or"), ("2A", "2a", "Corse-du-Sud"), ("2a", "2a", "Corse-du-Sud"),
            ("Côte-d’Or", "21", "Côte-d’Or"), ("cote d'or", "21", "Côte-d’Or"),
            ("SEINE-SAINT-DENIS", "93", "Seine-Saint-Denis"), ("971", "971", "Guadeloupe"),
            ("Rhône", "69", "Rhône"), ("Bourgogne", "bourgogne", "Bourgogne"), ("99", "99", "99"),
        ]
    )
    func named(text: String, code: String, name: String) {
        let department = Department(named: text, country: "FR")
        #expect(department.code == code)
        #expect(department.name == name)
    }

    @Test("elsewhere a name is a name, even where France has it")
    func namedElsewhere() {
        let department = Department(named: "Jura", country: "CH")
        #expect(department.code == "jura")
        #expect(Department(named: "21", country: "CA").name == "21")
    }

    @Test("all 107 departments and collectivities have a code of their own")
    func distinct() {
        var codes: Set<String> = []
        for number in 0..<100_000 {
            let text = String(number)
            let code = String(repeating: "0", count: 5 - text.utf8.count) + text
            if let department = Department(postalCode: code, country: "FR") {
                codes.insert(department.code)
            }
        }
        #expect(codes.count == 107)
    }

    private func place(
        _ town: String,
        postalCode: String? = nil,
        department: String? = nil,
        country: String? = nil
    ) -> Place {
        var place = Place(town: town)
        place.postalCode = postalCode
        place.department = department
        place.country = country
        return place
    }

    @Test("a town is called by its name")
    func town() {
        var resolver = PlaceResolver(country: "FR")
        let dijon = place("Dijon", postalCode: "21000")
        resolver.see([dijon, dijon])
        let resolved = resolver.resolve([dijon])
        #expect(resolved.map(\.townCode) == ["dijon"])
        #expect(resolved.map(\.country) == ["FR"])
        #expect(resolved.map(\.department?.name) == ["Côte-d’Or"])
    }

    @Test("two towns of one name are told apart by their departments")
    func sameName() {
        var resolver = PlaceResolver(country: "FR")
        let towns = [
            place("Saint-Denis", postalCode: "93200"), place("Saint-Denis", postalCode: "97400"),
            place("SAINT DENIS", department: "93"), place("Saint-Denis"),
        ]
        resolver.see(towns)
        #expect(
            resolver.resolve(towns).map(\.townCode)
                == ["saint-denis-93", "saint-denis-974", "saint-denis-93", "saint-denis"]
        )
    }

    @Test("what the file says of its department counts more than the postal code")
    func stated() {
        let resolver = PlaceResolver(country: "FR")
        let stated = place("Ville", postalCode: "21000", department: "Jura")
        #expect(resolver.resolve([stated]).map(\.department?.code) == ["39"])
    }

    @Test("a place abroad keeps its country and looks for no French department")
    func abroad() {
        var resolver = PlaceResolver(country: "FR")
        let places = [place("Delémont", postalCode: "28000", country: "CH"), place("")]
        resolver.see(places)
        let resolved = resolver.resolve(places)
        #expect(resolved.map(\.country) == ["CH", "FR"])
        #expect(resolved.map(\.department) == [nil, nil])
        #expect(resolved.map(\.townCode) == ["delemont", ""])
    }

    @Test("a place that nobody has seen before is resolved by its name alone")
    func unseen() {
        let places = [place("Saint-Denis", postalCode: "93200")]
        #expect(PlaceResolver(country: "FR").resolve(places).map(\.townCode) == ["saint-denis"])
    }
}
