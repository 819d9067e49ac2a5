internal import VivierFiles

extension Store {
    /// The secret that this site shares with a provider of sign-ins; `nil` if there is none, or if others
    /// on this machine may read it.
    ///
    /// `name`: A short name, as the site has it.
    package func providerSecret(_ name: String) throws(StoreError) -> String? {
        let path = "\(layout.providers)/\(name).secret"
        guard isPrivate(path) else { return nil }
        let text = try onDisk { () throws(SystemCallError) in try readFile(path) }
        let secret = String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace }
        return secret.isEmpty ? nil : secret
    }
}
