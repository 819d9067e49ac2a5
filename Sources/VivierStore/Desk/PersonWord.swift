internal import VivierCrypto
internal import VivierFiles

extension Store {
    /// A new word for a person who wrote from several addresses (`person-joined`): it says nothing of
    /// anybody, so that the journal of one address does not tell of another.
    package func newPersonWord() throws(StoreError) -> String {
        try onDisk { () throws(SystemCallError) in base32(try randomBytes(16)) }
    }
}

extension Dossier {
    /// Every word that it ever had for the person of its candidate, those that were taken back included.
    package var everyPersonWord: [String] {
        Set(
            events.filter { $0.kind == "person-joined" }.compactMap { $0.value["as"]?.string }
                .filter { bytes(base32: $0) != nil }
        ).sorted()
    }
}
