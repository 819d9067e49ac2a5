/// Looks for the names in a PDF that make its reader do something.
///
/// Names are found wherever they stand, with `#xx` undone (ISO 32000-1 §7.3.5), so that a
/// name in a stream or a comment is found too: a flag too many asks a person to look, a
/// flag too few does not.
struct PDFScanner {
    private static let names: [String: AttachmentFinding] = [
        "JavaScript": .pdfJavaScript, "JS": .pdfJavaScript, "OpenAction": .pdfOpenAction,
        "AA": .pdfOpenAction, "Launch": .pdfLaunch, "EmbeddedFile": .pdfEmbeddedFile,
        "EmbeddedFiles": .pdfEmbeddedFile, "XFA": .pdfXFA, "SubmitForm": .pdfSubmit,
        "ImportData": .pdfSubmit, "RichMedia": .pdfRichMedia, "Encrypt": .pdfEncrypted,
        "ObjStm": .pdfHiddenObjects,
    ]

    /// The longest of the names above, every character written as `#xx`.
    private static let nameLimit = 3 * 13

    /// The signature may follow other bytes, within the first 1,024.
    private static let headLimit = 1_024

    private var head: [UInt8] = []
    private var isInName = false
    private var name: [UInt8] = []
    private var found: Set<AttachmentFinding> = []

    /// Whether the signature is where readers look for it.
    var isPDF: Bool { head.firstRange(of: Array("%PDF-".utf8)) != nil }

    /// What the names found so far mean.
    var findings: Set<AttachmentFinding> {
        var findings = found
        if isInName, let last = meaning(of: name) { findings.insert(last) }
        return findings
    }

    mutating func feed(_ bytes: Span<UInt8>) {
        for index in 0..<min(bytes.count, Self.headLimit - head.count) {
            head.append(bytes[index])
        }
        var index = 0
        while index < bytes.count {
            // Most of a PDF is compressed, and no name.
            if !isInName { index = bytes.firstIndex(of: UInt8(ascii: "/"), from: index) }
            guard index < bytes.count else { return }
            let byte = bytes[index]
            index += 1
            if isInName, Self.endsName(byte) {
                if let finding = meaning(of: name) { found.insert(finding) }
                isInName = false
            }
            if byte == UInt8(ascii: "/") {
                isInName = true
                name.removeAll(keepingCapacity: true)
            } else if isInName {
                name.append(byte)
                if name.count > Self.nameLimit { isInName = false }
            }
        }
    }

    private func meaning(of name: [UInt8]) -> AttachmentFinding? {
        var decoded = name
        if name.contains(UInt8(ascii: "#")) {
            let escaped = name.map { $0 == UInt8(ascii: "#") ? Ascii.percent : $0 }
            decoded = Ascii.percentDecoded(escaped[...])
        }
        return Self.names[String(decoding: decoded, as: UTF8.self)]
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, 0x09, 0x0A, 0x0C, 0x0D, 0x20,
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
