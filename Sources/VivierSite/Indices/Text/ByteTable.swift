/// Numbers for texts, from 0 in the order of their first appearance.
///
/// The bytes of all lie behind one another: a dictionary of strings would ask for
/// memory a hundred thousand times.
struct ByteTable: Sendable {
    private(set) var ends: [Int] = []
    private var bytes: [UInt8] = []
    /// Number + 1 by hash; a power of two with at least half of it free.
    private var slots = [UInt32](repeating: 0, count: 1024)

    var count: Int { ends.count }

    /// The text of a number.
    subscript(number: Int) -> ArraySlice<UInt8> {
        bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }

    /// The number of a text; a new one where it was not seen yet.
    mutating func number(of text: ArraySlice<UInt8>) -> (number: Int, isNew: Bool) {
        var slot = Self.hash(text) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if isEqual(number, text) { return (number, false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = count
        bytes += text
        ends.append(bytes.count)
        slots[slot] = UInt32(number + 1)
        if count * 2 > slots.count { grow() }
        return (number, true)
    }

    private func isEqual(_ number: Int, _ text: ArraySlice<UInt8>) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == text.count else { return false }
        for offset in 0..<text.count where bytes[start + offset] != text[text.startIndex + offset] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            var slot = Self.hash(self[number]) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// FNV-1a, 32 bits, with its high bits mixed into those that choose the slot.
    private static func hash(_ text: ArraySlice<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in text { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash ^ hash >> 15)
    }
}
