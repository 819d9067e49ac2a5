internal import VivierCrypto
internal import VivierFiles

/// A folder below `tmp` that becomes something in the store, or nothing.
///
/// It is a class because there is one folder, which the parsers' sinks hold while
/// they write into it, and which is deleted when nobody holds it any more.
final class StagedFolder {
    let path: String
    let key: DossierKey?
    private var isOurs = true

    init(in layout: StoreLayout, level: EncryptionLevel) throws(StoreError) {
        key = level == .dossier ? try DossierKey.make() : nil
        path = try onDisk { () throws(SystemCallError) in
            while true {
                let name = stagingName(random: try randomBytes(8))
                let path = "\(layout.temporary)/\(name)"
                if try makePrivateFolder(path) { return path }
            }
        }
    }

    deinit {
        // What cannot be deleted is found later, as what a stopped process leaves is.
        if isOurs { try? deleteTree(path) }
    }

    /// Leaves the folder where it is, for somebody to look at: after a flush that
    /// failed nobody knows what the disk holds.
    func keep() { isOurs = false }

    /// Moves the folder to a name that nobody has.
    ///
    /// - Returns: `false` if somebody has it.
    func move(to target: String, _ safeguards: Safeguards) throws(SystemCallError) -> Bool {
        if safeguards.has(.newName) {
            guard try moveToNewName(path, target) else { return false }
        } else {
            try moveReplacing(path, target)
        }
        isOurs = false
        return true
    }
}

private func stagingName(random: [UInt8]) -> String {
    "\(processNumber()).\(hexadecimal(random))"
}
