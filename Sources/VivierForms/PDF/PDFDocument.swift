/// The objects of a PDF file under way.
struct PDFDocument {
    /// Bodies of the objects from 1 on; the first four are filled in at the end.
    private var objects: [[UInt8]] = [[], [], [], []]
    private var pages: [(content: [UInt8], annotations: [Int])] = [([], [])]
    private var fields: [Int] = []
    private var appearance: (on: Int, off: Int)?

    private static let catalog = 1
    private static let tree = 2
    private static let font = 3
    private static let information = 4

    mutating func turnPage() { pages.append(([], [])) }

    /// Writes a line at a place of the page.
    mutating func text(_ text: String, size: Double, x: Double, y: Double) {
        var line = Array("BT /Helv \(number(size)) Tf \(number(x)) \(number(y)) Td (".utf8)
        for byte in windowsBytes(text) {
            if [0x28, 0x29, 0x5C].contains(byte) { line.append(0x5C) }
            line.append(byte)
        }
        pages[pages.count - 1].content += line + Array(") Tj ET\n".utf8)
    }

    /// Adds a field; one without a rectangle is not seen.
    mutating func field(_ name: String, rectangle: [Double]?, _ entries: String) {
        let place = (rectangle ?? [0, 0, 0, 0]).map(number).joined(separator: " ")
        let number = add(
            "<< /Type /Annot /Subtype /Widget /F \(rectangle == nil ? 2 : 4) /Rect [\(place)] "
                + "/T \(pdfText(name)) \(entries) >>"
        )
        fields.append(number)
        pages[pages.count - 1].annotations.append(number)
    }

    /// Adds a box to tick, whose value is `/Yes` or `/Off`.
    mutating func box(_ name: String, rectangle: [Double], tooltip: String) {
        let (on, off) = boxes()
        field(
            name,
            rectangle: rectangle,
            "/FT /Btn /V /Off /AS /Off /TU \(pdfText(tooltip)) "
                + "/MK << /BC [0.44 0.49 0.53] /CA (4) >> "
                + "/AP << /N << /Yes \(on) 0 R /Off \(off) 0 R >> >>"
        )
    }

    private mutating func boxes() -> (on: Int, off: Int) {
        if let appearance { return appearance }
        func drawing(_ commands: String) -> String {
            "<< /Type /XObject /Subtype /Form /BBox [0 0 14 14] /Length \(commands.utf8.count) >>\n"
                + "stream\n\(commands)\nendstream"
        }
        let frame = "0.44 0.49 0.53 RG 0.5 0.5 13 13 re S"
        let made = (
            on: add(drawing(frame + " 0 G 2 w 3 3 m 11 11 l S 3 11 m 11 3 l S")),
            off: add(drawing(frame))
        )
        appearance = made
        return made
    }

    private mutating func add(_ body: String) -> Int {
        objects.append(Array(body.utf8))
        return objects.count
    }

    /// The whole file.
    mutating func bytes(title: String, language: String) -> [UInt8] {
        var kids: [Int] = []
        for page in pages {
            objects.append(
                Array("<< /Length \(page.content.count) >>\nstream\n".utf8) + page.content
                    + Array("\nendstream".utf8)
            )
            let content = objects.count
            kids.append(
                add(
                    "<< /Type /Page /Parent \(Self.tree) 0 R /MediaBox [0 0 595 842] "
                        + "/Contents \(content) 0 R /Tabs /S /Annots [\(references(page.annotations))] "
                        + "/Resources << /Font << /Helv \(Self.font) 0 R >> >> >>"
                )
            )
        }
        objects[Self.catalog - 1] = Array(
            ("<< /Type /Catalog /Pages \(Self.tree) 0 R /Lang \(pdfText(language)) "
                + "/ViewerPreferences << /DisplayDocTitle true >> "
                + "/AcroForm << /Fields [\(references(fields))] /NeedAppearances true "
                + "/DA (/Helv 11 Tf 0 g) /DR << /Font << /Helv \(Self.font) 0 R >> >> >> >>").utf8
        )
        objects[Self.tree - 1] = Array(
            "<< /Type /Pages /Count \(kids.count) /Kids [\(references(kids))] >>".utf8
        )
        objects[Self.font - 1] = Array(
            ("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                + "/Encoding /WinAnsiEncoding >>").utf8
        )
        objects[Self.information - 1] = Array("<< /Title \(pdfText(title)) >>".utf8)
        return file()
    }

    private func file() -> [UInt8] {
        var bytes = Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(bytes.count)
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let table = bytes.count
        bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for place in places {
            let digits = String(place)
            let padding = String(repeating: "0", count: max(0, 10 - digits.count))
            bytes += Array("\(padding)\(digits) 00000 n \n".utf8)
        }
        bytes += Array(
            ("trailer\n<< /Size \(objects.count + 1) /Root \(Self.catalog) 0 R "
                + "/Info \(Self.information) 0 R >>\nstartxref\n\(table)\n%%EOF\n").utf8
        )
        return bytes
    }
}

private func references(_ numbers: [Int]) -> String {
    numbers.map { "\($0) 0 R" }.joined(separator: " ")
}

/// A number with one decimal at most.
private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
}

/// A text string: UTF-16 with its mark, in hexadecimal (ISO 32000-1 §7.9.2.2).
func pdfText(_ text: String) -> String {
    let digits = text.utf16.map { unit in
        let hex = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - hex.count) + hex
    }
    return "<feff\(digits.joined())>"
}

/// A text in the encoding of the font, Windows-1252; spaces of all kinds are one.
private func windowsBytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0xFF: UInt8(scalar.value)
        case 0x20AC: 0x80
        case 0x2018: 0x91
        case 0x2019: 0x92
        case 0x201C: 0x93
        case 0x201D: 0x94
        case 0x201E: 0x84
        case 0x2013: 0x96
        case 0x2014: 0x97
        case 0x2026: 0x85
        case 0x152: 0x8C
        case 0x153: 0x9C
        default: scalar.properties.isWhitespace ? 0x20 : 0x3F
        }
    }
}
