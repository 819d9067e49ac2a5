import VivierCrypto
import VivierDiagnostics
import VivierFiles
import VivierModel

/// What ``BuildMemory`` holds, as it stands in its file.
///
/// | bytes | |
/// |---|---|
/// | 16 | `vivier state 002` |
/// | 8 | ``fingerprint(_:)`` of all that follows |
/// | … | what was asked, the sources, the files of the site, the report: ``StateWriter`` |
struct BuildState {
    private static let magic = Array("vivier state 002".utf8)

    let question: ArraySlice<UInt8>
    private let content: ArraySlice<UInt8>
    private let templates: ArraySlice<UInt8>
    private let settings: ArraySlice<UInt8>
    /// For ``OutputLook``.
    let outputs: ArraySlice<UInt8>
    /// When the build began, in nanoseconds since 1970.
    let begin: Int64
    let report: BuildReport
    private let offersPart: ArraySlice<UInt8>

    /// - Throws: ``DamagedState`` for bytes that no build of this format has written whole.
    init(_ bytes: [UInt8]) throws(DamagedState) {
        let start = Self.magic.count + 8
        guard bytes.count >= start, bytes.starts(with: Self.magic) else { throw DamagedState() }
        var head = StateReader(bytes[Self.magic.count..<start])
        var reader = StateReader(bytes[start...])
        guard try head.number() == Int(bitPattern: UInt(fingerprint(bytes[start...]))) else {
            throw DamagedState()
        }
        question = try reader.part()
        content = try reader.part()
        templates = try reader.part()
        settings = try reader.part()
        outputs = try reader.part()
        begin = Int64(try reader.number())
        report = try reader.report()
        offersPart = try reader.part()
        guard reader.isAtEnd else { throw DamagedState() }
    }

    static func bytes(
        question: [UInt8],
        begin: Int64,
        sources: SourcesState,
        outputs: [UInt8],
        report: BuildReport,
        offers: RememberedOffers?
    ) -> [UInt8] {
        var writer = StateWriter()
        writer.add(question)
        writer.add(sources.content.bytes)
        writer.add(sources.templates.bytes)
        writer.add(sources.settingsBytes)
        writer.add(outputs)
        writer.add(Int(begin))
        writer.add(report)
        var part = StateWriter()
        if let offers { part.add(offers) }
        writer.add(part.bytes)
        var head = StateWriter()
        head.add(Int(bitPattern: UInt(fingerprint(writer.bytes))))
        return magic + head.bytes + writer.bytes
    }

    /// The files of content that stand otherwise now, or were changed at a time or after it.
    ///
    /// - Returns: `nil` if more than that has changed.
    func changes(to sources: SourcesState, orAfter time: Int64) -> [String]? {
        guard isSame(settings, sources.settingsBytes), sources.settings?.changed ?? .min < time,
            isSame(templates, sources.templates.bytes), sources.templates.newest < time
        else { return nil }
        if isSame(content, sources.content.bytes), sources.content.newest < time { return [] }
        return FolderSnapshot.changes(from: content, to: sources.content, orAfter: time)
    }

    /// What is remembered of its offers; `nil` for a site that is always made whole.
    var offers: RememberedOffers? {
        var reader = StateReader(offersPart)
        // The sum of the file was right: a part that cannot be read is of a site without.
        return offersPart.isEmpty ? nil : try? reader.offers()
    }
}

extension SourcesState {
    fileprivate var settingsBytes: [UInt8] {
        var bytes: [UInt8] = []
        settings?.append(to: &bytes)
        return bytes
    }
}

extension StateWriter {
    /// What a report says of the site, and not of the work.
    fileprivate mutating func add(_ report: BuildReport) {
        for count in [report.pages, report.offers, report.employers] { add(count) }
        add(report.leftOut) { writer, item in
            writer.add(item.path)
            writer.add(item.reason)
        }
        add(report.diagnostics.all) { $0.add($1) }
        add(report.day?.clock.identifier ?? "")
        add(Int(report.day?.day.number ?? 0))
    }
}

extension StateReader {
    fileprivate mutating func report() throws(DamagedState) -> BuildReport {
        var report = BuildReport()
        report.pages = try number()
        report.offers = try number()
        report.employers = try number()
        report.leftOut = try list { reader throws(DamagedState) in
            LeftOut(path: try reader.text(), reason: try reader.text())
        }
        let diagnostics = try list { reader throws(DamagedState) in try reader.diagnostic() }
        for diagnostic in diagnostics { report.diagnostics.emit(diagnostic) }
        let (zone, day) = (try text(), try number())
        guard let clock = SiteClock(identifier: zone), let number = Int32(exactly: day) else {
            throw DamagedState()
        }
        report.day = (Day(number: number), clock)
        return report
    }
}
