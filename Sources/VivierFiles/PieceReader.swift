import Glibc

/// Reads a file, or what comes through a descriptor, piece by piece.
package final class PieceReader {
    private static let pieceLength = 65_536

    private let descriptor: Int32
    private let path: String
    private let isOurs: Bool

    /// Opens a file.
    package init(_ path: String) throws(SystemCallError) {
        descriptor = try check("open", path) { unsafe open(path, O_RDONLY | O_CLOEXEC) }
        self.path = path
        isOurs = true
    }

    /// Reads from standard input.
    package init() {
        descriptor = 0
        path = "standard input"
        isOurs = false
    }

    deinit {
        if isOurs { close(descriptor) }
    }

    /// The next bytes, at most `limit`; `nil` at the end.
    package func next(limit: Int = .max) throws(SystemCallError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: min(limit, Self.pieceLength))
        let count = try check("read", path) {
            unsafe bytes.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress, $0.count)
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes.isEmpty ? nil : bytes
    }
}
