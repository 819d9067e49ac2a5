internal import CLibXML2
package import VivierDiagnostics

/// Checks that a feed or a sitemap is well-formed XML.
///
/// libxml2 reads it as a stream, without network, without loading anything, and
/// without replacing entities (never `NOENT`, `DTDLOAD` nor `HUGE`). A document
/// type is refused before it gets to see the text: our files have none, and all
/// the known attacks need one.
///
/// - Parameter source: UTF-8 XML and its path.
/// - Returns: At most ten problems, in the order of the text; the first is where
///   the text stops being XML.
package func checkXML(_ source: SourceText) -> [Diagnostic] {
    if let place = documentType(in: source.bytes) {
        return [
            Diagnostic(
                .error,
                code: "xml-doctype",
                "document type in XML",
                in: source,
                at: place,
                hint: "remove it: it is not needed, and could load other files"
            )
        ]
    }
    _ = XMLReader.isReady
    return XMLReader(source).problems()
}

/// Where a document type stands among what may come before the first element.
private func documentType(in bytes: [UInt8]) -> Range<Int>? {
    unsafe bytes.withUnsafeBufferPointer { buffer in
        let text = unsafe ByteView(buffer)
        var index = 0
        while true {
            let start = text.firstIndex(of: UInt8(ascii: "<"), from: index)
            if text.has("<!--", at: start) {
                index = end(of: "-->", in: text, from: start + 4)
            } else if text.has("<?", at: start) {
                index = end(of: "?>", in: text, from: start + 2)
            } else {
                return text.has("<!", at: start) ? start..<min(start + 9, text.count) : nil
            }
        }
    }
}

/// The offset after `word`, or the end.
private func end(of word: StaticString, in text: ByteView, from start: Int) -> Int {
    var index = start
    while index < text.count, !text.has(word, at: index) { index += 1 }
    return index + word.utf8CodeUnitCount
}

/// One reading of a text by libxml2.
private struct XMLReader {
    /// Collects what libxml2 complains about; it gets a pointer to it.
    private final class Complaints {
        var found: [(message: String, line: Int, column: Int)] = []
    }

    private let source: SourceText

    init(_ source: SourceText) { self.source = source }

    /// Sets libxml2 up, once for the process, before threads use it.
    static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    func problems() -> [Diagnostic] {
        let complaints = Complaints()
        let size = Int32(clamping: source.bytes.count)
        let options = Int32(XML_PARSE_NONET.rawValue)
        let isRead = unsafe source.bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { chars in
                unsafe read(
                    xmlReaderForMemory(chars.baseAddress, size, nil, "UTF-8", options),
                    complaints
                )
            }
        }
        if !isRead, complaints.found.isEmpty {
            complaints.found.append(("text that libxml2 cannot read", 1, 1))
        }
        return complaints.found.prefix(10).map { complaint in
            let offset = offset(line: complaint.line, column: complaint.column)
            return Diagnostic(
                .error,
                code: "xml-malformed",
                complaint.message,
                in: source,
                at: offset..<offset
            )
        }
    }

    /// Reads to the end; `false` if the reader could not be made.
    ///
    /// The reader is ours and is freed here (xmlreader.h, `xmlFreeTextReader`).
    private func read(_ reader: OpaquePointer?, _ complaints: Complaints) -> Bool {
        guard let reader = unsafe reader else { return false }
        defer { unsafe xmlFreeTextReader(reader) }
        let box = unsafe Unmanaged.passUnretained(complaints).toOpaque()
        unsafe xmlTextReaderSetStructuredErrorHandler(
            reader,
            { box, error in
                guard let box = unsafe box, let error = unsafe error else { return }
                let complaints = unsafe Unmanaged<Complaints>.fromOpaque(box).takeUnretainedValue()
                guard complaints.found.count < 10 else { return }
                let text = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
                complaints.found.append(
                    unsafe (
                        trimmed(text).lowercasedFirst, Int(error.pointee.line),
                        Int(error.pointee.int2)
                    )
                )
            },
            box
        )
        var status: Int32 = 1
        while status == 1 { status = unsafe xmlTextReaderRead(reader) }
        return true
    }

    /// The byte at a line and a column of libxml2, both from 1, columns in bytes.
    private func offset(line: Int, column: Int) -> Int {
        var start = 0
        var number = 1
        while number < line, let end = source.bytes[start...].firstIndex(of: 0x0A) {
            start = end + 1
            number += 1
        }
        let end = source.bytes[start...].firstIndex(of: 0x0A) ?? source.bytes.count
        return min(start + max(column - 1, 0), end)
    }
}

extension String {
    /// The same with a small first letter, as our messages are written.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
