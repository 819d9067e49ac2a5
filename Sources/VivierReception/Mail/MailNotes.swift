internal import VivierForms
internal import VivierMail
internal import VivierStore

/// What the first event says of a message, beside its fields.
struct MailNotes {
    /// Fields that the form demands and a message does not have: boxes to tick, questions of
    /// an offer.
    var missing: [String] = []
    private let messageID: String?
    private let automatic: AutomaticMail?

    init(_ mail: ReceivedMail) {
        messageID = mail.messageID
        automatic = mail.automatic
    }

    /// Whether a machine sent it.
    var isAutomatic: Bool { automatic != nil }

    var members: [Value.Member] {
        var members: [Value.Member] = []
        if let messageID { members.append(.init("message_id", .string(messageID))) }
        if let automatic { members.append(.init("automatic", .string(automatic.rawValue))) }
        if !missing.isEmpty {
            members.append(.init("missing", .array(missing.map { .string($0) })))
        }
        return members
    }
}

extension FormDefinition {
    /// Whether a message may lack what was refused: nobody can be asked again by mail, but
    /// whom to answer must be known.
    func canBeMissing(_ refusal: FieldRefusal) -> Bool {
        refusal.code == .required && field(refusal.field)?.kind != .mail
    }
}
