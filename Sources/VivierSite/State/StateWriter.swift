import Glibc

/// Writes numbers and texts one after the other, for a ``StateReader``.
struct StateWriter {
    private(set) var bytes: [UInt8] = []

    /// `room` is about how many bytes it will write.
    init(room: Int = 0) { bytes.reserveCapacity(room) }

    mutating func add(_ number: Int) {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func append(_ part: UnsafeRawBufferPointer) {
        unsafe bytes.append(contentsOf: part)
    }

    mutating func add(_ isSo: Bool) { bytes.append(isSo ? 1 : 0) }

    mutating func add(_ part: [UInt8]) {
        add(part.count)
        bytes += part
    }

    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes += text.utf8
    }

    mutating func add<Value>(_ value: Value?, _ write: (inout StateWriter, Value) -> Void) {
        add(value != nil)
        if let value { write(&self, value) }
    }

    mutating func add<Value>(_ values: [Value], _ write: (inout StateWriter, Value) -> Void) {
        add(values.count)
        for value in values { write(&self, value) }
    }
}

/// Bytes that are not what a ``StateWriter`` wrote.
struct DamagedState: Error {}

/// Reads what a ``StateWriter`` wrote, and believes no length.
struct StateReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    mutating func number() throws(DamagedState) -> Int {
        let part = try take(8)
        var number: UInt64 = 0
        for byte in part.reversed() { number = number << 8 | UInt64(byte) }
        return Int(truncatingIfNeeded: number)
    }

    mutating func isSo() throws(DamagedState) -> Bool {
        switch try take(1).first {
        case 0: false
        case 1: true
        default: throw DamagedState()
        }
    }

    mutating func part() throws(DamagedState) -> ArraySlice<UInt8> { try take(try number()) }

    mutating func text() throws(DamagedState) -> String {
        guard let text = String(validating: try part(), as: UTF8.self) else { throw DamagedState() }
        return text
    }

    mutating func optional<Value>(
        _ read: (inout StateReader) throws(DamagedState) -> Value
    ) throws(DamagedState) -> Value? {
        try isSo() ? try read(&self) : nil
    }

    mutating func list<Value>(
        _ read: (inout StateReader) throws(DamagedState) -> Value
    ) throws(DamagedState) -> [Value] {
        let count = try number()
        var values: [Value] = []
        // A wrong count ends where the bytes do.
        for _ in 0..<max(0, count) { values.append(try read(&self)) }
        return values
    }

    mutating func take(_ count: Int) throws(DamagedState) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - position else { throw DamagedState() }
        defer { position += count }
        return bytes[position..<(position + count)]
    }
}

/// Whether some bytes are those of an array, at the speed of memory.
func isSame(_ part: ArraySlice<UInt8>, _ bytes: [UInt8]) -> Bool {
    unsafe part.withUnsafeBytes { part in
        unsafe bytes.withUnsafeBytes { bytes in
            guard part.count == bytes.count else { return false }
            guard let one = part.baseAddress, let other = bytes.baseAddress else { return true }
            return unsafe memcmp(one, other, bytes.count) == 0
        }
    }
}
