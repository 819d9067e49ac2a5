internal import CKernel
import Glibc

/// A part of a file that is put together.
package enum FilePart: Sendable {
    case bytes([UInt8])
    /// Bytes of the file that it is made from.
    case old(Range<Int>)
}

extension OutputFolder {
    /// Writes a file that does not exist yet from bytes and parts of another.
    ///
    /// What stays is copied by the kernel: a file of a hundred megabytes is not read to change
    /// a line of it.
    ///
    /// - Throws: ``SystemCallError``, also if the other file is shorter than it should be.
    package func create(
        _ path: String,
        from source: String,
        _ parts: [FilePart]
    ) throws(SystemCallError) {
        let old = try check("open", "\(root)/\(source)") {
            unsafe openat(descriptor, source, O_RDONLY | O_CLOEXEC)
        }
        defer { close(old) }
        try create(path, [])
        let new = try check("write", "\(root)/\(path)") {
            unsafe openat(descriptor, path, O_WRONLY | O_CLOEXEC)
        }
        defer { close(new) }
        for part in parts {
            switch part {
            case .bytes(let bytes): try write(bytes, to: new, named: path)
            case .old(let range): try copy(range, from: old, to: new, named: path)
            }
        }
    }

    /// Some bytes of a file; fewer if it ends before.
    package func read(_ path: String, _ range: Range<Int>) throws(SystemCallError) -> [UInt8] {
        let file = try check("open", "\(root)/\(path)") {
            unsafe openat(descriptor, path, O_RDONLY | O_CLOEXEC)
        }
        defer { close(file) }
        return try read(file, range, named: path)
    }

    private func read(
        _ file: Int32,
        _ range: Range<Int>,
        named path: String
    ) throws(SystemCallError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        let count = try check("read", "\(root)/\(path)") {
            unsafe pread(file, &bytes, bytes.count, off_t(range.lowerBound))
        }
        return Array(bytes[..<count])
    }

    private func copy(
        _ range: Range<Int>,
        from old: Int32,
        to new: Int32,
        named path: String
    ) throws(SystemCallError) {
        var start = Int64(range.lowerBound)
        while start < range.upperBound {
            let rest = range.upperBound - Int(start)
            let done = unsafe kernel_copy_range(old, &start, new, UInt(rest))
            if done > 0 || (done < 0 && errno == EINTR) { continue }
            guard done < 0 else {
                throw SystemCallError(call: "read", path: "\(root)/\(path)", errno: ENODATA)
            }
            // A file system that does not copy by itself.
            let next = Int(start)..<Int(start) + min(rest, 1 << 20)
            let bytes = try read(old, next, named: path)
            if bytes.isEmpty {
                throw SystemCallError(call: "read", path: "\(root)/\(path)", errno: ENODATA)
            }
            try write(bytes, to: new, named: path)
            start += Int64(bytes.count)
        }
    }
}
