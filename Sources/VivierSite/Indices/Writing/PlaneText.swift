/// The digits of planes and variable-length numbers, those of base 64.
private let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
)

/// How many characters a row takes in a column of so many codes.
func planeCount(codes: Int) -> Int {
    var planes = 1
    while codes > 1 << (6 * planes) { planes += 1 }
    return planes
}

/// The planes of a column, the one with the highest bits first: one character a row.
func planes(_ codes: ArraySlice<UInt32>, count: Int) -> [[UInt8]] {
    (0..<count).map { plane in
        let shift = UInt32(6 * (count - 1 - plane))
        return codes.map { digits[Int($0 >> shift & 63)] }
    }
}

/// Appends a number in groups of five bits, the lowest first.
func appendVLQ(_ number: Int, to text: inout [UInt8]) {
    var rest = number
    while rest > 31 {
        text.append(digits[rest & 31 | 32])
        rest >>= 5
    }
    text.append(digits[rest])
}
