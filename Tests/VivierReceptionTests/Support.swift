import Foundation
import Testing
import VivierDiagnostics
import VivierForms
import VivierIntake
import VivierReception
import VivierStore
import VivierTestSupport

/// A store of one test with one form, and bodies to send to it.
struct TestReception {
    let folder: TemporaryFolder
    let store: Store
    var reception: Reception

    /// Noon on 2026-11-21.
    static let noon = Instant(milliseconds: 1_795_262_400_000)

    init(level: EncryptionLevel = .disk) throws {
        folder = try TemporaryFolder()
        let root = "\(folder.path)/store"
        try Store.create(at: root, level: level, reserve: 0)
        store = try Store(opening: root)
        let form = try Self.form()
        reception = Reception(store: store) { name, offer in
            guard name == "apply" else { return .noForm }
            switch offer {
            case "gone": return .noOffer
            case "late": return .closedOffer
            case "elsewhere": return .otherForm(form)
            case "dear":
                var dear = form
                dear.proofBits = 8
                return .form(dear)
            default: return .form(form)
            }
        }
    }

    private static func form() throws -> FormDefinition {
        let text = """
            title: Candidature
            fields:
              - {name: name, type: text, label: Nom, required: true}
              - {name: email, type: mail, label: Adresse, required: true}
              - {name: message, type: text, label: Message, lines: 5, max_length: 5000}
              - {name: cv, type: file, label: CV, max_files: 2}
            """
        var diagnostics = Diagnostics()
        let source = SourceText(path: "apply.yml", text: text)
        let form = readForm(source, name: "apply", languages: ["fr"], into: &diagnostics)
        #expect(diagnostics.all.map(\.description) == [])
        return try #require(form)
    }

    func receive(
        _ body: Body,
        at time: Instant = noon,
        form: String = "apply"
    ) throws -> Outcome {
        try reception.receive(
            body.bytes,
            Envelope(form: form, contentType: body.contentType, source: "test", time: time)
        )
    }

    /// What stands in the folders where work in progress and finished work is.
    var contents: String {
        get throws {
            let files = FileManager.default
            let staged = try files.contentsOfDirectory(atPath: "\(store.root)/tmp").count
            return try
                "\(store.list().count) dossiers, \(store.quarantined().count) in quarantine, "
                + "\(staged) under way"
        }
    }

    func firstEvent(_ id: DossierID) throws -> VivierStore.JSONValue {
        try #require(try store.read(id).events.first).value
    }
}

/// A body of multipart/form-data.
struct Body: Sendable {
    var parts: [(name: String, file: String?, bytes: [UInt8])] = []
    var ending = "--b--\r\n"
    let contentType = "multipart/form-data; boundary=b"

    static func complete(_ more: (String, String)...) -> Body {
        var body = Body()
        for (name, text) in [("name", "Zoé"), ("email", "zoe@exemple.fr")] + more {
            body.add(name, text)
        }
        return body
    }

    mutating func add(_ name: String, file: String? = nil, _ text: String) {
        parts.append((name, file, Array(text.utf8)))
    }

    func with(_ name: String, file: String? = nil, _ bytes: [UInt8]) -> Body {
        var body = self
        body.parts.append((name, file, bytes))
        return body
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += "--b\r\nContent-Disposition: form-data; name=\"\(part.name)\"".utf8
            if let file = part.file { bytes += "; filename=\"\(file)\"".utf8 }
            bytes += "\r\n\r\n".utf8
            bytes += part.bytes
            bytes += "\r\n".utf8
        }
        return bytes + ending.utf8
    }
}

extension Outcome {
    /// One word and what tells it apart.
    var summary: String {
        switch self {
        case .accepted: "accepted"
        case .duplicate: "duplicate"
        case .replied: "replied"
        case .quarantined(_, let code): "quarantined \(code)"
        case .refused(let refused):
            "refused "
                + (refused.verdict.refusals.map { "\($0.field) \($0.code.rawValue)" }
                + refused.findings.map { "\($0.field) \($0.finding.rawValue)" })
                .joined(separator: ", ")
        case .tooLarge(let refusal): "too large \(refusal.code)"
        case .misdirected(let reason): "misdirected \(reason.rawValue)"
        case .erased: "erased"
        }
    }

    var receipt: Acknowledgement? {
        switch self {
        case .accepted(let receipt), .duplicate(let receipt): receipt
        default: nil
        }
    }

    var quarantine: QuarantineID? {
        guard case .quarantined(let id, _) = self else { return nil }
        return id
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
