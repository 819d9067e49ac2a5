import Foundation
import Testing
import VivierTestSupport

@testable import VivierSite

/// Mistakes of people who are no programmers, and what they are told; issue 2 §9.
@Suite("Content mistakes")
struct ContentErrorTests {
    static var cases: [URL] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/ContentErrors").standardizedFileURL
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appending(path: $0) }
    }

    @Test("says what is in the golden file", arguments: cases)
    func golden(folder: URL) throws {
        let content = try ContentFolder(folder)
        let kept = content.offers.count + content.employers.count + content.faqs.count
        let report = content.report + "\n\(kept + content.pages.count) published\n"
        try expectGolden(report, matches: folder.appending(path: "expected.txt"))
    }

    @Test("there are at least forty kinds of mistakes, with a code and a hint each")
    func breadth() throws {
        var codes: Set<String> = []
        for folder in Self.cases {
            for diagnostic in try ContentFolder(folder).diagnostics.all {
                codes.insert(diagnostic.code)
                let saysAll = ["title-from-name", "unknown-key", "out-of-range", "slug-taken"]
                #expect(
                    diagnostic.hint != nil || saysAll.contains(diagnostic.code),
                    "\(diagnostic)"
                )
            }
        }
        #expect(Self.cases.count >= 40)
        let silent = Set(Rule.allCases.map(\.code)).subtracting(codes)
        #expect(silent == ["long-title"])
    }
}
