/// What stays of a dossier that was erased: nothing personal.
package struct Tombstone: Sendable, Equatable {
    package let id: DossierID
    package let time: Instant
    /// A stable word: `asked`, `retention`, `withdrawn`.
    package let reason: String

    var bytes: [UInt8] {
        SummedObject.bytes([
            .init("id", .string(id.description)), .init("erased", .string(time.description)),
            .init("reason", .string(reason)),
        ])
    }

    init(id: DossierID, time: Instant, reason: String) {
        self.id = id
        self.time = time
        self.reason = reason
    }

    init?(_ bytes: [UInt8], checksum: Bool = true) {
        guard let value = SummedObject(bytes, checksum: checksum)?.value,
            let id = value["id"]?.string.flatMap(DossierID.init),
            let time = value["erased"]?.string.flatMap(Instant.init),
            let reason = value["reason"]?.string
        else { return nil }
        self.init(id: id, time: time, reason: reason)
    }
}
