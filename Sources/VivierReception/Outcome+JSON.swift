internal import VivierForms
internal import VivierIntake
package import VivierStore

extension Outcome {
    /// Whether what came in is in the store, as a dossier or in quarantine.
    package var isKept: Bool {
        switch self {
        case .accepted, .duplicate, .replied, .quarantined: true
        case .refused, .misdirected, .tooLarge, .erased: false
        }
    }

    /// What scripts are told, as one object of JSON on one line.
    ///
    /// `words`: What a receipt says beside what stands in the store.
    package func json(
        _ words: (Acknowledgement) -> [VivierStore.JSONValue.Member] = { _ in [] }
    ) -> [UInt8] {
        var members: [Value.Member] = [.init("format", .int(1))]
        switch self {
        case .accepted(let receipt): members += receipt.members("accepted") + words(receipt)
        case .duplicate(let receipt): members += receipt.members("duplicate") + words(receipt)
        case .replied(let id):
            members += [.init("receipt", .string("\(id)")), .init("state", .string("replied"))]
        case .quarantined(let id, let code):
            members += [
                .init("receipt", .string("\(id)")), .init("state", .string("quarantined")),
                .init("reason", .string(code)),
            ]
        case .refused(let refused):
            members.append(.init("state", .string("refused")))
            members.append(.init("reason", .string("invalid-fields")))
            members.append(
                .init(
                    "refusals",
                    .array(
                        refused.refusals.map {
                            .object([
                                .init("field", .string($0.field)),
                                .init("code", .string($0.code.rawValue)),
                            ])
                        }
                    )
                )
            )
        case .misdirected(let reason):
            members.append(.init("state", .string("refused")))
            members.append(.init("reason", .string(reason.rawValue)))
        case .tooLarge(let refusal):
            members.append(.init("state", .string("refused")))
            members.append(.init("reason", .string(refusal.code)))
        case .erased(let id):
            members.append(.init("receipt", .string("\(id)")))
            members.append(.init("state", .string("refused")))
            members.append(.init("reason", .string("erased")))
        }
        return Value.object(members).bytes
    }
}

extension Acknowledgement {
    fileprivate func members(_ state: String) -> [Value.Member] {
        [
            .init("receipt", .string("\(id)")), .init("state", .string(state)),
            .init("code", .string(code)), .init("form", .string(form)),
            .init("time", .string("\(time)")),
            .init(
                "files",
                .array(
                    files.map {
                        .object([
                            .init("field", .string($0.field)), .init("name", .string($0.name)),
                            .init("size", .int($0.size)), .init("sha256", .string($0.sha256)),
                        ])
                    }
                )
            ),
        ]
    }
}
