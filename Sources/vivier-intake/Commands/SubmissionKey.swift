import ArgumentParser
import VivierStore

struct SubmissionKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submission-key",
        abstract: "Makes the key that submissions are sealed to in the browser.",
        discussion: """
            Prints the line for the forms in content/forms/. The key itself stays in \
            submission.key in the store, and is in no backup: keep a copy elsewhere. Run again, it \
            prints the same line. A store without that file puts what is sealed into quarantine, \
            as it came.
            """
    )

    @OptionGroup var options: StoreOptions

    func run() throws {
        let store = try options.open()
        let text = try onStore { () throws(StoreError) in try store.makeSubmissionKey() }
        guard let text else {
            say("error: submission.key must be readable for its owner alone [not-private]\n")
            throw ExitCode(1)
        }
        if options.json {
            try emit(
                JSONValue.object([.init("format", .int(1)), .init("sealed_to", .string(text))])
                    .bytes + [10]
            )
        } else {
            try emit("sealed_to: \"\(text)\"\n")
        }
    }
}
