import VivierCrypto

/// A file of an index, before it has its place.
struct IndexFile: Sendable {
    /// Below its folder: `col-domaine-0.json`.
    let name: String
    let bytes: [UInt8]
}

/// A name for files, made of all that is in them: sixteen hexadecimal digits.
func contentName(_ files: [IndexFile]) -> String {
    let digest = SHA256()
    for file in files {
        digest.update(Array("\(file.name) \(file.bytes.count)\n".utf8).span)
        digest.update(file.bytes.span)
    }
    return hexadecimal(digest.finish().prefix(8))
}

extension JSONWriter {
    /// A member that is a list of numbers.
    mutating func numbers(_ name: StaticString, _ numbers: some Sequence<Int>) {
        key(name)
        self.numbers(numbers)
    }

    mutating func numbers(_ numbers: some Sequence<Int>) {
        array { list in for number in numbers { list.int(number) } }
    }

    /// A member that is a list of lists of numbers.
    mutating func lists(_ name: StaticString, _ lists: [[Int]]) {
        array(name) { list in for numbers in lists { list.numbers(numbers) } }
    }

    /// A member that is a list of texts, even of none.
    mutating func texts(_ name: StaticString, _ texts: some Sequence<String>) {
        array(name) { list in for text in texts { list.string(text) } }
    }

    /// A column as a list of planes.
    mutating func planes(_ planes: [[UInt8]]) {
        array { list in for plane in planes { list.string(utf8: plane) } }
    }
}
