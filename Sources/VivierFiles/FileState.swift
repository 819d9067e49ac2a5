import Glibc

/// What the disk says of a file: enough to see that it was edited, replaced or made readable.
package struct FileState: Sendable, Equatable {
    private let device: UInt
    private let number: UInt
    private let size: Int
    /// Of the last change of its bytes, its name or its rights.
    private let seconds: Int
    private let nanoseconds: Int

    /// The state of the file that a path leads to; `nil` if there is none.
    package init?(of path: String) {
        var information = stat()
        guard unsafe stat(path, &information) == 0 else { return nil }
        device = UInt(information.st_dev)
        number = UInt(information.st_ino)
        size = Int(information.st_size)
        seconds = Int(information.st_ctim.tv_sec)
        nanoseconds = Int(information.st_ctim.tv_nsec)
    }
}

/// The state of every file that ``listFiles(below:butNotWith:)`` names, by its path below
/// `folder`; of what it passes over there is only the path.
package func fileStates(
    below folder: String,
    butNotWith mark: String? = nil
) throws(SystemCallError) -> [String: FileState?] {
    let listing = try listFiles(below: folder, butNotWith: mark)
    var states: [String: FileState?] = [:]
    for path in listing.files { states[path] = .some(FileState(of: "\(folder)/\(path)")) }
    for item in listing.passedOver { states[item.path] = .some(nil) }
    return states
}
