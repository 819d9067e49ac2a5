import VivierDiagnostics
import VivierFiles

/// Where the files of a site go: a folder, or a check that only looks at them.
protocol SiteSink: Sendable {
    /// Says that `source` makes the file of `address`.
    ///
    /// - Returns: `false` with a diagnostic if another source does already, or if
    ///   a file that is not ours stands there.
    func claim(_ address: String, for source: String, into diagnostics: inout Diagnostics) -> Bool

    /// Takes the bytes of a claimed file, in pieces: what says something of every
    /// offer is never in memory as a whole.
    ///
    /// - Throws: ``SystemCallError``; the site is as it was.
    func write(_ address: String, _ pieces: FilePieces) throws(SystemCallError)
}

extension SiteSink {
    func write(_ address: String, _ bytes: [UInt8]) throws(SystemCallError) {
        try write(address, FilePieces(bytes))
    }
}
