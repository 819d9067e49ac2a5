extension StateWriter {
    /// Many numbers, each in as many bytes as its type has.
    mutating func add<Number: FixedWidthInteger & BitwiseCopyable>(numbers: [Number]) {
        unsafe numbers.withUnsafeBytes { part in
            add(part.count)
            unsafe append(part)
        }
    }
}

extension StateReader {
    mutating func numbers<Number: FixedWidthInteger & BitwiseCopyable>() throws(DamagedState)
        -> [Number]
    {
        let part = try part()
        let size = MemoryLayout<Number>.size
        guard part.count % size == 0 else { throw DamagedState() }
        return unsafe part.withUnsafeBytes { part in
            unsafe [Number](unsafeUninitializedCapacity: part.count / size) { numbers, count in
                unsafe UnsafeMutableRawBufferPointer(numbers).copyMemory(from: part)
                count = part.count / size
            }
        }
    }

    /// Ascending places of things of which there are `count`.
    mutating func places(below count: Int) throws(DamagedState) -> [Int] {
        let places: [UInt32] = try numbers()
        guard places.allSatisfy({ $0 < count }) else { throw DamagedState() }
        return places.map { Int($0) }
    }
}
