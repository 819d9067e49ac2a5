internal import VivierCrypto
internal import VivierForms
internal import VivierIntake
internal import VivierStore

/// A value as journals have it; the parser of bodies has one of its own.
typealias Value = VivierStore.JSONValue

/// A submission that the form accepts, as its first event writes it down.
struct ReceivedSubmission {
    private let envelope: Envelope
    private let verdict: Verdict
    private let submission: Submission
    private let files: [ReceivedFile]

    /// What else the event says, of a message.
    private let notes: [Value.Member]

    /// SHA-256 of what was said, in hexadecimal: the same for two submissions that say the
    /// same, whenever and from wherever they come.
    let digest: String

    init(
        _ envelope: Envelope,
        _ verdict: Verdict,
        _ submission: Submission,
        _ files: [ReceivedFile],
        notes: [Value.Member] = []
    ) {
        self.envelope = envelope
        self.verdict = verdict
        self.submission = submission
        self.files = files
        self.notes = notes
        // Servers on the way write into the head of a message: it is not what was said.
        let said = files.filter { $0.field != ReceivedFile.original }
        let content: [Value] = [
            .string(envelope.form), .string(submission[.offer] ?? ""),
            .string(submission[.employer] ?? ""), .string(submission[.place] ?? ""),
            .array(verdict.fields.map(Self.value)), .array(verdict.unknown.map(Self.value)),
            .array(said.map { .array([.string($0.field), .string($0.stored?.sha256 ?? "")]) }),
        ]
        digest = hexadecimal(SHA256.hash(Value.array(content).bytes))
    }

    /// The number of its dossier.
    ///
    /// Without a key of its own, what says the same within 24 hours is the same submission:
    /// numbers change at midnight, so that the one of the day before is looked at too.
    func dossierID(in store: Store) throws(StoreError) -> DossierID {
        if let key = submission[.idempotencyKey], !key.isEmpty {
            return store.dossierID(form: envelope.form, idempotencyKey: "key:\(key)")
        }
        let day = envelope.time.milliseconds / millisecondsPerDay
        func id(_ day: Int64) -> DossierID {
            store.dossierID(form: envelope.form, idempotencyKey: "digest:\(digest):\(day)")
        }
        let earlier = id(day - 1)
        do throws(StoreError) {
            guard let first = try store.read(earlier).events.first else { return id(day) }
            let age = envelope.time.milliseconds - first.time.milliseconds
            return age < millisecondsPerDay ? earlier : id(day)
        } catch .noSuchDossier, .erased {
            return id(day)
        }
    }

    /// Who is to be written to.
    ///
    /// - Returns: `nil` if the form, without what an offer adds, asks for no address, or none
    ///   was given.
    func correspondent(_ id: DossierID, by form: FormDefinition) -> Correspondent? {
        form.mailAddress(verdict.fields.map { ($0.name, $0.normal.first) }).map { address in
            Correspondent(
                dossier: id,
                address: address,
                language: submission[.language] ?? "",
                time: envelope.time
            )
        }
    }

    /// Event 1 of the dossier.
    func event() throws(StoreError) -> NewEvent {
        let reserved: [(String, ReservedField)] = [
            ("offer", .offer), ("employer", .employer), ("place", .place),
            ("language", .language), ("referrer", .source), ("idempotency", .idempotencyKey),
        ]
        var members: [Value.Member] = [
            .init("form", .string(envelope.form)), .init("source", .string(envelope.source)),
            .init("digest", .string(digest)),
        ]
        for (name, field) in reserved {
            if let text = submission[field], !text.isEmpty {
                members.append(.init(name, .string(text)))
            }
        }
        members += [
            .init("fields", .array(verdict.fields.map(Self.value))),
            .init("unknown", .array(verdict.unknown.map(Self.value))),
            .init("files", .array(files.map(Self.value))),
        ]
        members += notes
        return try NewEvent(
            kind: "received",
            by: "form",
            source: "received",
            time: envelope.time,
            data: Value.object(members).bytes
        )
    }

    private static func value(_ field: JudgedField) -> Value {
        .object([
            .init("name", .string(field.name)),
            .init("original", .array(field.original.map { .string($0) })),
            .init("value", .array(field.normal.map { .string($0) })),
        ])
    }

    private static func value(_ unknown: Submission.Value) -> Value {
        .object([.init("name", .string(unknown.name)), .init("value", .string(unknown.value))])
    }

    private static func value(_ file: ReceivedFile) -> Value {
        .object([
            .init("field", .string(file.field)), .init("name", .string(file.name)),
            .init("sha256", .string(file.stored?.sha256 ?? "")),
            .init("size", .int(file.size)), .init("type", .string(file.mediaType)),
            .init("findings", .array(file.findings.map { .string($0.rawValue) })),
        ])
    }
}

private let millisecondsPerDay: Int64 = 86_400_000
