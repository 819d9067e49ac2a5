private let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
private let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
private let prime3: UInt64 = 0x1656_67B1_9E37_79F9
private let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
private let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

/// xxHash64 (XXH64 of the xxHash specification, seed 0): tells texts apart at some gigabytes a
/// second, and keeps off nobody.
package func fingerprint(_ bytes: [UInt8]) -> UInt64 { fingerprint(bytes[...]) }

/// The same of a part.
package func fingerprint(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    unsafe bytes.withUnsafeBytes { unsafe fingerprint($0) }
}

private func fingerprint(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    var position = 0
    func word(_ offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var sum = prime5
    if count >= 32 {
        var (one, two, three, four) = (prime1 &+ prime2, prime2, UInt64(0), 0 &- prime1)
        while position + 32 <= count {
            one = round(one, word(position))
            two = round(two, word(position + 8))
            three = round(three, word(position + 16))
            four = round(four, word(position + 24))
            position += 32
        }
        sum = rotated(one, 1) &+ rotated(two, 7) &+ rotated(three, 12) &+ rotated(four, 18)
        for lane in [one, two, three, four] {
            sum = (sum ^ round(0, lane)) &* prime1 &+ prime4
        }
    }
    sum &+= UInt64(count)
    while position + 8 <= count {
        sum = rotated(sum ^ round(0, word(position)), 27) &* prime1 &+ prime4
        position += 8
    }
    if position + 4 <= count {
        let half = unsafe UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
        )
        sum = rotated(sum ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
        position += 4
    }
    while position < count {
        sum = unsafe rotated(sum ^ UInt64(bytes[position]) &* prime5, 11) &* prime1
        position += 1
    }
    sum = (sum ^ sum >> 33) &* prime2
    sum = (sum ^ sum >> 29) &* prime3
    return sum ^ sum >> 32
}

private func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotated(lane &+ input &* prime2, 31) &* prime1
}

private func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
}
