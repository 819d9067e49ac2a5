/// The planes of a column, the one with the highest bits first: one digit of base 64 a row.
func planes(_ codes: [UInt32]) -> [[UInt8]] {
    var count = 1
    while (codes.max() ?? 0) >> (6 * UInt32(count)) > 0 { count += 1 }
    return (0..<count).map { plane in
        let shift = UInt32(6 * (count - 1 - plane))
        return codes.map { base64Digits[Int($0 >> shift & 63)] }
    }
}

/// Appends a number in groups of five bits, the lowest first, as digits of base 64.
func appendVLQ(_ number: Int, to text: inout [UInt8]) {
    var rest = number
    while rest > 31 {
        text.append(base64Digits[rest & 31 | 32])
        rest >>= 5
    }
    text.append(base64Digits[rest])
}
