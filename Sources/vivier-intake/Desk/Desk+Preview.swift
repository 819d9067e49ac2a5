import VivierMail
import VivierOutbox
import VivierStore
import VivierWorkflow

extension Desk {
    /// The letter that a command would promise, as its candidate would get it; nothing changes.
    ///
    /// - Throws: ``DeskRefusal`` as the command would.
    func preview(on id: DossierID, _ make: (Casework) throws -> CaseCommand) throws -> JSONValue {
        let dossier = try store.read(id)
        let state = Casework(dossier)
        try checkScope(of: state)
        let command = try make(state)
        let setting = try setting(for: state, dossier, deciding: command)
        let caused: CaseEvent
        do throws(CaseRefusal) {
            caused = try state.decide(command, as: actor, in: setting)
        } catch {
            throw DeskRefusal(error)
        }
        let (kind, data) = caused.written
        let number = dossier.events.count + 1
        let event = Event(
            number: number,
            time: now,
            kind: kind,
            by: actor.by,
            source: "",
            data: data.bytes,
            hash: []
        )
        let later = Dossier(
            id: id,
            events: dossier.events + [event],
            tail: dossier.tail,
            length: dossier.length
        )
        let promise = try promise(of: caused, to: dossier, state, setting.rules)
        return .object([
            .init("format", .int(1)), .init("dossier", .string("\(id)")),
            .init("kind", .string(kind)),
            .init("letter", try promise.flatMap { try letter($0, of: later) } ?? .null),
        ])
    }

    private func letter(_ promise: NewEvent, of dossier: Dossier) throws -> JSONValue? {
        let data = JSONValue(promise.data)
        let promised = Dossier.PromisedLetter(
            mail: data?["mail"]?.string ?? "",
            messageID: data?["message_id"]?.string ?? "",
            language: data?["language"]?.string ?? "",
            notBefore: nil
        )
        guard let mail = try writer?.notice(dossier, promised) else { return nil }
        return .object([
            .init("to", .string(mail.to.address.text)),
            .init("subject", .string(mail.subject.text)),
            .init("text", .string(mail.text)),
            .init("not_before", data?["not_before"] ?? .null),
        ])
    }
}
