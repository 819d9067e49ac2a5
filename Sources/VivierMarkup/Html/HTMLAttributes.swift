/// An attribute of the tag being read: bytes of the page.
struct HTMLAttribute {
    var name: Range<Int>

    /// Without its quotes; `nil` if there is only a name.
    var value: Range<Int>?
}

extension HTMLScanner {
    /// Reads attributes into ``attributes``.
    ///
    /// - Returns: The offset after the `>` of the tag; `nil` if it never ends.
    mutating func readAttributes(from start: Int) -> Int? {
        attributes.removeAll(keepingCapacity: true)
        var index = start
        while index < html.count {
            let byte = html[index]
            if byte == UInt8(ascii: ">") { return index + 1 }
            if isSpace(byte) || byte == UInt8(ascii: "/") {
                index += 1
                continue
            }
            let nameStart = index
            while index < html.count, !isNameEnd(html[index]) { index += 1 }
            // A stray `=` or quote is not the start of a name, but must not stop us.
            if index == nameStart { index += 1 }
            let name = nameStart..<index
            while isSpace(html[index]) { index += 1 }
            guard html[index] == UInt8(ascii: "=") else {
                add(HTMLAttribute(name: name, value: nil))
                continue
            }
            index += 1
            while isSpace(html[index]) { index += 1 }
            guard let value = readValue(at: index, name) else { return nil }
            add(HTMLAttribute(name: name, value: value))
            let isQuoted = value.lowerBound > index
            index = value.upperBound + (isQuoted ? 1 : 0)
        }
        return nil
    }

    /// Reads a value; `nil` if its quote never closes.
    private mutating func readValue(at start: Int, _ name: Range<Int>) -> Range<Int>? {
        let quote = html[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let end = html.firstIndex(of: quote, from: start + 1)
            return end < html.count ? (start + 1)..<end : nil
        }
        var end = start
        while end < html.count, !isSpace(html[end]), html[end] != UInt8(ascii: ">") { end += 1 }
        report(HTMLProblems.unquoted, name.lowerBound..<end, name)
        return start..<end
    }

    private mutating func add(_ attribute: HTMLAttribute) {
        let name = html.part(attribute.name)
        for other in attributes where isEqual(html.part(other.name), name) {
            report(HTMLProblems.duplicateAttribute, attribute.name, attribute.name)
            return
        }
        attributes.append(attribute)
    }

    /// The value of an attribute of the tag being read, by its lower case name.
    func value(of name: StaticString) -> Range<Int>? {
        for attribute in attributes where isNamed(attribute, name) {
            return attribute.value ?? attribute.name.upperBound..<attribute.name.upperBound
        }
        return nil
    }

    func isNamed(_ attribute: HTMLAttribute, _ name: StaticString) -> Bool {
        let bytes = html.part(attribute.name)
        guard bytes.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where unsafe lowered(bytes[index]) != name.utf8Start[index] {
            return false
        }
        return true
    }

    private func isEqual(_ one: ByteView, _ other: ByteView) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<one.count where lowered(one[index]) != lowered(other[index]) {
            return false
        }
        return true
    }

    private func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    private func isNameEnd(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
}
