internal import VivierCrypto
internal import VivierFiles

extension Store {
    /// Makes a store: folders, key, reserve, and last `VERSION`, which makes it one.
    ///
    /// A making that was stopped is gone on with.
    ///
    /// - Parameter reserve: Bytes that are set aside, so that a full disk still
    ///   allows an erasure.
    /// - Throws: ``StoreError/alreadyAStore(path:)``, or what the disk refused.
    package static func create(
        at root: String,
        level: EncryptionLevel = .disk,
        reserve: Int = 64 << 20
    )
        throws(StoreError)
    {
        let layout = StoreLayout(root: root)
        guard !exists(layout.version) else { throw .alreadyAStore(path: root) }
        try onDisk { () throws(SystemCallError) in
            try makeFolders(layout)
            try makeKey(layout)
            try makeReserve(layout, reserve)
            try syncFolder(root)
            try publishFile(
                StoreVersion(level: level).bytes,
                at: layout.version,
                temporary: "\(layout.temporary)/VERSION"
            )
        }
    }

    private static func makeFolders(_ layout: StoreLayout) throws(SystemCallError) {
        try makePrivateFolder(layout.root)
        for folder in StoreLayout.sharded {
            try makePrivateFolder("\(layout.root)/\(folder)")
            for shard in StoreLayout.shards {
                try makePrivateFolder("\(layout.root)/\(folder)/\(shard)")
            }
            try syncFolder("\(layout.root)/\(folder)")
        }
        for folder in StoreLayout.plain { try makePrivateFolder("\(layout.root)/\(folder)") }
        try syncFolder("\(layout.root)/outbox")
    }

    private static func makeKey(_ layout: StoreLayout) throws(SystemCallError) {
        guard !exists(layout.storeKey) else { return }
        try publishFile(
            Array((hexadecimal(try randomBytes(32)) + "\n").utf8),
            at: layout.storeKey,
            temporary: "\(layout.temporary)/store.key"
        )
    }

    static func makeReserve(_ layout: StoreLayout, _ length: Int) throws(SystemCallError) {
        try deleteFile(layout.reserve)
        guard length > 0 else { return }
        let file = try DurableFile.create(layout.reserve)
        try file.reserve(length)
        try file.sync()
    }
}

/// Writes a small file whole or not at all, and its name durably.
func publishFile(
    _ bytes: [UInt8],
    at path: String,
    temporary: String
) throws(SystemCallError) {
    try deleteFile(temporary)
    let file = try DurableFile.create(temporary)
    try file.write(bytes)
    try file.sync()
    try moveReplacing(temporary, path)
    try syncFolder(folder(of: path))
}

/// The folder that a path stands in.
func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}
