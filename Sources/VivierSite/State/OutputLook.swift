import VivierFiles

/// A look at the published files: whether somebody else has changed or deleted them.
///
/// The manifest, which every build that changes something replaces, and the files themselves:
/// all of up to 20,000, and 2,000 of more, evenly among their paths. To look at each of a
/// hundred thousand takes as long as to look at the sources; what is deleted by accident is
/// rarely one file.
enum OutputLook {
    private static let most = 20_000
    private static let someOfMore = 2_000

    /// What is seen of a site that was just published.
    static func bytes(of output: SiteOutput) -> [UInt8] {
        let paths = output.sitePaths
        let step = paths.count > most ? paths.count / someOfMore : 1
        let seen = stride(from: 0, to: paths.count, by: step).map { paths[$0] }
        return bytes(of: [SiteOutput.manifestName] + seen, in: output.published)
    }

    /// The same files as in an earlier look, as they are now.
    static func bytes(as earlier: ArraySlice<UInt8>, in folder: OutputFolder) -> [UInt8] {
        var reader = StateReader(earlier)
        let paths = try? reader.list { reader throws(DamagedState) in
            let path = try reader.text()
            _ = try reader.part()
            return path
        }
        return bytes(of: paths ?? [], in: folder)
    }

    private static func bytes(of paths: [String], in folder: OutputFolder) -> [UInt8] {
        var writer = StateWriter()
        writer.add(paths) { writer, path in
            writer.add(path)
            writer.add(folder.state(of: path))
        }
        return writer.bytes
    }

    /// Whether all that was seen then is there as it was.
    static func isSame(_ bytes: ArraySlice<UInt8>, in folder: OutputFolder) -> Bool {
        var reader = StateReader(bytes)
        guard let count = try? reader.number() else { return false }
        for _ in 0..<max(0, count) {
            guard let path = try? reader.text(), let state = try? reader.part() else {
                return false
            }
            var now = StateWriter()
            now.add(folder.state(of: path))
            guard state == now.bytes.dropFirst(8) else { return false }
        }
        return reader.isAtEnd
    }
}

extension StateWriter {
    /// What stays the same of a file whatever it is called.
    fileprivate mutating func add(_ state: FileState?) {
        var part = StateWriter()
        if let state {
            for number in [
                Int(bitPattern: UInt(state.number)), Int(state.size), Int(state.modified),
            ] {
                part.add(number)
            }
        }
        add(part.bytes)
    }
}
