extension SIMD16<UInt8> {
    /// Compares with one byte: 255 in a lane where it is equal, else 0.
    ///
    /// As numbers and not as a mask: the operators on masks are not inlined, and
    /// cost a hundred times as much.
    @inlinable
    @inline(__always)
    package func lanes(equalTo byte: UInt8) -> SIMD16<UInt8> {
        unsafe unsafeBitCast(self .== SIMD16(repeating: byte), to: SIMD16<UInt8>.self)
    }
}
