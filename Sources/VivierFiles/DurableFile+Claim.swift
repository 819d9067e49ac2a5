import Glibc

extension DurableFile {
    /// Holds the file as ``lock(isShared:)`` does, if nobody else holds it.
    ///
    /// - Returns: Whether it is held now.
    package func lockIfFree() throws(SystemCallError) -> Bool {
        do throws(SystemCallError) {
            _ = try check("lock", path) { flock(descriptor, LOCK_EX | LOCK_NB) }
            return true
        } catch {
            if error.errno == EWOULDBLOCK { return false }
            throw error
        }
    }
}
