import Foundation
import Testing

@testable import VivierForms

@Suite("Forms as PDF")
struct PDFTests {
    private func form() -> FormDefinition {
        var form = FormDefinition(name: "register", title: LocalText(anywhere: "Inscription"))
        form.steps = [FormStep(title: form.title)]
        var lines = FormField.TextRule()
        lines.lines = 5
        lines.maximum = 5000
        let options = ["x", "y"].map { FormField.Option(code: $0, label: LocalText(anywhere: $0)) }
        let kinds: [(String, FormField.Kind)] = [
            ("email", .mail), ("status", .choice(options)), ("domains", .several(options)),
            ("message", .text(lines)), ("cv", .file(FormField.FileRule())), ("consent", .consent),
        ]
        form.steps[0].fields = kinds.map { name, kind in
            FormField(name: name, kind: kind, label: LocalText(anywhere: "« \(name) »"))
        }
        return form
    }

    private func file() -> [UInt8] {
        var pdf = FormPDF(form(), language: "fr") { $0.text(in: "fr", fallback: "fr") }
        return pdf.bytes(optional: "facultatif", note: "À remplir")
    }

    /// The object of a field as a viewer that appends would write it anew.
    private func filled(_ values: KeyValuePairs<String, String>) -> [UInt8] {
        var text = ""
        for (index, value) in values.enumerated() {
            text +=
                "\(900 + index) 0 obj\n<< /T \(pdfText(value.key)) /V \(value.value) >>\nendobj\n"
        }
        return file() + Array(text.utf8)
    }

    private func pairs(_ bytes: [UInt8]) throws -> [String] {
        try readPDFForm(bytes).values.map { "\($0.name)=\($0.value)" }
    }

    @Test("a blank form reads back as its name and language, and nothing else")
    func blank() throws {
        #expect(try pairs(file()) == ["form=register", "language=fr"])
    }

    @Test("every place of its table is that of an object")
    func table() throws {
        let bytes = file()
        let text = String(decoding: bytes, as: UTF8.self)
        let entries = text.split(separator: "\n").filter { $0.hasSuffix(" 00000 n ") }
        #expect(entries.count > 10)
        for (index, entry) in entries.enumerated() {
            let place = try #require(Int(entry.prefix(10)))
            let head = Array("\(index + 1) 0 obj".utf8)
            #expect(bytes[place...].starts(with: head))
        }
    }

    @Test("what was filled in has the names and values that the page would send")
    func filledIn() throws {
        let read = try pairs(
            filled([
                "email": "(camille@exemple.fr)", "status": "<feff0078>", "domains:x": "/Yes",
                "domains:y": "/Off", "message": "(Ligne \\(1\\)\\r\\351t\\351)", "consent": "/Yes",
            ])
        )
        #expect(
            read == [
                "form=register", "language=fr", "email=camille@exemple.fr", "status=x",
                "domains=x", "message=Ligne (1)\rété", "consent=yes",
            ]
        )
        let verdict = form().validate(
            try readPDFForm(filled(["email": "(camille@exemple.fr)", "consent": "/Yes"])),
            country: "FR"
        )
        #expect(verdict.isAccepted)
    }

    @Test("the last version of an object counts")
    func updated() throws {
        let first = filled(["email": "(a@b.fr)"])
        let second = Array(
            "900 0 obj\n<< /T (email) /V 901 0 R >>\nendobj\n901 0 obj (c@d.fr)\n".utf8
        )
        #expect(try pairs(first + second).contains("email=c@d.fr"))
        #expect(try !pairs(first + second).contains("email=a@b.fr"))
    }

    @Test("compressed objects are read")
    func compressed() throws {
        // zlib.compress(b"7 0 <</T(email)/V(z@z.fr)>>") of Python, level 9.
        let packed: [UInt8] = [
            0x78, 0xDA, 0x33, 0x57, 0x30, 0x50, 0xB0, 0xB1, 0xD1, 0x0F, 0xD1, 0x48, 0xCD, 0x4D,
            0xCC, 0xCC, 0xD1, 0xD4, 0x0F, 0xD3, 0xA8, 0x72, 0xA8, 0xD2, 0x4B, 0x2B, 0xD2, 0xB4,
            0xB3, 0x03, 0x00, 0x62, 0x77, 0x07, 0x88,
        ]
        let object =
            Array("50 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n".utf8)
            + packed + Array("\nendstream endobj\n".utf8)
        #expect(try pairs(file() + object).contains("email=z@z.fr"))
    }

    /// `PDFs/`: the demo site's registration, filled in with MuPDF and saved whole with
    /// packed objects, rewritten by qpdf, and with the changes appended.
    @Test(
        "what other programs saved is read",
        arguments: [
            ("packed", "camille@exemple.fr"), ("rewritten", "camille@exemple.fr"),
            ("appended", "incr@exemple.fr"),
        ]
    )
    func others(name: String, mail: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "PDFs")
        let bytes = Array(try Data(contentsOf: folder.appending(path: "\(name).pdf")))
        let read = try pairs(bytes)
        #expect(read.contains("form=register-job-seeker"))
        #expect(read.contains("email=\(mail)"))
        guard name != "appended" else { return }
        #expect(read.contains("town=Saint-Étienne"))
        #expect(read.contains("contracts=training"))
        #expect(!read.contains("contracts=permanent"))
        #expect(read.contains("consent=yes"))
        #expect(read.contains { $0.hasPrefix("message=Un poste calme.") })
        #expect(read.contains { $0.hasSuffix("À mi-temps (l’après-midi)") })
    }

    @Test("what is no form of ours is refused by a code")
    func refused() {
        #expect(throws: PDFRefusal.damaged) { try readPDFForm(Array("hello".utf8)) }
        #expect(throws: PDFRefusal.notAForm) { try readPDFForm(Array("%PDF-1.7\n".utf8)) }
        let locked = file() + Array("trailer << /Encrypt 9 0 R >>".utf8)
        #expect(throws: PDFRefusal.encrypted) { try readPDFForm(locked) }
    }

    @Test("damage gives an answer or a refusal, never an end")
    func damage() {
        var random = Seeded(4)
        let whole = filled(["email": "(a@b.fr)", "message": "<feff00e9>"])
        var read = 0
        for _ in 0..<600 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: [0x28, 0x3C, 0x5B, 0x2F], at: place)
                }
            }
            if (try? readPDFForm(bytes)) != nil { read += 1 }
        }
        #expect(read > 100)
        for _ in 0..<3000 {
            let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            let output = (try? inflated(([0x78, 0xDA] + noise)[...], limit: 9)) ?? []
            #expect(output.count <= 9)
        }
    }
}
