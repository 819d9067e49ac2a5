extension YAMLNode {
    /// The elements of a sequence in order; nothing for any other node.
    package struct Elements: Sequence, IteratorProtocol, Sendable {
        let storage: YAMLDocument.Storage
        var index: Int
        let end: Int

        package mutating func next() -> YAMLNode? {
            guard index < end else { return nil }
            defer { index = Int(storage.records[index].next) }
            return YAMLNode(storage: storage, index: index)
        }
    }

    /// The entries of a mapping in order; nothing for any other node.
    package struct Entries: Sequence, IteratorProtocol, Sendable {
        let storage: YAMLDocument.Storage
        var index: Int
        let end: Int

        package mutating func next() -> (key: YAMLNode, value: YAMLNode)? {
            guard index < end else { return nil }
            let key = index
            index = Int(storage.records[key + 1].next)
            return (
                YAMLNode(storage: storage, index: key),
                YAMLNode(storage: storage, index: key + 1)
            )
        }
    }

    /// The elements of a sequence; empty for any other node.
    package var elements: Elements {
        Elements(storage: storage, index: index + 1, end: childEnd(.sequence))
    }

    /// The entries of a mapping; empty for any other node.
    package var entries: Entries {
        Entries(storage: storage, index: index + 1, end: childEnd(.mapping))
    }

    /// The value of a key of a mapping, looked up by the text of the key.
    ///
    /// - Returns: `nil` if the node is no mapping or has no such key.
    /// - Complexity: O(*keys of the mapping*).
    package subscript(_ key: String) -> YAMLNode? {
        var key = key
        return key.withUTF8 { bytes in
            let end = childEnd(.mapping)
            var child = index + 1
            while child < end {
                if unsafe storage.text(child, is: bytes) {
                    return YAMLNode(storage: storage, index: child + 1)
                }
                child = Int(storage.records[child + 1].next)
            }
            return nil
        }
    }

    /// Index after the last child, if the node is of a style; no child otherwise.
    private func childEnd(_ style: YAMLRecord.Style) -> Int {
        let record = storage.records[index]
        return record.style == style ? Int(record.next) : index
    }
}
