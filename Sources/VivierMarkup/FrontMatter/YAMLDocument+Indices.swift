extension YAMLDocument {
    /// What a node is, by its index.
    @inline(__always)
    package func kind(_ index: Int) -> YAMLNode.Kind { storage.kind(index) }

    /// Index of the first child of a node, or of its successor if it has none.
    @inline(__always)
    package func firstChild(of index: Int) -> Int { index + 1 }

    /// Index of the node after a node and its descendants.
    @inline(__always)
    package func next(after index: Int) -> Int { Int(storage.records[index].next) }

    /// Whether the text of a node is this one.
    package func text(_ index: Int, is text: StaticString) -> Bool {
        let bytes = unsafe UnsafeBufferPointer(
            start: text.utf8Start,
            count: text.utf8CodeUnitCount
        )
        return unsafe storage.text(index, is: bytes)
    }

    /// The text of a scalar, by its index.
    package func string(_ index: Int) -> String { storage.string(index) }

    /// The text of a scalar as UTF-8, by its index: a slice of the source where
    /// the text stands there as it is, a copy otherwise.
    package func utf8(_ index: Int) -> ArraySlice<UInt8> { storage.utf8(index) }

    /// Index of the value of a key, looked up by its text.
    ///
    /// - Returns: `nil` if the node is no mapping or has no such key.
    /// - Complexity: O(*keys of the mapping*).
    package func value(of key: StaticString, in index: Int) -> Int? {
        guard storage.records[index].style == .mapping else { return nil }
        let end = next(after: index)
        var child = index + 1
        while child < end {
            if text(child, is: key) { return child + 1 }
            child = next(after: child + 1)
        }
        return nil
    }
}

extension YAMLDocument.Storage {
    @inline(__always)
    func kind(_ index: Int) -> YAMLNode.Kind {
        let record = records[index]
        switch record.style {
        case .sequence: return .sequence
        case .mapping: return .mapping
        case .empty: return .null
        case .plain:
            guard !record.isKey, !record.isEncoded else { return .string }
            return CoreSchema.kind(bytes, record.range)
        default: return .string
        }
    }

    /// Whether the text of a node is this one.
    func text(_ index: Int, is other: UnsafeBufferPointer<UInt8>) -> Bool {
        let record = records[index]
        if record.isEncoded { return unsafe utf8(index).elementsEqual(other) }
        let content = record.content
        guard content.count == other.count else { return false }
        for offset in 0..<other.count {
            guard unsafe bytes[content.lowerBound + offset] == other[offset] else {
                return false
            }
        }
        return true
    }

    func string(_ index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

    func utf8(_ index: Int) -> ArraySlice<UInt8> {
        let record = records[index]
        switch record.style {
        case .empty, .sequence, .mapping: return []
        default: break
        }
        if record.isEncoded { return scalarText(record, in: bytes)[...] }
        if record.style == .plain, kind(index) == .null { return [] }
        return bytes[record.content]
    }
}
