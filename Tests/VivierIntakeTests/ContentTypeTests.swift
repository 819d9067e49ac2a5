import Testing
import VivierIntake

@Suite("Content-Type of a body")
struct ContentTypeTests {
    private func outcome(_ contentType: String) -> String {
        do {
            _ = try BodyReader(contentType: contentType, limits: IntakeLimits())
            return "read"
        } catch {
            return error.code
        }
    }

    @Test(
        "is read, or refused with a code",
        arguments: [
            ("multipart/form-data; boundary=b", "read"),
            ("Multipart/Form-Data;Boundary=\"a b\"; charset=utf-8", "read"),
            ("application/x-www-form-urlencoded", "read"), ("application/json", "read"),
            ("application/json; charset=UTF-8", "read"), ("", "no-content-type"),
            ("application/json; charset=utf-16", "unknown-charset"),
            ("multipart/form-data", "bad-boundary"),
            ("multipart/form-data; boundary=", "bad-boundary"),
            ("multipart/form-data; boundary=\"a \"", "bad-boundary"),
            ("multipart/form-data; boundary=é", "bad-boundary"),
            ("multipart/form-data; boundary=" + String(repeating: "b", count: 70), "read"),
            ("multipart/form-data; boundary=" + String(repeating: "b", count: 71), "bad-boundary"),
            ("multipart/form-data; boundary=a; boundary=b", "bad-content-type"),
            ("multipart", "bad-content-type"), ("/", "bad-content-type"),
            ("a/b/c", "bad-content-type"), ("multipart/form-data; \0", "bad-content-type"),
            ("text/plain", "unknown-content-type"),
            ("multipart/mixed; boundary=b", "unknown-content-type"),
        ]
    )
    func contentTypes(contentType: String, expected: String) {
        #expect(outcome(contentType) == expected)
    }
}
