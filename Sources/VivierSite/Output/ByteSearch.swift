import Glibc
import VivierMarkup

/// The first place of a byte from `start` on; `nil` if there is none.
func firstPlace(
    of byte: UInt8,
    in bytes: UnsafeBufferPointer<UInt8>,
    from start: Int
) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    // The C library looks at 32 bytes at a time.
    let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
    return unsafe found.map { unsafe UnsafeRawPointer($0) - UnsafeRawPointer(base) }
}

/// The first place of a byte from `start` on where `isWanted` says so.
///
/// For a byte that is frequent: a call of the C library for each would cost more
/// than the search.
@inline(__always)
func firstPlace(
    of byte: UInt8,
    in bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    where isWanted: (Int) -> Bool
) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var index = start
    while index &+ 16 <= bytes.count {
        let chunk = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: SIMD16<UInt8>.self)
        let halves = unsafe unsafeBitCast(chunk.lanes(equalTo: byte), to: SIMD2<UInt64>.self)
        for half in 0..<2 {
            var lanes = halves[half]
            while lanes != 0 {
                let lane = lanes.trailingZeroBitCount &>> 3
                let place = index &+ half &* 8 &+ lane
                if isWanted(place) { return place }
                lanes &= ~(0xFF &<< UInt64(lane &* 8))
            }
        }
        index &+= 16
    }
    while index < bytes.count {
        if unsafe bytes[index] == byte, isWanted(index) { return index }
        index &+= 1
    }
    return nil
}
