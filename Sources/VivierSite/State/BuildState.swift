import VivierCrypto
import VivierDiagnostics
import VivierFiles
import VivierModel

/// What ``BuildMemory`` holds, as it stands in its file.
///
/// | bytes | |
/// |---|---|
/// | 16 | `vivier state 004` |
/// | 8 | ``fingerprint(_:)`` of the table |
/// | 16 each | the table: of each part, how many bytes it has, and their fingerprint |
/// | … | the parts: the report, the sources, the files of the site, the offers, the pages |
struct BuildState: Sendable {
    private static let magic = Array("vivier state 004".utf8)
    private static let partCount = 6

    let question: ArraySlice<UInt8>
    private let content: ArraySlice<UInt8>
    private let templates: ArraySlice<UInt8>
    private let settings: ArraySlice<UInt8>
    /// For ``OutputLook``.
    let outputs: ArraySlice<UInt8>
    /// When the build looked at the sources, in nanoseconds since 1970.
    let begin: Int64
    let report: BuildReport
    private let offersPart: ArraySlice<UInt8>
    private let pagesPart: ArraySlice<UInt8>
    /// Where it never was bytes.
    private let notes: BuildNotes?

    /// What would be read of the file that these notes stand in.
    init(_ notes: BuildNotes) {
        question = notes.question[...]
        content = notes.sources.content.bytes[...]
        templates = notes.sources.templates.bytes[...]
        settings = notes.sources.settingsBytes[...]
        outputs = notes.outputs[...]
        begin = notes.sources.begin
        report = notes.report.ofSite
        (offersPart, pagesPart) = ([], [])
        self.notes = notes
    }

    /// - Throws: ``DamagedState`` for bytes that no build of this format has written whole.
    init(_ bytes: [UInt8]) throws(DamagedState) {
        let tableStart = Self.magic.count + 8
        let start = tableStart + 16 * Self.partCount
        guard bytes.count >= start, bytes.starts(with: Self.magic) else { throw DamagedState() }
        var head = StateReader(bytes[Self.magic.count..<start])
        guard try head.number() == Int(bitPattern: UInt(fingerprint(bytes[tableStart..<start])))
        else { throw DamagedState() }
        var rest = StateReader(bytes[start...])
        var parts: [ArraySlice<UInt8>] = []
        for _ in 0..<Self.partCount {
            let part = try rest.take(try head.number())
            guard try head.number() == Int(bitPattern: UInt(fingerprint(part))) else {
                throw DamagedState()
            }
            parts.append(part)
        }
        guard rest.isAtEnd else { throw DamagedState() }
        (content, templates, outputs) = (parts[1], parts[2], parts[3])
        (offersPart, pagesPart) = (parts[4], parts[5])
        notes = nil
        var reader = StateReader(parts[0])
        question = try reader.part()
        settings = try reader.part()
        begin = Int64(try reader.number())
        report = try reader.report()
        guard reader.isAtEnd else { throw DamagedState() }
    }

    /// The bytes of a file, one piece after the other.
    static func pieces(_ notes: BuildNotes) -> [[UInt8]] {
        let sources = notes.sources
        var first = StateWriter()
        first.add(notes.question)
        first.add(sources.settingsBytes)
        first.add(Int(sources.begin))
        first.add(notes.report)
        // Sixty bytes of numbers for each offer, and its path.
        var last = StateWriter(room: notes.offers.map { $0.paths.count + $0.count * 64 } ?? 0)
        if let offers = notes.offers { last.add(offers) }
        var made = StateWriter()
        made.add(notes.pages)
        let parts = [
            first.bytes, sources.content.bytes, sources.templates.bytes, notes.outputs, last.bytes,
            made.bytes,
        ]
        var table = StateWriter()
        for part in parts {
            table.add(part.count)
            table.add(Int(bitPattern: UInt(fingerprint(part))))
        }
        var head = StateWriter()
        head.add(Int(bitPattern: UInt(fingerprint(table.bytes))))
        return [magic + head.bytes + table.bytes] + parts
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

    /// The files of content that stand otherwise now, are new, gone, or were changed at a time
    /// or after it.
    ///
    /// - Returns: `nil` if settings have changed, or the theme in anything but its templates.
    func contentChanges(to sources: SourcesState, orAfter time: Int64) -> [String]? {
        guard isSame(settings, sources.settingsBytes), sources.settings?.changed ?? .min < time,
            FolderSnapshot.differences(from: templates, to: sources.templates, orAfter: time)
                .allSatisfy(SiteSources.isTemplate)
        else { return nil }
        // Where the same files are there, nothing has to be looked up by name.
        return FolderSnapshot.changes(from: content, to: sources.content, orAfter: time)
            ?? FolderSnapshot.differences(from: content, to: sources.content, orAfter: time)
    }

    /// What the build saw of its sources.
    var sources: SourcesState {
        if let notes { return notes.sources }
        return SourcesState(
            content: FolderSnapshot(bytes: content),
            templates: FolderSnapshot(bytes: templates),
            settings: settings.isEmpty ? nil : FileState(settings),
            begin: begin
        )
    }

    /// Of which pages it is known what they were made of.
    var pages: PageNotes {
        if let notes { return notes.pages }
        var reader = StateReader(pagesPart)
        // The sum of the file was right.
        return (try? reader.pageNotes()) ?? PageNotes()
    }

    /// What is remembered of its offers; `nil` for a site that is always made whole.
    var offers: RememberedOffers? {
        if let notes { return notes.offers }
        var reader = StateReader(offersPart)
        // The sum of the file was right: a part that cannot be read is of a site without.
        return offersPart.isEmpty ? nil : try? reader.offers()
    }
}

/// What a build leaves to the next, before it is bytes.
struct BuildNotes: Sendable {
    let question: [UInt8]
    let sources: SourcesState
    /// For ``OutputLook``.
    let outputs: [UInt8]
    let report: BuildReport
    let offers: RememberedOffers?
    let pages: PageNotes
}

extension SourcesState {
    fileprivate var settingsBytes: [UInt8] {
        var bytes: [UInt8] = []
        settings?.append(to: &bytes)
        return bytes
    }
}

extension BuildReport {
    /// What it says of the site, and not of the work.
    fileprivate var ofSite: BuildReport {
        var report = BuildReport()
        (report.pages, report.offers, report.employers) = (pages, offers, employers)
        (report.leftOut, report.diagnostics, report.day) = (leftOut, diagnostics, day)
        return report
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
