/// Reads an address of a page as a browser does (URL Standard §4.4).
struct AddressReader {
    /// Scheme and host of the site, lower case; may be empty.
    private let own: [UInt8]

    init(ownOrigin: String) { own = Array(ownOrigin.lowercased().utf8) }

    /// Whether an attribute, as written in HTML, names something on another host.
    func isElsewhere(_ written: String) -> Bool {
        let bytes = Array(written.utf8)
        let isPlain = bytes.allSatisfy { $0 > 0x20 && $0 != 0x26 && $0 != 0x5C }
        let address = isPlain ? bytes : asRead(bytes)
        if address.starts(with: "//".utf8) { return true }
        guard let colon = address.firstIndex(of: UInt8(ascii: ":")), isScheme(address[..<colon])
        else { return false }
        let lower = address.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        if lower.starts(with: "data:".utf8) || lower.starts(with: "about:".utf8) { return false }
        guard !own.isEmpty, lower.starts(with: own) else { return true }
        guard own.count < lower.count else { return false }
        // Not the beginning of a longer host: "https://example.org.x.test".
        return !"/?#".utf8.contains(lower[own.count])
    }

    /// Without what browsers leave out or read otherwise: character references,
    /// tabs and line ends, spaces in front, backslashes.
    private func asRead(_ bytes: [UInt8]) -> [UInt8] {
        resolved(bytes).filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
            .map { $0 == 0x5C ? 0x2F : $0 }.drop { $0 <= 0x20 } + []
    }

    private func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, (97...122).contains(first | 0x20) else { return false }
        return bytes.allSatisfy { byte in
            (97...122).contains(byte | 0x20) || (48...57).contains(byte)
                || "+-.".utf8.contains(byte)
        }
    }

    /// The references that can hide a sign of an address; others stay as they are.
    private func resolved(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "&") else {
                result.append(byte)
                continue
            }
            let name = rest.prefix(12).prefix { $0 != UInt8(ascii: ";") }
            guard let value = character(name) else {
                result.append(byte)
                continue
            }
            result.append(value)
            rest = rest.dropFirst(name.count)
            if rest.first == UInt8(ascii: ";") { rest.removeFirst() }
        }
        return result
    }

    /// The ASCII character of `#47`, `#x2f` or one of the names that matter here.
    private func character(_ name: ArraySlice<UInt8>) -> UInt8? {
        let text = String(decoding: name, as: UTF8.self)
        switch text {
        case "Tab": return 0x09
        case "NewLine": return 0x0A
        case "colon": return 0x3A
        case "sol": return 0x2F
        case "bsol": return 0x5C
        default: break
        }
        guard text.hasPrefix("#") else { return nil }
        let digits = text.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        return isHex ? UInt8(digits.dropFirst(), radix: 16) : UInt8(digits)
    }
}
