import VivierStore

extension Instant {
    /// As HTTP writes it: `Sat, 21 Nov 2026 08:00:00 GMT` (RFC 9110 §5.6.7).
    var http: String {
        // 2026-11-21T08:00:00.000Z
        let text = Array(description)
        let month = months[(Int(String(text[5..<7])) ?? 1) - 1]
        // 1970 began on a Thursday.
        let weekday = weekdays[Int(milliseconds / 86_400_000 + 4) % 7]
        let date = "\(String(text[8..<10])) \(month) \(String(text[..<4]))"
        return "\(weekday), \(date) \(String(text[11..<19])) GMT"
    }
}

private let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]
