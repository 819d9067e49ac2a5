/// Bytes as digits that stand for some bits each (RFC 4648), without padding.
struct TextCode: Sendable {
    private let digits: [UInt8]
    /// By byte of a text, what the digit stands for.
    private let values: [Int?]
    /// Bits of a digit.
    private let width: Int

    /// `digits`: ASCII, two to the power of `width` of them.
    init(_ digits: String, width: Int) {
        self.digits = Array(digits.utf8)
        self.width = width
        var values = [Int?](repeating: nil, count: 256)
        for (value, digit) in self.digits.enumerated() { values[Int(digit)] = value }
        self.values = values
    }

    func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var bits = 0
        var count = 0
        let mask = (1 << width) - 1
        for byte in bytes {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= width {
                count -= width
                text.append(digits[bits >> count & mask])
            }
        }
        if count > 0 { text.append(digits[bits << (width - count) & mask]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: `nil` for any text that ``text(_:)`` does not write.
    func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits = 0
        var count = 0
        for character in text.utf8 {
            guard let value = values[Int(character)] else { return nil }
            bits = bits << width | value
            count += width
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(bits >> count & 255))
            }
            bits &= (1 << count) - 1
        }
        return count < width && bits == 0 ? bytes : nil
    }
}
