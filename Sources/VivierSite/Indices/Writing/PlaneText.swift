/// How many characters a row takes in a column of so many codes.
func planeCount(codes: Int) -> Int {
    var planes = 1
    while codes > 1 << (6 * planes) { planes += 1 }
    return planes
}

/// The planes of a column, the one with the highest bits first: one digit of base 64 a row.
func planes(_ codes: ArraySlice<UInt32>, count: Int) -> [[UInt8]] {
    (0..<count).map { plane in
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
