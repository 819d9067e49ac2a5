import VivierCrypto

/// A file of an index, before it has its place.
struct IndexFile: Sendable {
    /// Below its folder.
    let name: String
    let bytes: [UInt8]
}

/// A file that never changes: its name says what is in it, for a cache to keep.
struct IndexPart: Sendable {
    /// What it holds: `col-domaine-0`.
    let name: String
    let bytes: [UInt8]
    /// Six hexadecimal digits, for it meets only those that have its place before and after it.
    private(set) var hash: String

    /// Parts that have one hash, which is that of all: fewer to name, more that a change renames.
    static func together(_ parts: some Collection<IndexPart>) -> [IndexPart] {
        let hash = shortHash(parts.flatMap(\.bytes))
        return parts.map { part in
            var part = part
            part.hash = hash
            return part
        }
    }

    init(_ name: String, capacity: Int = 4096, _ write: (inout JSONWriter) -> Void) {
        var json = JSONWriter(capacity: capacity)
        write(&json)
        self.name = name
        bytes = json.bytes
        hash = shortHash(bytes)
    }

    var file: IndexFile { IndexFile(name: "s/\(name)-\(hash).json", bytes: bytes) }
}

/// Six hexadecimal digits.
func shortHash(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(bytes).prefix(3)) }

/// A name made of what is in a file: sixteen hexadecimal digits.
func contentName(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(bytes).prefix(8)) }

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

    /// A column as a member that is a list of planes.
    mutating func planes(_ codes: [UInt32]) {
        array("p") { list in for plane in VivierSite.planes(codes) { list.string(utf8: plane) } }
    }

    /// A member that is the hashes of parts, one after another.
    mutating func hashes(_ name: StaticString, _ parts: [IndexPart]) {
        member(name, parts.map(\.hash).joined())
    }

    /// A member that says the hash of each part by its name.
    mutating func names(_ name: StaticString, _ parts: [(name: String, part: IndexPart)]) {
        object(name) { all in
            for (name, part) in parts {
                all.key(name)
                all.string(part.hash)
            }
        }
    }
}
