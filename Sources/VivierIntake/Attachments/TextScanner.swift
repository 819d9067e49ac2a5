/// Tells a text from anything else: no control characters but those of lines and pages.
///
/// Old programs save in Windows-1252, in which every other byte means something.
struct TextScanner {
    private(set) var isText = true

    mutating func feed(_ bytes: Span<UInt8>) {
        guard isText else { return }
        for index in bytes.indices where Self.isControl(bytes[index]) {
            isText = false
            return
        }
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09...0x0D, 0x20...0x7E, 0x80...0xFF: false
        // The end-of-file mark of DOS.
        case 0x1A: false
        default: true
        }
    }
}
