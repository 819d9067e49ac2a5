import VivierMail
import VivierOutbox
import VivierStore
import VivierWorkflow

/// What a command would cause.
struct Foresight {
    struct Letter {
        let to: String
        let subject: String
        let text: String
        /// Until when it waits.
        let notBefore: Instant?
    }

    let dossier: DossierID
    let kind: String
    let letter: Letter?

    var json: JSONValue {
        .object([
            .init("format", .int(1)), .init("dossier", .string("\(dossier)")),
            .init("kind", .string(kind)), .init("letter", letter?.json ?? .null),
        ])
    }
}

extension Foresight.Letter {
    fileprivate var json: JSONValue {
        .object([
            .init("to", .string(to)), .init("subject", .string(subject)),
            .init("text", .string(text)),
            .init("not_before", notBefore.map { .string($0.description) } ?? .null),
        ])
    }
}

extension Desk {
    /// What a command would cause, with the letter as its candidate would get it; nothing changes.
    ///
    /// - Throws: ``DeskRefusal`` as the command would.
    func foresee(on id: DossierID, _ make: (Casework) throws -> CaseCommand) throws -> Foresight {
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
        let promise = try promise(of: caused, to: dossier, state, setting.rules)
        return try foresee(NewEvent(caused, by: actor.by, at: now), promise, in: dossier)
    }

    /// The same for what is written to a candidate.
    func foresee(_ command: CandidatureCommand, on id: DossierID) throws -> Foresight {
        let dossier = try store.read(id)
        try checkScope(of: Casework(dossier))
        let caused = try Candidature(dossier).decide(command, at: now, on: today)
        guard let event = try NewEvent(caused, by: actor.by, at: now) else {
            throw DeskRefusal(.unchanged)
        }
        let promise = try writer?.promise(of: caused, to: dossier, at: now)
        return try foresee(event, promise, in: dossier)
    }

    private func foresee(
        _ new: NewEvent,
        _ promise: NewEvent?,
        in dossier: Dossier
    ) throws -> Foresight {
        let event = Event(
            number: dossier.events.count + 1,
            time: now,
            kind: new.kind,
            by: actor.by,
            source: "",
            data: new.data,
            hash: []
        )
        let later = Dossier(
            id: dossier.id,
            events: dossier.events + [event],
            tail: dossier.tail,
            length: dossier.length
        )
        return Foresight(
            dossier: dossier.id,
            kind: new.kind,
            letter: try promise.flatMap { try letter($0, of: later) }
        )
    }

    private func letter(_ promise: NewEvent, of dossier: Dossier) throws -> Foresight.Letter? {
        let data = JSONValue(promise.data)
        let promised = Dossier.PromisedLetter(
            mail: data?["mail"]?.string ?? "",
            messageID: data?["message_id"]?.string ?? "",
            language: data?["language"]?.string ?? "",
            notBefore: nil
        )
        guard let mail = try writer?.notice(dossier, promised) else { return nil }
        return Foresight.Letter(
            to: mail.to.address.text,
            subject: mail.subject.text,
            text: mail.text,
            notBefore: data?["not_before"]?.string.flatMap { Instant($0) }
        )
    }
}
