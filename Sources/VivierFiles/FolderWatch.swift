import Glibc

/// Says when something changes below some folders (inotify(7)).
///
/// The kernel does not tell what another machine changes on a network file system, and may drop
/// what comes too fast.
package final class FolderWatch {
    private let descriptor: Int32
    private let paths: [String]
    private let mark: String?
    /// What each watch is on.
    private var folders: [Int32: String] = [:]

    /// The files that the last change was of, by paths that begin as those that are watched;
    /// `nil` if it was of more than files, or if that was not told.
    package private(set) var changed: Set<String>? = []

    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
            | IN_DELETE_SELF | IN_MOVE_SELF
    )

    /// Watches files, and folders with all below them.
    ///
    /// A folder that holds `mark` is left out whole. What is not there is not watched.
    ///
    /// - Returns: `nil` if the kernel gives no watch, or not as many as there are folders.
    package init?(_ paths: [String], butNotWith mark: String? = nil) {
        self.paths = paths
        self.mark = mark
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        guard watchAll() else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Waits for a change, at most so long, then until no more come: an editor that saves a
    /// file makes several, a program that copies a folder makes thousands.
    ///
    /// - Returns: Whether there was one.
    package func wait(atMost time: Duration) -> Bool {
        let (seconds, attoseconds) = time.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        guard isReady(within: Int32(clamping: milliseconds)) else { return false }
        var rounds = 0
        changed = []
        repeat {
            drain()
            rounds += 1
        } while rounds < Self.patience && isReady(within: Self.quiet)
        if changed == nil { _ = watchAll() }
        return true
    }

    /// How long nothing must come, in milliseconds, and how often that is waited for.
    private static let quiet: Int32 = 10
    private static let patience = 90

    private func isReady(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, milliseconds) > 0
    }

    /// Takes all that the kernel has to tell.
    private func drain() {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(descriptor, &bytes, bytes.count)
            if count <= 0 { return }
            // inotify(7): where, what, which move, length of the name; four bytes each.
            var start = 0
            while start + 16 <= count {
                let (watch, event, length) = unsafe bytes.withUnsafeBytes { bytes in
                    (
                        unsafe bytes.loadUnaligned(fromByteOffset: start, as: Int32.self),
                        unsafe bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self),
                        unsafe bytes.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self)
                    )
                }
                let name = bytes[(start + 16)...].prefix(Int(length)).prefix { $0 != 0 }
                take(watch, event, name)
                start += 16 + Int(length)
            }
        }
    }

    /// Notes which file has changed, or that it cannot be told.
    private func take(_ watch: Int32, _ event: UInt32, _ name: ArraySlice<UInt8>) {
        guard event & (Self.ends | UInt32(IN_ISDIR)) == 0, let folder = folders[watch],
            let name = String(validating: name, as: UTF8.self)
        else {
            // A folder that is new, a file in the place of one that was watched, or whatever
            // was told too fast: there may be something to watch that is not yet.
            changed = nil
            return
        }
        changed?.insert(name.isEmpty ? folder : "\(folder)/\(name)")
    }

    /// What ends a watch, and what says that events were lost.
    private static let ends = UInt32(
        IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_Q_OVERFLOW
    )

    private func watchAll() -> Bool {
        var waiting = paths
        while let path = waiting.popLast() {
            if let mark, !paths.contains(path), exists("\(path)/\(mark)") { continue }
            let watch = unsafe inotify_add_watch(descriptor, path, Self.events)
            if watch < 0 {
                // It may have gone meanwhile.
                if errno == ENOENT || errno == ENOTDIR { continue }
                return false
            }
            folders[watch] = path
            waiting += ((try? foldersIn(path)) ?? [])
        }
        return true
    }
}
