import Testing
import VivierIntake

/// Looks at a file in every cut, which must come to the same.
func inspect(
    _ name: String,
    _ bytes: [UInt8],
    limits: AttachmentLimits = .init()
) -> AttachmentVerdict {
    let verdicts = Cut.allCases.map { cut in
        var inspector = AttachmentInspector(fileName: name, limits: limits)
        for piece in cut.pieces(of: bytes) { inspector.feed(piece.span) }
        return inspector.verdict()
    }
    #expect(verdicts.allSatisfy { $0 == verdicts[0] }, "pieces change the verdict")
    return verdicts[0]
}

@Suite("attachments")
struct AttachmentTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)

    private static func jpeg(width: UInt8, padding: Int = 3) -> [UInt8] {
        [0xFF, 0xD8, 0xFF, 0xE1, UInt8(padding >> 8), UInt8(padding & 0xFF)]
            + [UInt8](repeating: 0xFF, count: padding - 2)
            + [0xFF, 0xFF, 0xC2, 0, 11, 8, 0, 2, 0, width, 1, 0, 0]
    }

    @Test(
        "the ending of the name promises a kind",
        arguments: [
            ("cv.pdf", .pdf), ("CV.PDF", .pdf), ("photo.JPEG", .jpeg), ("a.jpg", .jpeg),
            ("a.exe.pdf", .pdf), ("a.pdf.exe", nil), ("pdf", nil), (".pdf", .pdf), ("a.pdf.", nil),
            ("a.svg", nil), ("a.html", nil), ("a.docm", nil), ("a.docx", .docx), ("", nil),
            ("a.pdf ", nil), ("a.pdf\u{301}", nil),
        ] as [(String, AttachmentKind?)]
    )
    func kinds(name: String, kind: AttachmentKind?) {
        #expect(AttachmentKind(fileName: name) == kind)
        if kind == nil { #expect(inspect(name, [1]).findings == [.unknownExtension]) }
    }

    @Test("a content that does not keep the promise is refused", arguments: AttachmentKind.allCases)
    func contentDiffers(kind: AttachmentKind) {
        let others: [[UInt8]] = [
            Self.png, Self.jpeg(width: 2), Array("MZ\0".utf8), Archive.docx.bytes,
            Archive(entries: [.init(name: "a")]).bytes,
        ]
        let names = kind.extensions.map { "cv.\($0)" }
        let own: [AttachmentKind: [Int]] = [.png: [0], .jpeg: [1], .docx: [3]]
        for (index, bytes) in others.enumerated() where own[kind]?.contains(index) != true {
            let verdict = inspect(names[0], bytes)
            #expect(verdict.findings == [.contentDiffers] && verdict.kind == nil)
            #expect(!verdict.isAcceptable)
        }
        #expect(inspect(names[0], []).findings == [.emptyFile])
    }

    @Test("the size of a picture comes from its header")
    func pictures() {
        let png = inspect("a.png", Self.png + [0, 0, 0, 7, 0, 0, 0, 9, 0])
        #expect(png.pixels == PixelSize(width: 7, height: 9) && png.isAcceptable)
        let jpeg = inspect("a.jpg", Self.jpeg(width: 5, padding: 60_000))
        #expect(jpeg.pixels == PixelSize(width: 5, height: 2) && jpeg.findings == [])
        var limits = AttachmentLimits()
        limits.pixels = 63
        let exact = Self.png + [0, 0, 0, 7, 0, 0, 0, 9]
        #expect(inspect("a.png", exact, limits: limits).findings == [])
        limits.pixels = 62
        #expect(inspect("a.png", exact, limits: limits).findings == [.imageTooLarge])
        let bomb = Self.png + [UInt8](repeating: 0xFF, count: 8)
        #expect(inspect("a.png", bomb).findings == [.imageTooLarge])
    }

    @Test("a picture whose header is broken is refused")
    func brokenPictures() {
        let empty = Self.png + [0, 0, 0, 0, 0, 0, 0, 9]
        let headless = Self.png.dropLast() + [0x58, 0, 0, 0, 7, 0, 0, 0, 9]
        for bytes in [empty, Array(headless), Self.png] {
            #expect(inspect("a.png", bytes).findings == [.imageUnreadable])
        }
        let jpegs: [[UInt8]] = [
            [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xDA, 0, 2], [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF],
            [0xFF, 0xD8, 0], Self.jpeg(width: 0),
        ]
        for bytes in jpegs { #expect(inspect("a.jpg", bytes).findings == [.imageUnreadable]) }
    }

    @Test(
        "what a PDF does by itself is flagged, and does not keep it out",
        arguments: [
            ("<< /Type /Catalog >>", []), ("/OpenAction 3 0 R", [.pdfOpenAction]),
            ("/S/JavaScript/JS(app.alert)", [.pdfJavaScript]), ("/J#61vaScript ", [.pdfJavaScript]),
            ("/#4a#61#76#61#53#63#72#69#70#74", [.pdfJavaScript]),
            ("/Launch<<>>", [.pdfLaunch]), ("/EmbeddedFiles[]", [.pdfEmbeddedFile]),
            ("/XFA[]/AA\n", [.pdfOpenAction, .pdfXFA]), ("/Encrypt 1 0 R", [.pdfEncrypted]),
            ("/JavaScripts /XFAB /Launche", []), ("/Type/ObjStm", [.pdfHiddenObjects]),
            ("/SubmitForm>>/RichMedia", [.pdfSubmit, .pdfRichMedia]), ("//XFA ", [.pdfXFA]),
        ] as [(String, [AttachmentFinding])]
    )
    func pdf(text: String, findings: [AttachmentFinding]) {
        let verdict = inspect("cv.pdf", Array("%PDF-1.7\n\(text)".utf8))
        #expect(verdict.findings == findings && verdict.isAcceptable)
    }

    @Test("a PDF's signature may follow a kilobyte of other bytes, not more")
    func pdfSignature() {
        let before = [UInt8](repeating: 0x20, count: 1_019)
        #expect(inspect("cv.pdf", before + Array("%PDF-1.4".utf8)).isAcceptable)
        let late = inspect("cv.pdf", before + [0x20] + Array("%PDF-1.4".utf8))
        #expect(late.findings == [.contentDiffers])
    }

    @Test("documents of Word and LibreOffice are known by the directory of their archive")
    func documents() {
        #expect(inspect("cv.docx", Archive.docx.bytes).isAcceptable)
        #expect(inspect("cv.odt", Archive.odt.bytes).isAcceptable)
        #expect(inspect("cv.odt", Archive.docx.bytes).findings == [.contentDiffers])
        #expect(inspect("cv.docx", Archive.odt.bytes).findings == [.contentDiffers])
        var commented = Archive.docx
        commented.comment = [UInt8](repeating: 0x50, count: 65_535)
        #expect(inspect("cv.docx", commented.bytes).isAcceptable)
    }

    @Test(
        "an archive that is dangerous to open is refused",
        arguments: [
            (Archive.Entry(name: "a", flags: 1), .zipEncrypted),
            (Archive.Entry(name: "../a"), .zipUnsafeEntry),
            (Archive.Entry(name: "/a"), .zipUnsafeEntry),
            (Archive.Entry(name: "a\\b"), .zipUnsafeEntry),
            (Archive.Entry(name: "C:a"), .zipUnsafeEntry),
            (Archive.Entry(name: "WORD/document.xml"), .zipUnsafeEntry),
            (Archive.Entry(name: "a", mode: 0xA1FF), .zipUnsafeEntry),
            (Archive.Entry(name: "a", method: 99), .zipUnsafeEntry),
            (Archive.Entry(name: "a", unpacked: 201 << 20), .zipTooLarge),
            (Archive.Entry(name: "a", unpacked: 60_000), .zipTooLarge),
            (Archive.Entry(name: "a", unpacked: 0xFFFF_FFFF), .zipUnreadable),
            (Archive.Entry(name: "a", offset: 0), .zipUnreadable),
            (Archive.Entry(name: "a", offset: 1 << 20), .zipUnreadable),
            (Archive.Entry(name: "word/vbaProject.bin"), .officeMacros),
            (Archive.Entry(name: "Basic/script-lc.xml"), .officeMacros),
        ] as [(Archive.Entry, AttachmentFinding)]
    )
    func dangerous(entry: Archive.Entry, finding: AttachmentFinding) {
        var archive = Archive.docx
        archive.entries.append(entry)
        let verdict = inspect("cv.docx", archive.bytes)
        #expect(verdict.findings == [finding] && !verdict.isAcceptable)
    }

    @Test("an object embedded in a document is flagged")
    func embedded() {
        var archive = Archive.docx
        archive.entries.append(.init(name: "word/embeddings/oleObject1.bin"))
        let verdict = inspect("cv.docx", archive.bytes)
        #expect(verdict.findings == [.officeEmbedded] && verdict.isAcceptable)
    }

    @Test("a directory that cannot be right is refused, wherever it is cut or broken")
    func brokenDirectories() {
        let whole = Archive.docx.bytes
        for length in 4..<whole.count {
            let verdict = inspect("cv.docx", Array(whole.prefix(length)))
            #expect(verdict.findings == [.zipUnreadable], "cut at \(length)")
        }
        var padded = Archive.docx
        padded.between = [0]
        #expect(inspect("cv.docx", padded.bytes).isAcceptable)
        #expect(inspect("cv.docx", whole + [0]).findings == [.zipUnreadable])
        var miscounted = Archive.docx
        miscounted.count = 3
        #expect(inspect("cv.docx", miscounted.bytes).findings == [.zipUnreadable])
        var many = Archive.docx
        for number in 0..<1_999 { many.entries.append(.init(name: "\(number)")) }
        #expect(inspect("cv.docx", many.bytes).findings == [.zipTooLarge])
        many.entries.removeLast()
        #expect(inspect("cv.docx", many.bytes).isAcceptable)
    }

    @Test("a text holds no control characters")
    func text() {
        #expect(inspect("a.txt", Array("Zoé\r\n\tfin\u{C}".utf8)).isAcceptable)
        #expect(inspect("a.txt", [0x5A, 0x6F, 0xE9]).isAcceptable)
        #expect(inspect("a.txt", Array("a\u{1B}[31m".utf8)).findings == [.contentDiffers])
        #expect(inspect("a.txt", Array("a\0".utf8)).findings == [.contentDiffers])
    }

    @Test("broken files of every kind are judged alike in every cut")
    func fuzz() {
        let originals: [(String, [UInt8])] = [
            ("a.png", Self.png + [0, 0, 0, 7, 0, 0, 0, 9]), ("a.jpg", Self.jpeg(width: 9)),
            ("a.docx", Archive.docx.bytes), ("a.odt", Archive.odt.bytes),
            ("a.pdf", Array("%PDF-1.4 /JS#20 /#4a#5 /Launch".utf8)),
        ]
        var generator = SeededGenerator(seed: 7)
        for round in 0..<5_000 {
            let (name, original) = originals[round % originals.count]
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = inspect(name, bytes)
        }
    }
}

@Suite("virus scanner")
struct VirusScanTests {
    @Test("the commands are as clamd reads them")
    func commands() {
        #expect(VirusScan.opening == Array("zINSTREAM".utf8) + [0])
        #expect(VirusScan.frameHeader(for: 0x0102_0304) == [1, 2, 3, 4])
        #expect(VirusScan.closing == [0, 0, 0, 0])
    }

    @Test(
        "an answer that is neither is a failure",
        arguments: [
            ("stream: OK\0", .clean), ("stream: Eicar-Test FOUND\0", .infected(name: "Eicar-Test")),
            ("INSTREAM size limit exceeded. ERROR\0", .failed), ("", .failed),
            ("stream: ", .failed),
            ("stream: OKAY", .failed), ("stream: OK\n", .clean),
        ] as [(String, VirusScan.Reply)]
    )
    func replies(text: String, reply: VirusScan.Reply) {
        #expect(VirusScan.reply(Array(text.utf8)) == reply)
    }
}
