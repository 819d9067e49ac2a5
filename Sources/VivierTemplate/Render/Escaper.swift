/// Escaping by copying runs.
///
/// Sixteen bytes are looked at and copied at a time, and only a byte that needs
/// escaping is treated alone. Targets have room for the worst case plus
/// ``OutputBuffer/slack``.
@safe
struct Escaper: Sendable {
    /// Its tables are the same for all threads.
    static let shared = Escaper()

    /// The most bytes that one byte becomes in any of the escapings.
    static let growth = 6

    let htmlTable = EscapeTable.html()
    let jsonTable = EscapeTable.json()
    private let pathTable = EscapeTable.url(.urlPath)
    private let queryTable = EscapeTable.url(.urlQuery)
    private let schemeTable = EscapeTable.url(.urlScheme)

    private init() {}

    /// Writes text for HTML: `& < > " '` as MarkupSafe does.
    ///
    /// - Returns: How many bytes were written.
    func html(
        _ source: UnsafePointer<UInt8>,
        _ count: Int,
        _ target: UnsafeMutablePointer<UInt8>
    )
        -> Int
    {
        unsafe escape(source, count, target, htmlTable, htmlSpecials)
    }

    /// Writes the inside of a JSON text that may stand in a script: quotes,
    /// backslashes, control characters and `& < > '` are escaped, all else is
    /// UTF-8.
    ///
    /// - Returns: How many bytes were written.
    func json(
        _ source: UnsafePointer<UInt8>,
        _ count: Int,
        _ target: UnsafeMutablePointer<UInt8>
    )
        -> Int
    {
        unsafe escape(source, count, target, jsonTable, jsonSpecials)
    }

    /// Escapes 64 bytes at a time: one mask tells where the special ones are, and
    /// what is between them is copied in vectors.
    @inline(__always)
    private func escape(
        _ source: UnsafePointer<UInt8>,
        _ count: Int,
        _ target: UnsafeMutablePointer<UInt8>,
        _ table: EscapeTable,
        _ specials: (SIMD16<UInt8>) -> UInt64
    )
        -> Int
    {
        var read = 0
        var written = 0
        // Runs are copied in whole vectors: the source must go on beyond the block.
        while read &+ 64 &+ OutputBuffer.slack <= count {
            let block = unsafe UnsafeRawPointer(source + read)
            var mask = unsafe specials(block.loadUnaligned(as: SIMD16<UInt8>.self))
            mask |= unsafe specials((block + 16).loadUnaligned(as: SIMD16<UInt8>.self)) &<< 16
            mask |= unsafe specials((block + 32).loadUnaligned(as: SIMD16<UInt8>.self)) &<< 32
            mask |= unsafe specials((block + 48).loadUnaligned(as: SIMD16<UInt8>.self)) &<< 48
            var from = read
            while mask != 0 {
                let place = read &+ mask.trailingZeroBitCount
                unsafe Self.copy(source + from, target + written, place &- from)
                written &+= place &- from
                written &+= unsafe table.write(source[place], target + written)
                from = place &+ 1
                mask &= mask &- 1
            }
            read &+= 64
            unsafe Self.copy(source + from, target + written, read &- from)
            written &+= read &- from
        }
        while read &+ 16 <= count {
            let block = unsafe UnsafeRawPointer(source + read)
            let chunk = unsafe block.loadUnaligned(as: SIMD16<UInt8>.self)
            let mask = specials(chunk)
            unsafe UnsafeMutableRawPointer(target + written).storeBytes(
                of: chunk,
                as: SIMD16<UInt8>.self
            )
            let plain = mask == 0 ? 16 : mask.trailingZeroBitCount
            read &+= plain
            written &+= plain
            if plain < 16 {
                written &+= unsafe table.write(source[read], target + written)
                read &+= 1
            }
        }
        let rest = count &- read
        if rest >= 4, unsafe isPlain(source + read, rest, specials) {
            unsafe Self.copyShort(source + read, target + written, rest)
            return written &+ rest
        }
        while read < count {
            written &+= unsafe table.write(source[read], target + written)
            read &+= 1
        }
        return written
    }

    /// Whether 4 to 15 bytes hold no special one, by two loads that overlap.
    @inline(__always)
    private func isPlain(
        _ source: UnsafePointer<UInt8>,
        _ count: Int,
        _ specials: (SIMD16<UInt8>) -> UInt64
    )
        -> Bool
    {
        let from = unsafe UnsafeRawPointer(source)
        let halves: SIMD2<UInt64>
        if count >= 8 {
            let first = unsafe from.loadUnaligned(as: UInt64.self)
            let last = unsafe (from + (count &- 8)).loadUnaligned(as: UInt64.self)
            halves = SIMD2(first, last)
        } else {
            let first = unsafe UInt64(from.loadUnaligned(as: UInt32.self))
            let last = unsafe UInt64((from + (count &- 4)).loadUnaligned(as: UInt32.self))
            halves = SIMD2(repeating: first | last &<< 32)
        }
        return specials(unsafe unsafeBitCast(halves, to: SIMD16<UInt8>.self)) == 0
    }

    /// Copies 4 to 15 bytes.
    @inline(__always)
    private static func copyShort(
        _ source: UnsafePointer<UInt8>,
        _ target: UnsafeMutablePointer<UInt8>,
        _ count: Int
    ) {
        let from = unsafe UnsafeRawPointer(source)
        let to = UnsafeMutableRawPointer(target)
        if count >= 8 {
            let first = unsafe from.loadUnaligned(as: UInt64.self)
            let last = unsafe (from + (count &- 8)).loadUnaligned(as: UInt64.self)
            unsafe to.storeBytes(of: first, as: UInt64.self)
            unsafe (to + (count &- 8)).storeBytes(of: last, as: UInt64.self)
        } else {
            let first = unsafe from.loadUnaligned(as: UInt32.self)
            let last = unsafe (from + (count &- 4)).loadUnaligned(as: UInt32.self)
            unsafe to.storeBytes(of: first, as: UInt32.self)
            unsafe (to + (count &- 4)).storeBytes(of: last, as: UInt32.self)
        }
    }

    /// Copies at most 64 bytes; up to 32 more may be read and written.
    @inline(__always)
    private static func copy(
        _ source: UnsafePointer<UInt8>,
        _ target: UnsafeMutablePointer<UInt8>,
        _ count: Int
    ) {
        let from = unsafe UnsafeRawPointer(source)
        let to = UnsafeMutableRawPointer(target)
        let first = unsafe from.loadUnaligned(as: SIMD32<UInt8>.self)
        unsafe to.storeBytes(of: first, as: SIMD32<UInt8>.self)
        guard count > 32 else { return }
        let second = unsafe (from + 32).loadUnaligned(as: SIMD32<UInt8>.self)
        unsafe (to + 32).storeBytes(of: second, as: SIMD32<UInt8>.self)
    }

    /// Writes a piece of an address for an attribute: what cannot stand in an
    /// address is percent-encoded, `&` becomes an entity.
    ///
    /// How much is encoded depends on the mode, which is one of those of addresses.
    ///
    /// - Returns: How many bytes were written.
    func url(
        _ source: UnsafePointer<UInt8>,
        _ count: Int,
        _ target: UnsafeMutablePointer<UInt8>,
        _ mode: EscapeMode
    )
        -> Int
    {
        let table =
            switch mode {
            case .urlQuery: queryTable
            case .urlScheme: schemeTable
            default: pathTable
            }
        var written = 0
        for index in 0..<count {
            written &+= unsafe table.write(source[index], target + written)
        }
        return written
    }

    /// One bit for each lane that holds one of `& < > " '`, and perhaps `#`.
    @inline(__always)
    private func htmlSpecials(_ chunk: SIMD16<UInt8>) -> UInt64 {
        let low = chunk & 0x7F
        // Two characters at a time by ignoring the bit in which they differ. By
        // arithmetic, since `.==` on vectors is compiled to a loop over the lanes:
        // adding 127 sets the highest bit of all but zero.
        let angles = ((low | 0x02) ^ 0x3E) &+ 0x7F
        let quotes = ((low & 0x7A) ^ 0x22) &+ 0x7F
        return Self.clearLanes((angles & quotes) | chunk)
    }

    /// One bit for each lane that JSON escapes, and perhaps of `#`.
    @inline(__always)
    private func jsonSpecials(_ chunk: SIMD16<UInt8>) -> UInt64 {
        let low = chunk & 0x7F
        let angles = ((low | 0x02) ^ 0x3E) &+ 0x7F
        let quotes = ((low & 0x7A) ^ 0x22) &+ 0x7F
        let backslashes = (low ^ 0x5C) &+ 0x7F
        let controls = (low & 0x60) &+ 0x7F
        return Self.clearLanes((angles & quotes & backslashes & controls) | chunk)
    }

    /// One bit for each lane whose highest bit is not set.
    @inline(__always)
    private static func clearLanes(_ lanes: SIMD16<UInt8>) -> UInt64 {
        let halves = unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
        // The multiplication gathers the lowest bit of each byte in the highest byte.
        let gather: UInt64 = 0x0102_0408_1020_4080
        let low = (((~halves[0] &>> 7) & 0x0101_0101_0101_0101) &* gather) &>> 56
        let high = (((~halves[1] &>> 7) & 0x0101_0101_0101_0101) &* gather) &>> 56
        return low | high &<< 8
    }

    /// HTML that is already safe, for where no tag may stand: `< > " '` only are
    /// escaped, so that its entities stay as they are.
    func attribute(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        for byte in bytes {
            if byte == UInt8(ascii: "&") {
                result.append(byte)
            } else {
                result += htmlTable.bytes(for: byte)
            }
        }
        return result
    }

    /// The inside of a JSON text with everything above ASCII escaped too, as Python
    /// writes it.
    func jsonASCII(_ text: String, into output: inout [UInt8]) {
        for unit in text.utf16 {
            let byte = UInt8(truncatingIfNeeded: unit)
            if unit < 0x80, !needsEscape(byte) {
                output.append(byte)
            } else if unit < 0x80 {
                output += jsonTable.bytes(for: byte)
            } else {
                output += [Byte.backslash, UInt8(ascii: "u")]
                for shift in [12, 8, 4, 0] {
                    let digit = UInt8(truncatingIfNeeded: (unit >> shift) & 15)
                    output.append(digit < 10 ? 48 + digit : 87 + digit)
                }
            }
        }
    }

    /// Whether an ASCII byte is escaped in JSON.
    private func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte | 0x02 == 0x3E || byte & 0xFB == 0x22 || byte == 0x27 || byte == 0x5C
    }
}
