import VivierTemplate

/// An offer's page as the register knows it.
struct RegisteredPage: Sendable, Equatable {
    /// `/offres/agent-accueil/`.
    var address: String
    var reference: String
    /// Of the bytes of the page, in hexadecimal.
    var sha256: String
}

/// One line of the register: what a build changed among the offers that one can read.
struct RegisterEntry: Sendable, Equatable {
    /// From 1.
    var number: Int
    /// When the site was in place: `2026-11-21T14:29:42Z`.
    var time: String
    /// The day the site was built for.
    var day: String
    /// SHA-256 of the line before, 64 zeros in the first.
    var previous: String
    var published: [RegisteredPage] = []
    var changed: [RegisteredPage] = []
    /// Pages that are no longer those of an open offer, as they were last.
    var withdrawn: [RegisteredPage] = []

    static let beginning = String(repeating: "0", count: 64)

    /// The line without its signature: what is signed.
    var unsigned: [UInt8] {
        var json = JSONWriter()
        json.object { line in
            line.member("format", 1)
            line.member("number", number)
            line.member("time", time)
            line.member("day", day)
            line.member("previous", previous)
            line.pages("published", published)
            line.pages("changed", changed)
            line.pages("withdrawn", withdrawn)
        }
        return json.bytes
    }

    /// The line as it stands in the file, without its end.
    func line(signature: [UInt8]?) -> [UInt8] {
        guard let signature else { return unsigned }
        return unsigned.dropLast() + signatureStart + base64(signature).utf8 + "\"}".utf8
    }
}

/// What follows the signed text, whose last brace it replaces.
private let signatureStart = Array(",\"signature\":\"".utf8)

extension JSONWriter {
    fileprivate mutating func pages(_ name: StaticString, _ pages: [RegisteredPage]) {
        guard !pages.isEmpty else { return }
        array(name) { list in
            for page in pages {
                list.object { item in
                    item.member("address", page.address)
                    item.member("reference", page.reference)
                    item.member("sha256", page.sha256)
                }
            }
        }
    }
}

extension RegisterEntry {
    /// Reads the value of a line.
    init?(_ value: Value) {
        guard case .map(let map) = value, case .int(1) = map["format"],
            case .int(let number) = map["number"], case .string(let time) = map["time"],
            case .string(let day) = map["day"], case .string(let previous) = map["previous"],
            let published = registeredPages(map["published"]),
            let changed = registeredPages(map["changed"]),
            let withdrawn = registeredPages(map["withdrawn"])
        else { return nil }
        self.init(
            number: number,
            time: time,
            day: day,
            previous: previous,
            published: published,
            changed: changed,
            withdrawn: withdrawn
        )
    }
}

/// No pages where there is no list; `nil` where something else stands there.
private func registeredPages(_ value: Value?) -> [RegisteredPage]? {
    guard let value else { return [] }
    guard case .list(let items) = value else { return nil }
    var pages: [RegisteredPage] = []
    for item in items {
        guard case .map(let map) = item, case .string(let address) = map["address"],
            case .string(let reference) = map["reference"], case .string(let hash) = map["sha256"]
        else { return nil }
        pages.append(RegisteredPage(address: address, reference: reference, sha256: hash))
    }
    return pages
}

/// The signature at the end of a line, and the text that it signs.
func signedParts(of line: [UInt8]) -> (text: [UInt8], signature: [UInt8])? {
    let length = signatureStart.count + 88
    guard line.count > length + 2, line.suffix(2).elementsEqual("\"}".utf8) else { return nil }
    let start = line.count - 2 - length
    guard line[start...].starts(with: signatureStart),
        let signature = bytes(base64: line[(start + signatureStart.count)..<(line.count - 2)])
    else { return nil }
    return (line[..<start] + [UInt8(ascii: "}")], signature)
}

/// Reads base 64 with padding (RFC 4648 §4); `nil` for what is not.
private func bytes(base64 text: ArraySlice<UInt8>) -> [UInt8]? {
    let digits = text.prefix { $0 != UInt8(ascii: "=") }
    guard text.count % 4 == 0, text.count - digits.count <= 2 else { return nil }
    var bytes: [UInt8] = []
    var (bits, count) = (0, 0)
    for digit in digits {
        let value: UInt8
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = digit - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): value = digit - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit + 4
        case UInt8(ascii: "+"): value = 62
        case UInt8(ascii: "/"): value = 63
        default: return nil
        }
        bits = bits << 6 | Int(value)
        count += 6
        guard count >= 8 else { continue }
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        bits &= 1 << count - 1
    }
    return bytes
}
