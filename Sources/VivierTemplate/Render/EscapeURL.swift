extension Escaper {
    /// The schemes an address may begin with.
    static let allowedSchemes: Set<String> = ["http", "https", "mailto", "tel"]

    /// The scheme of an address as a browser would read it, lower case; `nil` if
    /// it has none.
    ///
    /// White space and control characters that a browser drops are dropped.
    static func scheme(of bytes: some Sequence<UInt8>) -> String? {
        var scheme: [UInt8] = []
        for byte in bytes {
            if byte <= 0x20 || byte == 0x7F { continue }
            switch byte {
            case UInt8(ascii: ":"): return String(decoding: scheme, as: UTF8.self)
            case Byte.slash, UInt8(ascii: "?"), Byte.hash: return nil
            default: scheme.append(Byte.lowercased(byte))
            }
        }
        return nil
    }

    /// Whether an address begins like most do: with a slash or with `https://`.
    @inline(__always)
    static func isOrdinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return true }
        if unsafe bytes[0] == Byte.slash { return true }
        guard bytes.count >= 8 else { return false }
        let word = unsafe UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)
        return word.littleEndian == 0x2F2F_3A73_7074_7468
    }
}
