import VivierCrypto
import VivierDiagnostics
import VivierModel
import VivierTemplate

/// Which offers a site has shown, from when to when, and in which words.
///
/// Each line names the one before by its hash and may be signed: nothing can be
/// changed, left out or put in between without all that follows saying so.
/// `docs/register.md` describes the file.
struct PublicationRegister: Sendable {
    private(set) var entries: [RegisterEntry] = []
    /// The file, byte by byte.
    private(set) var bytes: [UInt8] = []
    /// Whether its lines carry a signature.
    private(set) var isSigned = false
    /// SHA-256 of the last line.
    private(set) var lastHash = RegisterEntry.beginning
    /// The pages that can be read now, by address.
    private(set) var online: [String: RegisteredPage] = [:]

    /// A register without a line.
    init() {}

    /// Reads a register and checks every line; complains about the first that is wrong.
    ///
    /// Without a `key`, signatures are left unchecked.
    init?(_ source: SourceText, key: Ed25519Key?, into diagnostics: inout Diagnostics) {
        var start = 0
        for line in source.bytes.split(separator: 10, omittingEmptySubsequences: false) {
            defer { start += line.count + 1 }
            if line.isEmpty, start == source.bytes.count { break }
            let range = start..<(start + line.count)
            let isWhole = range.upperBound < source.bytes.count
            if let fault = isWhole ? take(Array(line), key: key) : .torn {
                diagnostics.emit(fault.diagnostic(in: source, at: range))
                return nil
            }
        }
    }

    /// Adds a line that was read; says what is wrong with it.
    private mutating func take(_ line: [UInt8], key: Ed25519Key?) -> RegisterFault? {
        var ignored = Diagnostics()
        let text = SourceText(path: "", bytes: line)
        guard let value = JSONReader.read(text, into: &ignored), let entry = RegisterEntry(value)
        else { return .unreadable }
        let signed = signedParts(of: line)
        guard entry.line(signature: signed?.signature) == line else { return .unreadable }
        guard entry.number == entries.count + 1, entry.previous == lastHash else { return .broken }
        if let last = entries.last, entry.time < last.time { return .backwards }
        if !entries.isEmpty, (signed != nil) != isSigned { return .unsigned }
        if let key {
            guard let signed else { return .unsigned }
            guard key.hasSigned(signed.text, signed.signature) else { return .forged }
        }
        guard apply(entry) else { return .contradiction }
        isSigned = signed != nil
        lastHash = hexadecimal(SHA256.hash(line))
        bytes += line + [10]
        entries.append(entry)
        return nil
    }

    /// Brings ``online`` up to a line; `false` if the line does not follow from it.
    private mutating func apply(_ entry: RegisterEntry) -> Bool {
        for page in entry.withdrawn {
            guard online.removeValue(forKey: page.address) == page else { return false }
        }
        for page in entry.changed {
            guard let old = online.updateValue(page, forKey: page.address), old != page
            else { return false }
        }
        for page in entry.published {
            guard online.updateValue(page, forKey: page.address) == nil else { return false }
        }
        return true
    }

    /// Adds a line for what is readable now; none if nothing has changed.
    mutating func record(
        _ pages: [RegisteredPage],
        at time: String,
        day: String,
        key: Ed25519Key?
    ) {
        let pages = pages.sorted { $0.address < $1.address }
        let addresses = Set(pages.map(\.address))
        var entry = RegisterEntry(
            number: entries.count + 1,
            time: time,
            day: day,
            previous: lastHash
        )
        entry.published = pages.filter { online[$0.address] == nil }
        entry.changed = pages.filter { page in online[page.address].map { $0 != page } ?? false }
        entry.withdrawn = online.values.filter { !addresses.contains($0.address) }
            .sorted { $0.address < $1.address }
        guard !(entry.published + entry.changed + entry.withdrawn).isEmpty else { return }
        let fault = take(entry.line(signature: key?.signature(of: entry.unsigned)), key: key)
        precondition(fault == nil, "a line of our own is refused")
    }
}

/// Seconds since 1970-01-01 as `2026-11-21T14:29:42Z` (RFC 3339).
func utcText(_ instant: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    let second = ((instant % 86_400) + 86_400) % 86_400
    let day = Day(number: Int32(clamping: (instant - second) / 86_400))
    return "\(day.iso)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
}
