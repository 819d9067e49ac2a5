/// What is wrong with a text given as an address; `nil` if nothing is.
///
/// The tests are those that catch typing mistakes and schemes that run code; the
/// address is not looked up.
enum AddressFault: Equatable {
    case space
    case control
    /// No `https://`: `www.example.org`.
    case noScheme
    /// `javascript:`, `ftp:`.
    case scheme(String)
    case host
    case noAt
    case severalAts
}

/// Checks a web address: `http` or `https`, a host, no spaces.
func webAddressFault(_ text: String) -> AddressFault? {
    if let fault = characterFault(text) { return fault }
    guard let colon = text.firstIndex(of: ":") else { return .noScheme }
    let scheme = text[..<colon].lowercased()
    let rest = text[text.index(after: colon)...]
    guard scheme == "http" || scheme == "https" else {
        let isScheme = scheme.utf8.allSatisfy { (97...122).contains($0) || $0 == 43 || $0 == 45 }
        let port = rest.prefix { $0 != "/" }
        if !isScheme || (!port.isEmpty && port.utf8.allSatisfy { (48...57).contains($0) }) {
            return .noScheme
        }
        return .scheme(scheme)
    }
    guard rest.hasPrefix("//") else { return .host }
    let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.prefix { $0 != ":" }
    guard !host.isEmpty, !authority.contains("@"), host.contains(".") || host == "localhost",
        !host.hasPrefix("."), !host.contains("..")
    else { return .host }
    return nil
}

/// Checks a mail address: one `@`, a domain with a point, no spaces.
func mailAddressFault(_ text: String) -> AddressFault? {
    if let fault = characterFault(text) { return fault }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    if parts.count < 2 { return .noAt }
    if parts.count > 2 { return .severalAts }
    let (local, domain) = (parts[0], parts[1])
    guard !local.isEmpty, !local.contains(where: { "<>()[],;:\\\"".contains($0) }) else {
        return .host
    }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    let areLabels = labels.allSatisfy { label in
        !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
    return labels.count > 1 && areLabels ? nil : .host
}

/// Whether a text is a telephone number: digits, and what stands between them.
func isPhoneNumber(_ text: String) -> Bool {
    var digits = 0
    for scalar in text.unicodeScalars {
        switch scalar {
        case "0"..."9": digits += 1
        case "+", ".", "-", "(", ")", "/", "‑", "–": continue
        default: guard isSpace(scalar) else { return false }
        }
    }
    return (3...20).contains(digits)
}

private func characterFault(_ text: String) -> AddressFault? {
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x20, 0xA0, 0x09: return .space
        case 0..<0x20, 0x7F, 0x22, 0x3C, 0x3E, 0x60, 0x5C, 0x200B...0x200F, 0x202A...0x202E:
            return .control
        default: if scalar.value > 0x7F, isSpace(scalar) { return .space }
        }
    }
    return nil
}
