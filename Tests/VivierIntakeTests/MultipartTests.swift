import Testing
import VivierIntake

@Suite("multipart/form-data")
struct MultipartTests {
    /// A part of one field with this header, between boundaries.
    private func body(_ header: String, _ content: String = "x") -> String {
        "--b\r\n\(header)\r\n\r\n\(content)\r\n--b--\r\n"
    }

    private func parts(_ text: String, limits: IntakeLimits = IntakeLimits()) -> Reading {
        let type = "multipart/form-data; boundary=b"
        let readings = Cut.allCases.map {
            read(Array(text.utf8), as: type, cut: $0, limits: limits)
        }
        #expect(readings.allSatisfy { $0 == readings[0] }, "pieces change the result")
        return readings[0]
    }

    @Test("fields and files come in their order, with their claims")
    func fieldsAndFiles() {
        let text =
            "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nZoé\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"cv.pdf\"\r\n"
            + "Content-Type: Application/PDF\r\n\r\n%PDF-1.7\r\n\r\n--bb\r\n--b--"
        let cv = ReadPart("cv", file: "cv.pdf", type: "application/pdf", "%PDF-1.7\r\n\r\n--bb")
        #expect(parts(text) == .parts([ReadPart("name", "Zoé"), cv]))
    }

    @Test(
        "names are read as browsers and old programs write them",
        arguments: [
            (#"form-data; name="a b""#, "a b", nil),
            (#"form-data; name=bit"#, "bit", nil),
            (#"form-data; name = "a" ;"#, "a", nil),
            (#"FORM-DATA; NAME="a""#, "a", nil),
            (#"form-data; name="a%22b""#, #"a"b"#, nil),
            (#"form-data; name="a\"b""#, #"a"b"#, nil),
            (#"form-data; name="100%25""#, "100%25", nil),
            (#"form-data; name="a"; filename="C:\Users\zoé\cv.pdf""#, "a", "cv.pdf"),
            (#"form-data; name="a"; filename="/tmp/../cv.pdf""#, "a", "cv.pdf"),
            (#"form-data; name="a"; filename=cv.pdf"#, "a", "cv.pdf"),
            (#"form-data; name="a"; filename=mon cv.pdf"#, "a", "mon cv.pdf"),
            (#"form-data; name="a"; filename="a;b=c.pdf""#, "a", "a;b=c.pdf"),
            (#"form-data; name="a"; filename="""#, "a", ""),
            (#"form-data; name="a"; filename="..""#, "a", "unnamed"),
            (#"form-data; name="a"; filename="???.txt""#, "a", "???.txt"),
            (#"form-data; name="a"; filename*=UTF-8''n%C3%A4me.txt"#, "a", "näme.txt"),
            (#"form-data; name="a"; filename*=iso-8859-1'fr'%80t%E9.txt"#, "a", "€té.txt"),
            (#"form-data; name="a"; filename="x"; filename*=utf-8''y"#, "a", "y"),
            (#"form-data; name="a"; filename="テスト.dat""#, "a", "テスト.dat"),
            ("form-data; name=a; filename=\"cv\u{202E}fdp.exe\"", "a", "cvfdp.exe"),
        ] as [(String, String, String?)]
    )
    func names(disposition: String, name: String, fileName: String?) {
        let expected = ReadPart(name, file: fileName, "x")
        #expect(parts(body("Content-Disposition: \(disposition)")) == .parts([expected]))
    }

    @Test("a file name that is no UTF-8 is read as Windows-1252")
    func latinFileName() {
        let head = #"--b"# + "\r\nContent-Disposition: form-data; name=a; filename=\"r"
        let bytes = Array(head.utf8) + [0xE9] + Array("sum\"\r\n\r\n\r\n--b--".utf8)
        let expected = Reading.parts([ReadPart("a", file: "résum", "")])
        #expect(read(bytes, as: "multipart/form-data; boundary=b") == expected)
    }

    @Test(
        "a header that can be read in two ways is refused",
        arguments: [
            ("Content-Disposition: form-data; name=a; name=b", "bad-disposition"),
            ("Content-Disposition: form-data; name=\"a", "bad-disposition"),
            ("Content-Disposition: form-data; name=\"a\"b", "bad-disposition"),
            ("Content-Disposition: form-data; name=a; filename*0=x", "bad-disposition"),
            ("Content-Disposition: form-data; name=a; filename*=x", "bad-disposition"),
            ("Content-Disposition: form-data; name=a; filename*=klingon''x", "unknown-charset"),
            ("Content-Disposition: form-data; name=\"a%0D\"", "bad-disposition"),
            ("Content-Disposition: attachment; name=a", "bad-disposition"),
            ("Content-Disposition: form-data", "part-without-name"),
            ("Content-Disposition:", "bad-disposition"),
            ("Content-Type: text/plain", "part-without-name"),
            (
                "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
                "bad-part-header"
            ),
            ("Content-\rDisposition: form-data; name=a", "bad-part-header"),
            ("Content-Disposition: form-data; n\rame=a", "bad-part-header"),
            ("Content-Disposition: form-data; name=\"a\0b\"", "bad-part-header"),
            ("Content-Disposition : form-data; name=a", "bad-part-header"),
            ("Content-<<<: form-data", "bad-part-header"),
            (" Content-Disposition: form-data; name=a", "bad-part-header"),
            ("Content-Disposition: form-data; name=a\r\nnothing", "bad-part-header"),
            ("Content-Disposition: form-data; name=a\r\n\rx", "bad-part-header"),
        ]
    )
    func badHeaders(header: String, code: String) {
        #expect(parts(body(header)) == .refused(code))
    }

    @Test("a header may be folded")
    func folded() {
        let header = "Content-Disposition: form-data;\r\n name=a\r\nContent-Type:\r\n\ttext/plain"
        #expect(parts(body(header)) == .parts([ReadPart("a", type: "text/plain", "x")]))
    }

    @Test(
        "transfer encodings are undone",
        arguments: [
            ("base64", "VGVz\r\ndCAx MjM=", "Test 123"), ("BASE64", "", ""),
            ("base64", "QQ==", "A"),
            ("quoted-printable", "a=3Db=\r\nc=c3=A9", "a=bcé"), ("8bit", "é", "é"),
        ]
    )
    func transferEncodings(encoding: String, content: String, text: String) {
        let header =
            "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: \(encoding)"
        #expect(parts(body(header, content)) == .parts([ReadPart("a", text)]))
    }

    @Test(
        "a content that is not what it says it is encoded in is refused",
        arguments: [
            ("base64", "QQ=", "bad-base64"), ("base64", "QQ==QQ==", "bad-base64"),
            ("base64", "Q", "bad-base64"), ("base64", "Q=Q=", "bad-base64"),
            ("base64", "é", "bad-base64"), ("base64", "====", "bad-base64"),
            ("quoted-printable", "a=", "bad-quoted-printable"),
            ("quoted-printable", "a=4", "bad-quoted-printable"),
            ("quoted-printable", "a=xx", "bad-quoted-printable"),
            ("gzip", "a", "unknown-transfer-encoding"),
        ]
    )
    func badTransferEncodings(encoding: String, content: String, code: String) {
        let header =
            "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: \(encoding)"
        #expect(parts(body(header, content)) == .refused(code))
    }

    @Test(
        "what looks like a boundary and is none is content",
        arguments: [
            "\r\n--", "\r\r\n\r\n--B", "\n--bc\n", "\r\n--b-", "\r\n--b\r", "\r\n--b--x", "--b x",
            "\r\n--b" + String(repeating: " ", count: 65), "\r\n--a\r\n--b\rx", "\r\n\r\n",
        ]
    )
    func nearBoundaries(content: String) {
        let header = "Content-Disposition: form-data; name=a"
        #expect(parts(body(header, content)) == .parts([ReadPart("a", content)]))
    }

    @Test("blanks after a boundary and line feeds alone are taken")
    func tolerance() {
        let text = "\r\n\r\n--b \t\nContent-Disposition: form-data; name=a\n\nx\n--b--  \n \r\n"
        #expect(parts(text) == .parts([ReadPart("a", "x")]))
    }

    @Test("a form without parts, and parts without content")
    func empty() {
        #expect(parts("--b--") == .parts([]))
        #expect(parts("--b--\r\n") == .parts([]))
        let header = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n"
        #expect(parts(header + "\r\n--b--") == .parts([ReadPart("a", "")]))
        #expect(parts(header + "--b--") == .parts([ReadPart("a", "")]))
    }

    @Test(
        "a body that does not end, or holds more than parts, is refused",
        arguments: [
            ("", "no-boundary"), ("\r\n", "no-boundary"), ("--b", "no-boundary"),
            ("--b-X\r\n", "bytes-outside-parts"), ("hello\r\n--b--", "bytes-outside-parts"),
            ("--b--\r\nbye", "bytes-outside-parts"), ("--b\r\n", "unfinished-body"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n", "unfinished-body"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx", "unfinished-body"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b", "unfinished-body"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b-", "unfinished-body"),
        ]
    )
    func unfinished(text: String, code: String) {
        #expect(parts(text) == .refused(code))
    }

    @Test("limits hold to the byte")
    func limits() {
        var limits = IntakeLimits()
        limits.field = 4
        limits.fields = 12
        limits.file = 6
        limits.fileBytes = 8
        limits.files = 2
        limits.parts = 4
        limits.partHeader = 80
        let field = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n"
        let file = "--b\r\nContent-Disposition: form-data; name=f; filename=\"n\"\r\n\r\n"
        let noFile = "--b\r\nContent-Disposition: form-data; name=f; filename=\"\"\r\n\r\n\r\n"
        let end = "--b--"
        func code(_ text: String) -> String? {
            guard case .refused(let code) = parts(text + end, limits: limits) else { return nil }
            return code
        }
        #expect(code(field + "1234\r\n") == nil)
        #expect(code(field + "12345\r\n") == "field-too-large")
        #expect(code(field + "1234\r\n" + field + "1234\r\n") == nil)
        #expect(
            code(field + "1234\r\n" + field + "1234\r\n" + field + "12\r\n") == "fields-too-large"
        )
        #expect(code(file + "123456\r\n") == nil)
        #expect(code(file + "1234567\r\n") == "file-too-large")
        #expect(code(file + "123456\r\n" + file + "123\r\n") == "files-too-large")
        #expect(code(file + "\r\n" + file + "\r\n" + file + "\r\n") == "too-many-files")
        #expect(code(noFile + noFile + noFile + noFile) == nil)
        #expect(code(noFile + noFile + noFile + noFile + noFile) == "too-many-parts")
        let long = String(repeating: "n", count: 80)
        #expect(code(field.replacing("=a", with: "=" + long)) == "part-header-too-large")
        limits.body = 10
        #expect(code(field) == "body-too-large")
    }

    @Test("a million parts are refused early, an endless header too")
    func endless() {
        let part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n"
        let parts = String(repeating: part, count: 1_001)
        let type = "multipart/form-data; boundary=b"
        #expect(read(Array(parts.utf8), as: type) == .refused("too-many-parts"))
        let header = "--b\r\n" + String(repeating: "X-A: b\r\n", count: 1 << 17)
        #expect(read(Array(header.utf8), as: type) == .refused("part-header-too-large"))
    }
}
