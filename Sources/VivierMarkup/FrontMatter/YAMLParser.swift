import VivierDiagnostics

/// Thrown when a fault has been recorded and the entry cannot be read further.
struct YAMLRefusal: Error {}

/// Reads the subset of YAML 1.2.2 described in `docs/front-matter.md`.
///
/// A recursive descent over bytes: no token, no copy of a line. Each function
/// that reads a value in a block leaves the parser on the first byte of the
/// next line that holds something, with `indent` set to its column. A value is
/// read with the column of its parent, which its further lines must exceed.
struct YAMLParser {
    /// Levels of nesting above which a document is refused.
    static let depthLimit = 64

    /// Characters a key may have: YAML's own limit, YAML 1.2.2 §7.4.2.
    static let keyLimit = 1024

    /// Faults of one document after which nothing more is reported.
    static let faultLimit = 20

    let bytes: YAMLBytes
    let source: SourceText

    var records: [YAMLRecord] = []

    /// Offset of the byte being looked at.
    var position: Int

    /// Offset of the first byte of its line.
    var lineStart: Int

    /// Column of the first character of its line, from 0; -1 at the end.
    var indent = -1

    /// Whether a comment was skipped since this was last cleared.
    var sawComment = false

    var depth = 0

    var diagnostics = Diagnostics()

    /// Prepares to read from `start`, the first byte of a line.
    init(_ bytes: YAMLBytes, of source: SourceText, from start: Int) {
        self.bytes = bytes
        self.source = source
        self.position = start
        self.lineStart = start
        records.reserveCapacity(16 + (bytes.end - start) / 8)
    }

    /// Records a fault; the caller throws what comes back.
    mutating func refuse(_ diagnostic: Diagnostic) -> YAMLRefusal {
        diagnostics.emit(diagnostic)
        return YAMLRefusal()
    }

    // MARK: Records

    /// Adds a scalar.
    @inline(__always)
    mutating func append(_ scalar: YAMLScalar, detail: UInt16 = 0) {
        records.append(
            YAMLRecord(
                scalar.style,
                scalar.start,
                scalar.end,
                next: records.count &+ 1,
                isEncoded: scalar.isEncoded,
                detail: detail
            )
        )
    }

    /// Adds the null of a value left out at `offset`.
    mutating func appendEmpty(at offset: Int) {
        records.append(YAMLRecord(.empty, offset, offset, next: records.count &+ 1))
    }

    /// Adds a mapping or a sequence whose children follow.
    mutating func open(_ style: YAMLRecord.Style, at start: Int) throws(YAMLRefusal) -> Int {
        guard depth < YAMLParser.depthLimit else {
            throw refuse(YAMLFault.tooDeep(in: source, at: start))
        }
        depth &+= 1
        records.append(YAMLRecord(style, start, start, next: 0))
        return records.count &- 1
    }

    /// Ends a mapping or a sequence after its last child; a flow collection
    /// gives the offset after its bracket.
    mutating func close(_ index: Int, end: Int? = nil) {
        depth &-= 1
        let last = end ?? Int(records[records.count &- 1].end)
        records[index].next = UInt32(truncatingIfNeeded: records.count)
        records[index].end = max(records[index].start, UInt32(truncatingIfNeeded: last))
    }
}

/// A scalar that has been scanned and not yet been given its place.
struct YAMLScalar {
    var style: YAMLRecord.Style
    var start: Int
    var end: Int
    var isEncoded = false

    /// Whether it goes over the end of a line.
    var spansLines = false
}
