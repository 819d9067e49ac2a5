/// Gives every heading of a document an `id` of its own: `profil-recherche`, then
/// `profil-recherche-2`.
struct HeadingAnchors {
    private let prefix: String

    /// Hashes of the identifiers in use, with the last number given to each.
    ///
    /// Two identifiers with one hash only cost one of them a number.
    private var used: [UInt64: Int] = [:]

    init(prefix: String, taken: [String]) {
        self.prefix = prefix
        used.reserveCapacity(taken.count + 12)
        for name in taken {
            var name = name
            used[name.withUTF8 { hash(unsafe ByteView($0)) }] = 1
        }
    }

    /// Writes an identifier made from the heading that stands in `range` of `sink`.
    mutating func write(from range: Range<Int>, to sink: inout ByteSink) {
        let start = sink.count
        sink.append(string: prefix)
        let folded = sink.count
        sink.appendIdentifier(fromHTML: range)
        if sink.count == folded { sink.append("section") }
        let base = sink.count
        let key = sink.withView { hash($0.part(start..<base)) }
        guard let last = used[key] else {
            used[key] = 1
            return
        }
        var number = last
        while true {
            number += 1
            sink.truncate(to: base)
            sink.append(UInt8(ascii: "-"))
            sink.append(decimal: number)
            let numbered = sink.withView { hash($0.part(start..<sink.count)) }
            if used[numbered] != nil { continue }
            used[numbered] = 1
            used[key] = number
            return
        }
    }
}

/// FNV-1a, 64 bits: a hash that is the same in every build.
private func hash(_ bytes: ByteView) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<bytes.count { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    return hash
}
