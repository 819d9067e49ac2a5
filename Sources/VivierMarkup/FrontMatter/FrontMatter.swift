package import VivierDiagnostics

/// The front matter of a file of content, and where its text begins.
package struct FrontMatter: Sendable {
    /// What was read; an empty mapping if the file has no front matter.
    package let document: YAMLDocument

    /// Offsets of the lines between the delimiters; empty if there are none.
    package let range: Range<Int>

    /// Offset of the first byte after the closing line, or after the byte order
    /// mark if the file has no front matter.
    package let bodyOffset: Int

    /// Whether the file has no front matter at all.
    package let isMissing: Bool
}

/// The bytes a front matter may have: far more than any, far less than would
/// take long.
let frontMatterLimit = 1 << 20

/// The bytes a file of YAML may have.
let yamlFileLimit = 16 << 20

/// Reads the front matter at the head of a file: lines of YAML between a line
/// `---` and a line `---` or `...`.
///
/// Only the head of the file is looked at, up to the closing line; use
/// ``checkText(_:in:into:)`` on the body.
///
/// - Returns: `nil` if it is refused; the diagnostics then hold an error at
///   least. Warnings may come with an answer.
package func readFrontMatter(
    _ source: SourceText,
    into diagnostics: inout Diagnostics
) -> FrontMatter? {
    unsafe source.bytes.withUnsafeBufferPointer { buffer in
        let bytes = unsafe YAMLBytes(buffer, end: buffer.count)
        return readFrontMatter(bytes, of: source, into: &diagnostics)
    }
}

private func readFrontMatter(
    _ bytes: YAMLBytes,
    of source: SourceText,
    into diagnostics: inout Diagnostics
) -> FrontMatter? {
    let text = textStart(bytes)
    let opening: Int
    switch FrontMatterOpening(bytes, from: text) {
    case .found(let offset): opening = offset
    case .missing:
        if let fault = FrontMatterFault.misplaced(bytes, of: source, from: text) {
            diagnostics.emit(fault)
            return nil
        }
        return FrontMatter(
            document: emptyDocument(of: source),
            range: text..<text,
            bodyOffset: text,
            isMissing: true
        )
    case .refused(let refuse):
        diagnostics.emit(refuse(source))
        return nil
    }
    let start = min(bytes.lineEnd(from: opening) + 1, bytes.end)
    let scan = TextScan(bytes, from: start, untilMarker: true)
    if let fault = scan.fault {
        diagnostics.emit(FrontMatterFault.notText(fault, in: source, at: scan.faultRange))
        return nil
    }
    guard scan.foundMarker else {
        diagnostics.emit(FrontMatterFault.notClosed(bytes, of: source, opening: opening))
        return nil
    }
    guard scan.end - start <= frontMatterLimit, scan.end <= Int(UInt32.max) else {
        diagnostics.emit(FrontMatterFault.tooLarge(source, limit: frontMatterLimit))
        return nil
    }
    let after = bytes.lineEnd(from: scan.end)
    var parser = YAMLParser(bytes.ending(at: scan.end), of: source, from: start)
    guard FrontMatterOpening.isBlank(bytes, scan.end + 3..<after) else {
        diagnostics.emit(FrontMatterFault.textOnMarker(bytes, of: source, at: scan.end))
        return nil
    }
    parser.readRoot(.mapping)
    diagnostics.merge(parser.diagnostics)
    guard !parser.diagnostics.hasErrors else { return nil }
    return FrontMatter(
        document: YAMLDocument(source: source, records: parser.records),
        range: start..<scan.end,
        bodyOffset: min(after + 1, bytes.end),
        isMissing: false
    )
}

/// Reads a whole file of YAML: one document, a mapping.
///
/// - Returns: `nil` if it is refused; the diagnostics then hold an error at
///   least. Warnings may come with an answer.
package func readYAML(_ source: SourceText, into diagnostics: inout Diagnostics) -> YAMLDocument? {
    readYAML(source, root: .mapping, into: &diagnostics)
}

/// What a document may be as a whole.
enum YAMLRoot {
    case mapping
    case anything
}

func readYAML(
    _ source: SourceText,
    root: YAMLRoot,
    into diagnostics: inout Diagnostics
) -> YAMLDocument? {
    unsafe source.bytes.withUnsafeBufferPointer { buffer in
        let bytes = unsafe YAMLBytes(buffer, end: buffer.count)
        guard bytes.end <= yamlFileLimit else {
            diagnostics.emit(FrontMatterFault.tooLarge(source, limit: yamlFileLimit))
            return nil
        }
        let start = textStart(bytes)
        let scan = TextScan(bytes, from: start, untilMarker: false)
        if let fault = scan.fault {
            diagnostics.emit(FrontMatterFault.notText(fault, in: source, at: scan.faultRange))
            return nil
        }
        var parser = YAMLParser(bytes, of: source, from: start)
        parser.readFile(root)
        diagnostics.merge(parser.diagnostics)
        guard !parser.diagnostics.hasErrors else { return nil }
        return YAMLDocument(source: source, records: parser.records)
    }
}

/// Whether a part of a source is text: UTF-8 without control characters.
///
/// - Returns: `false` after emitting an error at the first byte that is not.
package func checkText(
    _ source: SourceText,
    in range: Range<Int>,
    into diagnostics: inout Diagnostics
) -> Bool {
    let fault = unsafe source.bytes.withUnsafeBufferPointer { buffer in
        let bytes = unsafe YAMLBytes(buffer, end: range.upperBound)
        let scan = TextScan(bytes, from: max(0, range.lowerBound), untilMarker: false)
        return scan.fault.map { ($0, scan.faultRange) }
    }
    guard let fault else { return true }
    diagnostics.emit(FrontMatterFault.notText(fault.0, in: source, at: fault.1))
    return false
}

private func emptyDocument(of source: SourceText) -> YAMLDocument {
    YAMLDocument(source: source, records: [YAMLRecord(.mapping, 0, 0, next: 1)])
}

/// Offset after a byte order mark.
private func textStart(_ bytes: YAMLBytes) -> Int {
    bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
}
