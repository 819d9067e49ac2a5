internal import VivierCrypto

/// The sum that ends a line of a journal, the small files of a store, and the head of a mail:
/// `,"c":"xxxxxxxx"}`.
package enum LineSum {
    /// In bytes.
    package static let length = 16

    /// The end of a line.
    ///
    /// `body`: Everything before it.
    package static func end(of body: ArraySlice<UInt8>) -> [UInt8] {
        let sum = crc32c(body)
        let bytes = stride(from: UInt32(24), through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: sum >> $0)
        }
        return Array(",\"c\":\"\(hexadecimal(bytes))\"}".utf8)
    }

    /// Whether a line, without its line end, is as it was written.
    static func fits(_ line: ArraySlice<UInt8>) -> Bool {
        line.count > length && line.suffix(length).elementsEqual(end(of: line.dropLast(length)))
    }
}

/// One JSON object on one line, alone in a file, with its sum.
struct SummedObject {
    let value: JSONValue

    static func bytes(_ members: [JSONValue.Member]) -> [UInt8] {
        let body = JSONValue.object(members).bytes.dropLast()
        return body + LineSum.end(of: body) + [10]
    }

    /// - Returns: `nil` unless it is exactly as it was written.
    init?(_ bytes: [UInt8], checksum: Bool) {
        guard bytes.last == 10, !checksum || LineSum.fits(bytes.dropLast()),
            let value = JSONValue(bytes)
        else { return nil }
        self.value = value
    }
}
