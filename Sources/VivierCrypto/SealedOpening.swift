/// Opens what was sealed to a key while it comes, in as little memory as its pieces take.
///
/// What comes out is worth nothing before ``isWhole()`` says so: somebody may have changed it on the way.
package struct SealedOpening: ~Copyable {
    private static let headLength = SealingKey.mark.count + SealingKey.pointLength

    private let key: SealingKey
    private let purpose: String
    /// What came of the head; behind it the last bytes, which may be the tag.
    private var held: [UInt8] = []
    private var box: AESGCMOpening?
    private var isForeign = false

    /// `purpose`: What it was sealed for, as whoever sealed it said.
    package init(_ key: SealingKey, for purpose: String) {
        self.key = key
        self.purpose = purpose
    }

    /// Takes the next bytes; those that they make known, in the clear.
    package mutating func open(_ bytes: Span<UInt8>) -> [UInt8] {
        guard !isForeign else { return [] }
        unsafe bytes.withUnsafeBufferPointer { unsafe held.append(contentsOf: $0) }
        if box == nil {
            guard held.count >= Self.headLength else { return [] }
            begin()
        }
        let ready = held.count - AESGCMOpening.tagLength
        guard ready > 0, let plain = box?.open(held[..<ready]) else { return [] }
        held.removeFirst(ready)
        return plain
    }

    private mutating func begin() {
        let mark = SealingKey.mark
        if held.starts(with: mark) {
            let point = Array(held[mark.count..<Self.headLength])
            box = key.opening(from: point, for: purpose)
        }
        isForeign = box == nil
        held.removeFirst(isForeign ? held.count : Self.headLength)
    }

    /// Whether all of it came, as it was sealed.
    package consuming func isWhole() -> Bool {
        guard let box = box.take() else { return false }
        return box.isWhole(tag: held)
    }
}
