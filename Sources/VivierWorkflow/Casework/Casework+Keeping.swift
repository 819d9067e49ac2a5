internal import VivierModel
internal import VivierStore

extension Casework {
    /// Notes, the pool, reminders, and what takes an end back.
    func keep(
        _ command: CaseCommand,
        _ setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        switch command {
        case .note(let text, let files):
            guard !text.isBlank || !files.isEmpty else { throw .nothingSaid }
            return .noted(text: text, files: files)
        case .tag(let add, let remove):
            let wanted = Set(tags).union(add).subtracting(remove).sorted()
            guard wanted != tags else { throw .unchanged }
            return .tagged(wanted)
        case .markUnavailable(let until, let reason):
            guard absence?.until != until || absence?.reason != reason else { throw .unchanged }
            return .unavailable(until: until, reason: reason)
        case .markAvailable:
            guard absence != nil else { throw .unchanged }
            return .available
        case .propose(let wanted):
            guard wanted != offer,
                !links.contains(where: { $0.role == .proposal && $0.offer == wanted })
            else { throw .unchanged }
            return .linked(CaseEvent.Link(dossier: "", offer: wanted, role: .proposal))
        case .link(let link):
            guard !links.contains(link) else { throw .unchanged }
            return .linked(link)
        case .join(let word):
            guard !persons.contains(word) else { throw .unchanged }
            return .personJoined(as: word)
        case .part(let word):
            guard persons.contains(word) else { throw .unchanged }
            return .personParted(as: word)
        case .close(let reason):
            let open: Set<Phase> = [.received, .examined, .declined, .absent, .started, .left]
            guard open.contains(phase), offer == nil || phase.isOver || phase == .started else {
                throw .notNow
            }
            guard !reason.isBlank else { throw .nothingSaid }
            return .closed(reason: reason)
        case .reinstate(let reason):
            let ended: Set<Phase> = [.withdrawn, .setAside, .refused, .rejected]
            guard ended.contains(phase), !isDeleted else { throw .notNow }
            guard !reason.isBlank else { throw .nothingSaid }
            return .reinstated(reason: reason)
        case .remind(let day):
            guard isIncomplete(by: setting.rules) else { throw .notNow }
            guard reminded != day else { throw .unchanged }
            return .reminded(before: day)
        case .undo(let number): return try taken(back: number)
        default: throw .notNow
        }
    }

    private var isUntouchedSinceAccepted: Bool { stage == nil && tests.allSatisfy(\.isCancelled) }

    private func taken(back number: Int) throws(CaseRefusal) -> CaseEvent {
        guard let last = decisions.last, last.number == number else { throw .nothingToUndo }
        // Each is called as the decision it tells of.
        let letter = Notice(rawValue: last.kind)
        guard letter.map({ !isGone($0, since: number) }) ?? true else { throw .letterGone }
        // What was built on it would hang in the air.
        let kinds: [Phase: String] = [
            .examined: "accepted", .returned: "returned", .rejected: "rejected",
            .setAside: "set-aside", .selected: "selected", .refused: "refused",
        ]
        guard kinds[phase] == last.kind, phase != .examined || isUntouchedSinceAccepted else {
            throw .nothingToUndo
        }
        return .undone(event: number)
    }
}
