import Glibc

/// All that is below a folder on the disk, as bytes that are the same as long as nothing
/// changes there.
///
/// Of a hundred thousand files it holds ten megabytes and no object: taking it costs what the
/// kernel takes for its answers.
///
/// An entry after the other, as the file system lists them, which is the same order while a
/// folder stays as it is:
///
/// | bytes | |
/// |---|---|
/// | 4 | length of the path |
/// | … | the path below the folder |
/// | 40 | ``FileState`` |
package struct FolderSnapshot: Sendable, Equatable {
    package private(set) var bytes: [UInt8] = []
    /// When something was last changed, in nanoseconds since 1970.
    package private(set) var newest = Int64.min
    /// Whether there are only files and folders: what stands behind a link may change unseen.
    package private(set) var isPlain = true

    private static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC

    /// Takes the snapshot of what ``listFiles(below:butNotWith:)`` lists or passes over.
    ///
    /// `room` is how many bytes it will have at most, if somebody knows: memory that grows is
    /// taken from the kernel several times over.
    ///
    /// - Throws: ``SystemCallError`` for a folder that cannot be read, or has just gone.
    package init(
        of folder: String,
        butNotWith mark: String,
        room: Int = 0
    ) throws(SystemCallError) {
        bytes.reserveCapacity(room)
        let root = try check("read the folder", folder) { unsafe open(folder, Self.flags) }
        defer { close(root) }
        var waiting: [RawPath] = [[0]]
        while let path = waiting.popLast() {
            let start = (
                bytes: bytes.count, newest: newest, isPlain: isPlain, waiting: waiting.count
            )
            if try add(path, of: folder, root, butNotWith: mark, to: &waiting) { continue }
            bytes.removeLast(bytes.count - start.bytes)
            waiting.removeLast(waiting.count - start.waiting)
            (newest, isPlain) = (start.newest, start.isPlain)
        }
    }

    /// One that was taken earlier, of a folder without links.
    package init(bytes: ArraySlice<UInt8>) {
        self.bytes = Array(bytes)
        newest = Self.newest(in: bytes)
    }

    mutating func note(_ state: FileState) { newest = max(newest, state.changed) }

    mutating func replace(_ range: Range<Int>?, with entry: [UInt8]) {
        bytes.replaceSubrange(range ?? bytes.endIndex..<bytes.endIndex, with: entry)
    }

    /// Adds what a folder holds, and lists those below it.
    ///
    /// - Returns: `false` where it holds `mark`, and is to be left out.
    private mutating func add(
        _ path: RawPath,
        of folder: String,
        _ root: Int32,
        butNotWith mark: String,
        to waiting: inout [RawPath]
    ) throws(SystemCallError) -> Bool {
        let isRoot = path.count == 1
        let descriptor = try check("read the folder", folder + "/" + path.text) {
            unsafe isRoot
                ? open(folder, Self.flags) : openat(root, path, Self.flags | O_NOFOLLOW)
        }
        guard let stream = unsafe fdopendir(descriptor) else {
            close(descriptor)
            throw SystemCallError(call: "read the folder", path: folder, errno: errno)
        }
        defer { unsafe closedir(stream) }
        let markName = mark.utf8CString
        let prefix = isRoot ? [] : path.dropLast() + [CChar(UInt8(ascii: "/"))]
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                if errno == 0 { return true }
                throw SystemCallError(call: "read the folder", path: folder, errno: errno)
            }
            let isMark = unsafe withName(of: entry) { name in
                if unsafe name.first == CChar(UInt8(ascii: ".")) {
                    return unsafe !isRoot && name.elementsEqual(markName)
                }
                unsafe add(name, prefix, in: descriptor, to: &waiting)
                return false
            }
            if isMark { return false }
        }
    }

    /// Adds what has a name in a folder; nothing if it has just gone.
    private mutating func add(
        _ name: UnsafeBufferPointer<CChar>,
        _ prefix: RawPath,
        in folder: Int32,
        to waiting: inout [RawPath]
    ) {
        guard let start = name.baseAddress else { return }
        var state = stat()
        guard unsafe fstatat(folder, start, &state, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        if state.st_mode & S_IFMT == S_IFDIR {
            unsafe waiting.append(prefix + name)
            return
        }
        unsafe add(name.dropLast(), prefix, FileState(state))
        guard state.st_mode & S_IFMT == S_IFLNK else { return }
        isPlain = false
        if unsafe fstatat(folder, start, &state, 0) == 0, state.st_mode & S_IFMT == S_IFREG {
            unsafe add(name.dropLast(), prefix, FileState(state))
        }
    }

    private mutating func add(
        _ name: Slice<UnsafeBufferPointer<CChar>>,
        _ prefix: RawPath,
        _ state: FileState
    ) {
        let length = unsafe UInt32(prefix.count + name.count)
        unsafe withUnsafeBytes(of: length.littleEndian) { unsafe bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: prefix.lazy.map { UInt8(bitPattern: $0) })
        unsafe bytes.append(contentsOf: name.lazy.map { UInt8(bitPattern: $0) })
        state.append(to: &bytes)
        newest = max(newest, state.changed)
    }
}

/// Lends the name of an entry, with its final zero.
private func withName<Result>(
    of entry: UnsafeMutablePointer<dirent>,
    _ body: (UnsafeBufferPointer<CChar>) -> Result
) -> Result {
    unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
            unsafe body(UnsafeBufferPointer(start: characters, count: strlen(characters) + 1))
        }
    }
}
