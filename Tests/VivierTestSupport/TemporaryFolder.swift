import Foundation

/// A folder of one test, deleted with all it holds when the test lets go of it.
public final class TemporaryFolder {
    /// Its path, without a final slash.
    public let path: String

    /// Makes an empty folder.
    public init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, making the folders above it.
    public func write(_ name: String, _ text: String) throws {
        let url = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
    }

    /// Makes a symbolic link to `target`, which need not exist.
    public func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/\(name)",
            withDestinationPath: target
        )
    }

    /// The text of a file; `nil` if there is none.
    public func text(_ name: String) -> String? {
        try? String(contentsOf: URL(filePath: "\(path)/\(name)"), encoding: .utf8)
    }

    /// Every file and folder below, hidden ones included, in a stable order.
    public var everything: [String] {
        (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
    }
}
