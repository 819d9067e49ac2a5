import Testing

@testable import VivierStore

@Suite("Instant")
struct InstantTests {
    @Test(
        "is written and read back",
        arguments: [
            "1970-01-01T00:00:00.000Z", "2026-11-21T04:00:00.123Z", "2024-02-29T23:59:59.999Z",
            "0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z",
        ]
    )
    func roundTrip(text: String) throws {
        #expect(try #require(Instant(text)).description == text)
    }

    @Test("counts from 1970")
    func milliseconds() throws {
        #expect(Instant("2026-11-21T04:00:00.123Z")?.milliseconds == 1_795_233_600_123)
        #expect(Instant("2026-11-21")?.description == "2026-11-21T00:00:00.000Z")
    }

    @Test(
        "refuses what is no moment",
        arguments: [
            "", "2026-02-30", "2025-02-29T00:00:00.000Z", "2026-11-21T25:00:00.000Z",
            "2026-11-21T04:00:00Z", "2026-11-21T04:00:00.123+01:00", "2026-13-01",
            "2026-11-21T04:00:00.123Zx", "２026-11-21",
        ]
    )
    func refusal(text: String) { #expect(Instant(text) == nil) }
}
