/// What `verify` found.
package struct VerificationReport: Sendable, Equatable {
    /// Something that is not as it should be.
    package struct Problem: Sendable, Equatable {
        /// Below the store.
        package let path: String
        /// A stable word: `damaged-journal`, `torn-journal`, `missing-file` and so on.
        package let code: String
        package let message: String
    }

    package internal(set) var dossiers = 0
    package internal(set) var events = 0
    package internal(set) var files = 0
    package internal(set) var quarantined = 0
    package internal(set) var erased = 0
    package internal(set) var problems: [Problem] = []

    /// As JSON, format 1.
    package var json: JSONValue {
        .object([
            .init("format", .int(1)), .init("dossiers", .int(dossiers)),
            .init("events", .int(events)), .init("files", .int(files)),
            .init("quarantined", .int(quarantined)), .init("erased", .int(erased)),
            .init(
                "problems",
                .array(
                    problems.map { problem in
                        .object([
                            .init("path", .string(problem.path)),
                            .init("code", .string(problem.code)),
                            .init("message", .string(problem.message)),
                        ])
                    }
                )
            ),
        ])
    }

    mutating func add(_ path: String, _ code: String, _ message: String) {
        problems.append(Problem(path: path, code: code, message: message))
    }
}
