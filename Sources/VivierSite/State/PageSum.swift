/// One number for all that a page is made of.
///
/// Two pages of one address that are made of different things have the same one by chance once
/// in 2⁶⁴; nobody who writes an offer gains by looking for such a pair.
struct PageSum {
    private(set) var value: UInt64

    init(_ start: UInt64 = 0) { value = start ^ 0x9E37_79B9_7F4A_7C15 }

    mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 32
    }

    mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    mutating func add(_ isSo: Bool) { add(isSo ? 1 : 2) }

    mutating func add(_ text: String?) {
        guard let text else { return add(UInt64.max) }
        var word: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            word = word << 8 | UInt64(byte)
            count += 1
            if count % 8 == 0 { add(word) }
        }
        add(word)
        add(count)
    }
}
