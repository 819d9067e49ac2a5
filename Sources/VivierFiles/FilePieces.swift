/// The bytes of a file in pieces, made when they are asked for: what says something of every
/// offer is never in memory as a whole.
package struct FilePieces: Collection, Sendable {
    private enum Source: Sendable {
        case whole([UInt8])
        case made(Int, @Sendable (Int) -> [UInt8])
    }

    private let source: Source

    /// Bytes that are there in one piece.
    package init(_ bytes: [UInt8]) { source = .whole(bytes) }

    /// Pieces that are there.
    package init(pieces: [[UInt8]]) { source = .made(pieces.count) { pieces[$0] } }

    /// So many pieces, each made by its number whenever it is asked for: always the same one.
    package init(count: Int, _ piece: @escaping @Sendable (Int) -> [UInt8]) {
        source = .made(count, piece)
    }

    package var startIndex: Int { 0 }

    package var endIndex: Int {
        switch source {
        case .whole: 1
        case .made(let count, _): count
        }
    }

    package func index(after index: Int) -> Int { index + 1 }

    package subscript(index: Int) -> [UInt8] {
        switch source {
        case .whole(let bytes): bytes
        case .made(_, let piece): piece(index)
        }
    }
}
