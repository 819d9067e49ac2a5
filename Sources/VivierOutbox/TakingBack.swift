internal import VivierFiles
package import VivierStore

extension Outbox {
    /// Takes a mail back that no server was asked to take.
    ///
    /// - Returns: `false` if it may have left: another process has it, a server was asked, or it
    ///   was taken or given up. A mail that is not there is taken back.
    package func takeBack(_ name: OutboxName) throws(StoreError) -> Bool {
        try onStoreDisk { () throws(SystemCallError) in
            let others = places(of: name).filter { $0.folder != .new }
            if others.contains(where: { exists(path($0)) }) { return false }
            let entry = Entry(folder: .new, name: name, isRecorded: false)
            guard exists(path(entry)) else { return true }
            let file = try DurableFile.open(overwriting: path(entry))
            defer { withExtendedLifetime(file) {} }
            guard try file.lockIfFree(), file.isInPlace(), let mail = try read(entry),
                mail.attempts == 0, mail.started == nil
            else { return false }
            try deleteFile(path(entry))
            try syncFolder(path(.new))
            return true
        }
    }
}
