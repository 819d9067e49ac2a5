/// What has to reach the disk: the bytes of a file, or the names in a folder.
package enum Unflushed: Sendable {
    case file(DurableFile)
    case folder(String)

    package func flush() throws(SystemCallError) {
        switch self {
        case .file(let file): try file.sync()
        case .folder(let path): try syncFolder(path)
        }
    }
}

/// Who flushes things of which none has to wait for another.
package protocol Flushing: Sendable {
    /// Returns when all are on the disk.
    func flush(_ things: [Unflushed]) throws(SystemCallError)
}

/// One after the other.
package struct FlushingInTurn: Flushing {
    package init() {}

    package func flush(_ things: [Unflushed]) throws(SystemCallError) {
        for thing in things { try thing.flush() }
    }
}
