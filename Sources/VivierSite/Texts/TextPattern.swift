/// A text of the interface with places for values: "{min} à {max} {currency}".
struct TextPattern: Sendable {
    let text: String
    private let pieces: [Piece]

    private enum Piece: Sendable {
        case literal(String)
        /// With its braces, which stay where there is no such value.
        case place(name: String, written: String)
    }

    init(_ text: String) {
        self.text = text
        var pieces: [Piece] = []
        var rest = text.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            let next = rest.index(after: close)
            pieces.append(.literal(String(Substring(rest[..<open]))))
            pieces.append(
                .place(
                    name: String(Substring(rest[rest.index(after: open)..<close])),
                    written: String(Substring(rest[open..<next]))
                )
            )
            rest = rest[next...]
        }
        pieces.append(.literal(String(Substring(rest))))
        self.pieces = pieces
    }

    /// The text with the values in place of their `{names}`.
    func filled(_ values: KeyValuePairs<String, String>) -> String {
        var text = ""
        text.reserveCapacity(self.text.utf8.count + 24)
        for piece in pieces {
            switch piece {
            case .literal(let literal): text += literal
            case .place(let name, let written):
                text += values.first { $0.key == name }?.value ?? written
            }
        }
        return text
    }
}
