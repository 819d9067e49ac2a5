import Glibc

extension FolderSnapshot {
    /// The snapshot with some files, by their paths below `folder`, as they stand there now.
    ///
    /// - Returns: `nil` if one of them is, or was, no plain file: then all has to be looked at.
    package func updated(
        _ paths: [String],
        of folder: String,
        butNotWith mark: String
    ) -> FolderSnapshot? {
        var updated = self
        for path in Set(paths).sorted() {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard !parts.contains("") && !parts.contains("..") else { return nil }
            if parts.contains(where: { $0.hasPrefix(".") }) { continue }
            let isMarked = (1..<parts.count).contains { depth in
                exists(
                    ([folder] + parts[..<depth].map { String($0) } + [mark]).joined(separator: "/")
                )
            }
            if isMarked { continue }
            guard updated.restate(path, of: folder) else { return nil }
        }
        return updated
    }

    /// - Returns: `false` for something that is no plain file.
    private mutating func restate(_ path: String, of folder: String) -> Bool {
        var state = stat()
        let isThere = unsafe lstat("\(folder)/\(path)", &state) == 0
        if isThere ? state.st_mode & S_IFMT != S_IFREG : errno != ENOENT { return false }
        var entry: [UInt8] = []
        let length = UInt32(path.utf8.count)
        unsafe withUnsafeBytes(of: length.littleEndian) { unsafe entry.append(contentsOf: $0) }
        entry += path.utf8
        let place = range(startingWith: entry)
        if isThere {
            let now = FileState(state)
            now.append(to: &entry)
            note(now)
        } else if place == nil {
            // Perhaps a folder that is gone, with all that it held.
            return !hasEntry(below: path)
        }
        replace(place, with: isThere ? entry : [])
        return true
    }

    /// Where the entry stands that begins with these bytes: the length of a path, and the path.
    private func range(startingWith head: [UInt8]) -> Range<Int>? {
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe head.withUnsafeBytes { head in
                var start = 0
                while start + 4 <= bytes.count {
                    let length = unsafe bytes.loadUnaligned(
                        fromByteOffset: start,
                        as: UInt32.self
                    )
                    let end = start + 4 + Int(UInt32(littleEndian: length)) + 40
                    guard end <= bytes.count else { return nil }
                    if end - start == head.count + 40,
                        let one = bytes.baseAddress, let other = head.baseAddress,
                        unsafe memcmp(one + start, other, head.count) == 0
                    {
                        return start..<end
                    }
                    start = end
                }
                return nil
            }
        }
    }

    private func hasEntry(below path: String) -> Bool {
        Self.entries(of: bytes[...]).keys.contains { $0.hasPrefix(path + "/") }
    }

    /// The files that another snapshot of the folder has in another state than `earlier`, the
    /// bytes of this one's, or that were changed after `time`.
    ///
    /// - Returns: `nil` if there are other files.
    package static func changes(
        from earlier: ArraySlice<UInt8>,
        to later: FolderSnapshot,
        orAfter time: Int64
    ) -> [String]? {
        guard earlier.count == later.bytes.count else { return nil }
        return unsafe earlier.withUnsafeBytes { old in
            unsafe later.bytes.withUnsafeBytes { new in unsafe changes(old, new, time) }
        }
    }

    private static func changes(
        _ old: UnsafeRawBufferPointer,
        _ new: UnsafeRawBufferPointer,
        _ time: Int64
    ) -> [String]? {
        var changed: [String] = []
        var start = 0
        while start + 4 <= new.count {
            let length = unsafe new.loadUnaligned(fromByteOffset: start, as: UInt32.self)
            let name = start + 4..<start + 4 + Int(UInt32(littleEndian: length))
            let state = name.upperBound..<name.upperBound + 40
            guard state.upperBound <= new.count,
                unsafe isSame(old, new, start..<name.upperBound)
            else { return nil }
            let last = unsafe new.loadUnaligned(
                fromByteOffset: name.upperBound + 32,
                as: Int64.self
            )
            if unsafe Int64(littleEndian: last) >= time || !isSame(old, new, state) {
                unsafe changed.append(String(decoding: new[name], as: UTF8.self))
            }
            start = state.upperBound
        }
        return start == new.count ? changed : nil
    }

    private static func isSame(
        _ one: UnsafeRawBufferPointer,
        _ other: UnsafeRawBufferPointer,
        _ range: Range<Int>
    ) -> Bool {
        guard let one = one.baseAddress, let other = other.baseAddress else { return false }
        let start = range.lowerBound
        return unsafe memcmp(one + start, other + start, range.count) == 0
    }

    /// The files that have another state in another snapshot of the folder than in `earlier`,
    /// the bytes of this one's, are in one of the two only, or were changed after `time`.
    package static func differences(
        from earlier: ArraySlice<UInt8>,
        to later: FolderSnapshot,
        orAfter time: Int64
    ) -> [String] {
        var before = entries(of: earlier)
        var different: [String] = []
        for (path, states) in entries(of: later.bytes[...]) {
            let old = before.removeValue(forKey: path)
            let isSettled = states.allSatisfy { FileState($0).map { $0.changed < time } ?? false }
            if old != states || !isSettled { different.append(path) }
        }
        return different + before.keys
    }

    /// The same files in the same states, in whatever order.
    package static func == (one: FolderSnapshot, other: FolderSnapshot) -> Bool {
        // Where both have the same files in the same order, nothing has to be looked up by name.
        if let changes = changes(from: one.bytes[...], to: other, orAfter: .max) {
            return changes.isEmpty
        }
        return one.bytes.count == other.bytes.count
            && entries(of: one.bytes[...]) == entries(of: other.bytes[...])
    }

    /// When the last change of some entries was.
    static func newest(in bytes: ArraySlice<UInt8>) -> Int64 {
        unsafe bytes.withUnsafeBytes { bytes in
            var newest = Int64.min
            var start = 0
            while start + 4 <= bytes.count {
                let length = unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)
                let end = start + 4 + Int(UInt32(littleEndian: length)) + 40
                guard end <= bytes.count else { break }
                let last = unsafe bytes.loadUnaligned(fromByteOffset: end - 8, as: Int64.self)
                newest = max(newest, Int64(littleEndian: last))
                start = end
            }
            return newest
        }
    }

    /// The states of each path: one, and for a link that of the file behind it.
    private static func entries(of bytes: ArraySlice<UInt8>) -> [String: [ArraySlice<UInt8>]] {
        var entries: [String: [ArraySlice<UInt8>]] = [:]
        entries.reserveCapacity(bytes.count / 100)
        var rest = bytes
        while rest.count >= 4 {
            let length = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            guard rest.count >= 4 + length + 40 else { break }
            let path = rest.dropFirst(4).prefix(length)
            let state = rest.dropFirst(4 + length).prefix(40)
            entries[String(decoding: path, as: UTF8.self), default: []].append(state)
            rest = rest.dropFirst(4 + length + 40)
        }
        return entries
    }
}
