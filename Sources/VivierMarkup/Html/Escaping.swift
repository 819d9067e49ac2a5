/// Appends bytes to HTML or XML text, or to a quoted attribute.
///
/// `& < > "` become references. A byte that may stand in no HTML document (a
/// control other than tab, line feed, form feed and carriage return, U+0080 to
/// U+009F, a non-character) becomes U+FFFD, so that the output is valid whatever
/// came in. Runs between them are copied whole.
package func appendEscaped(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { buffer in
        ByteClass.withFlags { flags in
            escape(unsafe ByteView(buffer), flags: flags) { piece in
                guard piece.count > 0 else { return }
                unsafe output.append(
                    contentsOf: UnsafeBufferPointer(start: piece.pointer(at: 0), count: piece.count)
                )
            }
        }
    }
    if done == nil { appendEscaped(Array(bytes), to: &output) }
}

/// A text as HTML or XML text, or as a quoted attribute: see ``appendEscaped(_:to:)``.
package func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendEscaped(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

extension ByteSink {
    /// Appends bytes to HTML text or to a quoted attribute.
    @inline(__always)
    mutating func append(escaping bytes: ByteView, flags: ByteFlags) {
        escape(bytes, flags: flags) { append($0) }
    }
}

/// Calls `emit` with what to write for `bytes`, piece by piece.
@inline(__always)
private func escape(_ bytes: ByteView, flags: ByteFlags, emit: (ByteView) -> Void) {
    var start = 0
    var index = 0
    while index < bytes.count {
        if flags[unsafe bytes.unchecked(index)] & ByteClass.escaped == 0 {
            index &+= 1
            continue
        }
        let (replacement, width) = escapeOf(bytes, at: index)
        if let replacement {
            emit(bytes.part(start..<index))
            emit(unsafe ByteView(replacement.utf8Start, count: replacement.utf8CodeUnitCount))
            start = index + width
        }
        index &+= width
    }
    emit(bytes.part(start..<bytes.count))
}

/// What to write for a byte of class ``ByteClass/escaped``.
///
/// - Returns: The replacement, `nil` to keep the bytes, and how many they are.
func escapeOf(_ bytes: ByteView, at index: Int) -> (StaticString?, Int) {
    switch bytes[index] {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return ("&quot;", 1)
    case 0xC2:
        guard index + 1 < bytes.count else { return (nil, 1) }
        return bytes[index + 1] < 0xA0 ? ("\u{FFFD}", 2) : (nil, 2)
    case 0xEF:
        guard index + 2 < bytes.count else { return (nil, bytes.count - index) }
        let second = bytes[index + 1]
        let third = bytes[index + 2]
        let isNonCharacter =
            (second == 0xBF && third >= 0xBE)
            || (second == 0xB7 && third >= 0x90 && third <= 0xAF)
        return isNonCharacter ? ("\u{FFFD}", 3) : (nil, 3)
    default: return ("\u{FFFD}", 1)
    }
}
