import Testing
import VivierFiles
import VivierTestSupport

@testable import VivierStore

/// A moment that tests agree on.
let noon = Instant(milliseconds: 1_795_262_400_000)

/// A new store below `folder`, with little set aside.
func makeStore(in folder: TemporaryFolder, level: EncryptionLevel = .disk) throws -> Store {
    let root = folder.path + "/store"
    try Store.create(at: root, level: level, reserve: 4096)
    return try Store(opening: root)
}

func event(
    _ kind: String = "received",
    source: String = "",
    data: String = #"{"form":"apply"}"#
) throws -> NewEvent {
    try NewEvent(kind: kind, by: "test", source: source, time: noon, data: Array(data.utf8))
}

extension DossierStore {
    /// Publishes a dossier with files of these texts, and one that is taken back.
    func publish(
        _ id: DossierID,
        files: [String] = [],
        dropping dropped: String? = nil
    ) throws -> Publication {
        let staged = try stage()
        if let dropped {
            try staged.beginFile()
            try staged.write(Array(dropped.utf8).span)
            try staged.dropFile()
        }
        for file in files {
            try staged.beginFile()
            try staged.write(Array(file.utf8).span)
            _ = try staged.endFile()
        }
        return try publish(staged, as: id, first: try event())
    }
}

/// Expects that `body` throws the error of the store with this stable word.
func expectRefusal(
    _ code: String,
    at place: SourceLocation = #_sourceLocation,
    _ body: () throws -> Void
) {
    let error = #expect(throws: StoreError.self, sourceLocation: place) { try body() }
    #expect(error?.code == code, sourceLocation: place)
}
