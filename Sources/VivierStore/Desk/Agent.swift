internal import VivierFiles

/// Somebody of the team: what the store knows of them.
package struct Agent: Sendable, Equatable {
    /// 1 to 20 small letters, digits and `-`: what journals name them by, behind `hr:`.
    package let id: String
    package var name: String
    package var email: String
    /// `reader`, `reviewer`, `decider` or `administrator`.
    package var role: String
    /// `campaign:NAME`, `employer:NAME` and `profiles`; all dossiers and profiles if empty.
    package var scopes: [String]
    /// Two small letters: the language of their pages and mails; the first of the site if empty.
    package var language: String

    /// - Returns: `nil` for an id that is none.
    package init?(
        id: String,
        name: String,
        email: String,
        role: String,
        scopes: [String],
        language: String = ""
    ) {
        let isPlain = id.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45
        }
        guard isPlain, (1...20).contains(id.utf8.count) else { return nil }
        self.id = id
        self.name = name
        self.email = email
        self.role = role
        self.scopes = scopes
        self.language = language
    }

    /// What journals call them.
    package var by: String { "hr:\(id)" }

    /// Whether they may see dossiers of a campaign and an employer.
    package func sees(campaign: String, employer: @autoclosure () -> String?) -> Bool {
        scopes.isEmpty || scopes.contains("campaign:\(campaign)")
            || employer().map { scopes.contains("employer:\($0)") } ?? false
    }

    /// Whether they may see the profiles of candidates who show them to all employers of the site.
    package var seesProfiles: Bool { scopes.isEmpty || scopes.contains(Self.profiles) }

    /// The scope that gives profiles, and no dossier.
    package static let profiles = "profiles"

    package var json: JSONValue {
        .object([
            .init("id", .string(id)), .init("name", .string(name)),
            .init("email", .string(email)), .init("role", .string(role)),
            .init("scopes", .array(scopes.map { .string($0) })),
            .init("language", .string(language)),
        ])
    }

    fileprivate init?(_ value: JSONValue) {
        func text(_ name: String) -> String { value[name]?.string ?? "" }
        self.init(
            id: text("id"),
            name: text("name"),
            email: text("email"),
            role: text("role"),
            scopes: (value["scopes"]?.array ?? []).compactMap(\.string),
            language: text("language")
        )
    }
}

extension Store {
    /// Everybody of the team, by their ids.
    package func agents() throws(StoreError) -> [Agent] {
        guard exists(layout.agents) else { return [] }
        let files = try onDisk { () throws(SystemCallError) in
            try listFiles(below: layout.agents).files.filter { $0.hasSuffix(".json") }
        }
        var agents: [Agent] = []
        for file in files {
            let path = "\(layout.agents)/\(file)"
            let bytes = try onDisk { () throws(SystemCallError) in try readFile(path) }
            guard let value = JSONValue(bytes), let agent = Agent(value),
                file == "\(agent.id).json"
            else { throw .notAStore(path: path, reason: "it is not what was written of an agent") }
            agents.append(agent)
        }
        return agents
    }

    /// The agent that a reader is; `nil` for candidates, and for who was one.
    package func agent(_ reader: ReaderID) throws(StoreError) -> Agent? {
        try agents().first { self.reader(agent: $0.id) == reader }
    }

    /// Writes down somebody of the team, in the place of what was known of them, durably.
    package func write(_ agent: Agent) throws(StoreError) {
        try onDisk { () throws(SystemCallError) in
            if try makePrivateFolder(layout.agents) { try syncFolder(root) }
            try publishFile(
                agent.json.bytes + [10],
                at: "\(layout.agents)/\(agent.id).json",
                temporary: "\(layout.temporary)/agent.\(processNumber()).\(agent.id)"
            )
        }
    }

    /// Forgets somebody; journals keep the id.
    ///
    /// - Returns: `false` if nobody has that id.
    package func removeAgent(_ id: String) throws(StoreError) -> Bool {
        let path = "\(layout.agents)/\(id).json"
        guard Agent(id: id, name: "", email: "", role: "", scopes: []) != nil, exists(path) else {
            return false
        }
        try onDisk { () throws(SystemCallError) in
            try deleteFile(path)
            try syncFolder(layout.agents)
        }
        return true
    }
}
