/// What the next byte does to the sum: 256 values of the Castagnoli polynomial.
private let table: [UInt32] = (0..<256).map { index in
    var value = UInt32(index)
    for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
    return value
}

/// CRC-32C (RFC 3720 §B.4): finds accidents, keeps off nobody.
package func crc32c(_ bytes: some Collection<UInt8>) -> UInt32 {
    let sum: UInt32? = bytes.withContiguousStorageIfAvailable { buffer in
        unsafe table.withUnsafeBufferPointer { table in
            var sum: UInt32 = 0xFFFF_FFFF
            for index in 0..<buffer.count {
                sum = unsafe table[Int((sum ^ UInt32(buffer[index])) & 255)] ^ sum >> 8
            }
            return ~sum
        }
    }
    return sum ?? crc32c(Array(bytes))
}
