import Glibc

/// The bytes of a path with their final zero, as system calls take them: the names of what is
/// not ours need not be UTF-8.
typealias RawPath = [CChar]

func + (folder: String, below: RawPath) -> RawPath {
    folder.utf8.map { CChar(bitPattern: $0) } + below
}

func + (path: RawPath, ending: String) -> RawPath {
    path.dropLast() + Array(ending.utf8CString)
}

extension RawPath {
    /// The path as text, broken bytes replaced.
    var text: String { String(decoding: dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) }

    /// `/a`, `/a/b` of `/a/b/c`.
    var parents: [RawPath] {
        indices.dropFirst().filter { self[$0] == slash }.map { self[..<$0] + [0] }
    }
}

private let slash = CChar(UInt8(ascii: "/"))

/// How a folder names itself and the one above.
private let dots: [RawPath] = [[46, 0], [46, 46, 0]]

enum Met {
    case folder(stat)
    case endOfFolder
    case file(stat)
}

enum Step {
    case goOn
    case passOver
}

/// Goes through all that is below a folder, itself included; links are not followed.
///
/// `visit` is told where a thing stands below the folder: `/a/b`, and nothing for itself.
func walk(
    _ root: String,
    _ visit: (Met, RawPath) throws(SystemCallError) -> Step
) throws(SystemCallError) {
    // What is left to do, the next at the end; a folder's end is before what it holds.
    var waiting: [(below: RawPath, isEnd: Bool)] = [([0], false)]
    while let (below, isEnd) = waiting.popLast() {
        if isEnd {
            _ = try visit(.endOfFolder, below)
            continue
        }
        let path = root + below
        var state = stat()
        guard unsafe lstat(path, &state) == 0 else {
            throw SystemCallError(call: "read", path: path.text, errno: errno)
        }
        guard state.st_mode & S_IFMT == S_IFDIR else {
            _ = try visit(.file(state), below)
            continue
        }
        guard case .goOn = try visit(.folder(state), below) else { continue }
        waiting.append((below, true))
        waiting += try rawNames(in: path).map { (below.dropLast() + [slash] + $0, false) }
    }
}

/// The names in a folder, each with its final zero.
private func rawNames(in folder: RawPath) throws(SystemCallError) -> [RawPath] {
    guard let stream = unsafe opendir(folder) else {
        throw SystemCallError(call: "read the folder", path: folder.text, errno: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [RawPath] = []
    while true {
        errno = 0
        guard let entry = unsafe readdir(stream) else {
            if errno == 0 { return names }
            throw SystemCallError(call: "read the folder", path: folder.text, errno: errno)
        }
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
            unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
                unsafe Array(UnsafeBufferPointer(start: characters, count: strlen(characters) + 1))
            }
        }
        if !dots.contains(name) { names.append(name) }
    }
}
