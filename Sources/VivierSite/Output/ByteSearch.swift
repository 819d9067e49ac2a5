/// The first place of a byte from `start` on, eight bytes at a time; `nil` if there
/// is none.
func firstPlace(
    of byte: UInt8,
    in bytes: UnsafeBufferPointer<UInt8>,
    from start: Int
) -> Int? {
    var index = start
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    while index &+ 8 <= bytes.count, let base = bytes.baseAddress {
        let word = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self) ^ pattern
        // The lowest bit that is set stands in the first byte that was equal.
        let equal = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
        if equal != 0 { return index &+ UInt64(littleEndian: equal).trailingZeroBitCount &>> 3 }
        index &+= 8
    }
    while index < bytes.count {
        if unsafe bytes[index] == byte { return index }
        index &+= 1
    }
    return nil
}
