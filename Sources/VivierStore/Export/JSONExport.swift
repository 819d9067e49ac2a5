extension Dossier {
    /// All that is known of it, for another program.
    package var json: JSONValue {
        .object([
            .init("id", .string(id.description)), .init("journal", .string(summary.state.rawValue)),
            .init(
                "events",
                .array(
                    events.map { event in
                        .object([
                            .init("n", .int(event.number)),
                            .init("time", .string(event.time.description)),
                            .init("kind", .string(event.kind)), .init("by", .string(event.by)),
                            .init("source", .string(event.source)), .init("data", event.value),
                        ])
                    }
                )
            ),
        ])
    }
}
