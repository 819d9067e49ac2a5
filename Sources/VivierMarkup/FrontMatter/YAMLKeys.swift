import VivierDiagnostics

/// What the parser remembers of the keys of one mapping, to find one written
/// twice without a table for every mapping.
struct YAMLKeys {
    /// Keys compared one by one; the rest are compared at the end.
    static let fewKeys = 48

    /// The bit of all keys with escapes.
    static let encoded = UInt64(1) << 63

    /// Index of the mapping.
    let mapping: Int

    var count = 0

    /// One bit for each key met, by its length and its letters: keys are
    /// compared only where two share one.
    var bits: UInt64 = 0

    init(mapping: Int) { self.mapping = mapping }
}

extension YAMLParser {
    /// Adds a key, unless the mapping has it already.
    mutating func addKey(_ key: YAMLScalar, to keys: inout YAMLKeys) throws(YAMLRefusal) {
        let index = records.count
        append(key, detail: YAMLRecord.keyMark)
        keys.count &+= 1
        guard keys.count <= YAMLKeys.fewKeys else { return }
        // A key with escapes may equal any other: it is compared with all, and
        // from then on all with it.
        let bit = key.isEncoded ? YAMLKeys.encoded : keyBit(records[index].content)
        let mayRepeat =
            keys.bits & (bit | YAMLKeys.encoded) != 0
            || (key.isEncoded && index > keys.mapping &+ 1)
        keys.bits |= bit
        guard mayRepeat else { return }
        var other = keys.mapping &+ 1
        while other < index {
            if sameText(other, index) {
                throw refuse(YAMLFault.duplicateKey(self, key: index, first: other))
            }
            other = Int(records[other &+ 1].next)
        }
    }

    /// One of 63 bits, by the first and the last eight bytes of a key.
    @inline(__always)
    private func keyBit(_ content: Range<Int>) -> UInt64 {
        let length = content.upperBound &- content.lowerBound
        var mixed = bytes.word(at: content.lowerBound)
        if length < 8 {
            mixed &= (1 &<< UInt64(8 &* length)) &- 1
        } else {
            mixed ^= bytes.word(at: content.upperBound &- 8) &* 31
        }
        mixed = (mixed ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
        return 1 &<< ((mixed &>> 58) % 63)
    }

    /// Compares the keys of a mapping that has too many for ``addKey(_:to:)``.
    mutating func checkManyKeys(_ keys: YAMLKeys) throws(YAMLRefusal) {
        guard keys.count > YAMLKeys.fewKeys else { return }
        var first: [[UInt8]: Int] = [:]
        first.reserveCapacity(keys.count)
        var index = keys.mapping &+ 1
        while index < records.count {
            let text = keyText(index)
            if let other = first[text] {
                throw refuse(YAMLFault.duplicateKey(self, key: index, first: other))
            }
            first[text] = index
            index = Int(records[index &+ 1].next)
        }
    }

    private func sameText(_ one: Int, _ two: Int) -> Bool {
        guard records[one].isEncoded || records[two].isEncoded else {
            let first = records[one].content
            let second = records[two].content
            return first.count == second.count && bytes.same(first, second)
        }
        return keyText(one) == keyText(two)
    }

    private func keyText(_ index: Int) -> [UInt8] {
        let record = records[index]
        return record.isEncoded
            ? scalarText(record, in: source.bytes) : Array(source.bytes[record.content])
    }
}
