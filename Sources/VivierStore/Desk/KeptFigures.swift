internal import VivierCrypto
internal import VivierFiles

extension Store {
    /// Keeps what figures need of a dossier that is erased: a value that says nothing of anybody.
    ///
    /// Its name is random: nothing leads from it to the dossier, nor back.
    package func keepFigures(_ value: JSONValue) throws(StoreError) {
        try onDisk { () throws(SystemCallError) in
            if try makePrivateFolder(layout.figures) { try syncFolder(root) }
            let name = hexadecimal(try randomBytes(16))
            try publishFile(
                value.bytes + [10],
                at: "\(layout.figures)/\(name).json",
                temporary: "\(layout.temporary)/figures.\(processNumber()).\(name)"
            )
        }
    }

    /// What was kept of dossiers that are erased; what cannot be read is left out.
    package func keptFigures() throws(StoreError) -> [JSONValue] {
        guard exists(layout.figures) else { return [] }
        return try onDisk { () throws(SystemCallError) in
            let files = try listFiles(below: layout.figures).files
            return try files.filter { $0.hasSuffix(".json") }
                .map { file throws(SystemCallError) in
                    JSONValue(try readFile("\(layout.figures)/\(file)"))
                }
                .compactMap(\.self)
        }
    }
}
