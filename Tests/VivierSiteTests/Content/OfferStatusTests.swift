import Testing
import VivierModel

@testable import VivierSite

@Suite("Status of an offer")
struct OfferStatusTests {
    private func offer(_ change: (inout Offer) -> Void) -> Offer {
        var offer = Offer(title: "A", slug: "a", reference: "a")
        offer.published = Day(iso: "2026-05-01")
        offer.closes = Day(iso: "2026-05-31")
        change(&offer)
        return offer
    }

    private func expect(
        _ expected: OfferStatus,
        on day: String,
        policies: SiteConfiguration.Policies = SiteConfiguration().policies,
        _ change: (inout Offer) -> Void = { _ in },
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let day = try #require(Day(iso: day))
        let status = status(of: offer(change), on: day, policies: policies)
        #expect(status == expected, sourceLocation: sourceLocation)
    }

    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    @Test("an offer is open from its publication to the end of its deadline")
    func open() throws {
        try expect(.future(from: day("2026-05-01")), on: "2026-04-30")
        try expect(.open, on: "2026-05-01")
        try expect(.open, on: "2026-05-31")
        try expect(.closed(since: day("2026-06-01")), on: "2026-06-01")
        try expect(.open, on: "2099-01-01") { $0.closes = nil }
    }

    @Test("a closed offer keeps its page, then says that it is gone, then is forgotten")
    func ageing() throws {
        var policies = SiteConfiguration().policies
        policies.graceDays = 10
        policies.goneDays = 20
        try expect(.closed(since: day("2026-06-01")), on: "2026-06-10", policies: policies)
        try expect(.gone(since: day("2026-06-11")), on: "2026-06-11", policies: policies)
        try expect(.gone(since: day("2026-06-11")), on: "2026-06-30", policies: policies)
        try expect(.forgotten, on: "2026-07-01", policies: policies)
        policies.graceDays = 0
        try expect(.gone(since: day("2026-06-01")), on: "2026-06-01", policies: policies)
    }

    @Test("an offer closed by hand is filled from that day on")
    func filled() throws {
        let since = try day("2026-05-12")
        try expect(.open, on: "2026-05-11") { $0.closed = .since(since) }
        try expect(.filled(since: since), on: "2026-05-12") { $0.closed = .since(since) }
        try expect(.gone(since: day("2026-06-11")), on: "2026-06-11") { $0.closed = .since(since) }
        try expect(.filled(since: nil), on: "2026-05-12") { $0.closed = .sinceUnknown }
        try expect(.filled(since: nil), on: "2099-05-12") {
            $0.closed = .sinceUnknown
            $0.closes = nil
        }
        try expect(.filled(since: day("2026-06-01")), on: "2026-06-02") {
            $0.closed = .sinceUnknown
        }
        // Closed by hand after the deadline: the deadline counts.
        let later = try day("2026-06-15")
        try expect(.closed(since: day("2026-06-01")), on: "2026-06-20") {
            $0.closed = .since(later)
        }
    }

    @Test("drafts and offers without an approval that is asked for are held back")
    func heldBack() throws {
        var policies = SiteConfiguration().policies
        try expect(.draft, on: "2026-05-10") { $0.isDraft = true }
        policies.approvalRequired = true
        try expect(.awaitingApproval, on: "2026-05-10", policies: policies)
        try expect(.open, on: "2026-05-10", policies: policies) { $0.isApproved = true }
        policies.publicationDelay = 3
        try expect(.future(from: day("2026-05-04")), on: "2026-05-03", policies: policies) {
            $0.isApproved = true
        }
    }
}
