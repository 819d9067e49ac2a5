import Glibc

/// What the disk says of a file: enough to see that it was edited, replaced or made readable.
package struct FileState: Sendable, Equatable {
    package let device: UInt64
    package let number: UInt64
    package let size: Int64
    /// Nanoseconds since 1970 of the last change of its bytes.
    package let modified: Int64
    /// The same of the last change of its bytes, its name or its rights, which nobody can set.
    package let changed: Int64

    /// The state of the file that a path leads to; `nil` if there is none.
    package init?(of path: String) {
        var information = stat()
        guard unsafe stat(path, &information) == 0 else { return nil }
        self.init(information)
    }

    init(_ information: stat) {
        device = UInt64(information.st_dev)
        number = UInt64(information.st_ino)
        size = Int64(information.st_size)
        modified = nanoseconds(information.st_mtim)
        changed = nanoseconds(information.st_ctim)
    }

    /// The state that ``append(to:)`` wrote; `nil` for another number of bytes.
    package init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 40 else { return nil }
        let numbers = (0..<5).map { place in
            bytes.dropFirst(place * 8).prefix(8).reversed()
                .reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        (device, number, size) = (numbers[0], numbers[1], Int64(bitPattern: numbers[2]))
        (modified, changed) = (Int64(bitPattern: numbers[3]), Int64(bitPattern: numbers[4]))
    }

    /// Whether this is the same file with the same bytes, perhaps under another name.
    package func hasBytes(of other: FileState) -> Bool {
        number == other.number && device == other.device && size == other.size
            && modified == other.modified
    }

    /// Adds its five numbers.
    package func append(to bytes: inout [UInt8]) {
        for number in [device, number, UInt64(bitPattern: size)] { append(number, to: &bytes) }
        for time in [modified, changed] { append(UInt64(bitPattern: time), to: &bytes) }
    }

    private func append(_ value: UInt64, to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }
}

private func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// Nanoseconds since 1970, by the clock that file systems take.
package func fileClock() -> Int64 {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return nanoseconds(now)
}
