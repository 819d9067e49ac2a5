import Glibc

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
