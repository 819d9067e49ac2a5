import ArgumentParser
import VivierFiles
import VivierOutbox
import VivierStore

struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Mails that wait to be sent, were sent, or could not be.",
        subcommands: [RunOutbox.self, ListOutbox.self, RetryOutbox.self]
    )
}

struct RunOutbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Sends what is due.",
        discussion: """
            Writes the letters that are still owed before. Call it every few minutes. Two at once \
            are no harm. Exit codes: 0 done, 1 a mail was given up, 74 the disk refused, 75 no \
            server could be asked: nothing is lost, call again.
            """
    )

    @OptionGroup var spaces: SpaceOptions
    @OptionGroup var server: MailServerOptions

    private var options: ReceptionOptions { spaces.reception }

    func run() async throws {
        let store = try options.store.open()
        let outbox = Outbox(store)
        let delivery = try server.delivery()
        await options.writeOverdue(in: store)
        let report = try onDisk { () throws(SystemCallError) in
            try outbox.run(delivery, keepsItsTurn: \.isNoticeInTurn) { options.time }
        }
        var unrecorded: [StoreError] = []
        var told: [DossierID] = []
        try onDisk { () throws(SystemCallError) in
            try outbox.recordFinished { event in
                guard let error = store.record(event) else {
                    told.append(event.dossier)
                    return true
                }
                unrecorded.append(error)
                return false
            }
        }
        await spaces.show(told, in: store)
        if options.store.json {
            try emit(report.json)
        } else {
            try emit(report.results.map { "\($0.line)\n" }.joined())
        }
        if let reason = report.unavailable {
            say("error: no mail server: \(reason) [no-mail-server]\n")
        }
        for error in unrecorded { say("error: \(error) [\(error.code)]\n  = \(error.hint)\n") }
        if report.unavailable != nil { throw ExitCode(75) }
        if !unrecorded.isEmpty || report.results.contains(where: { $0.state.isFinalTrouble }) {
            throw ExitCode(1)
        }
    }
}

struct ListOutbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists mails.",
        discussion: "One line each: folder, name, attempts, when it is tried next, last answer."
    )

    @OptionGroup var options: StoreOptions

    @Flag(help: "Those that were sent as well.")
    var all = false

    func run() throws {
        let outbox = Outbox(try options.open())
        let mails = try onDisk { () throws(SystemCallError) in
            try outbox.listing(all ? [.new, .failed, .sent] : [.new, .failed])
        }
        if options.json {
            let values = mails.map(\.json)
            try emit(.object([.init("format", .int(1)), .init("mails", .array(values))]))
        } else {
            try emit(mails.map { "\($0.line)\n" }.joined())
        }
    }
}

struct RetryOutbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Puts a mail that was given up, or waits, up for the next run."
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "Its name, as list prints it; 'all' for every one that was given up.")
    var name: String

    func run() throws {
        let outbox = Outbox(try options.open())
        var mails: [OutboxName] = []
        if name == "all" {
            mails = try onDisk { () throws(SystemCallError) in
                try outbox.entries(.failed).map(\.name)
            }
        } else if let name = OutboxName(name) {
            mails = [name]
        } else {
            throw ValidationError("'\(name)' is no name of a mail. See vivier-intake outbox list")
        }
        for mail in mails {
            do throws(OutboxFailure) {
                try outbox.retry(mail, at: options.now)
            } catch {
                say("error: \(error)\n")
                throw ExitCode(error.exitCode)
            }
        }
    }
}

/// Does what needs the disk; says what it refused, and ends with code 74.
private func onDisk<Result>(_ body: () throws(SystemCallError) -> Result) throws -> Result {
    do throws(SystemCallError) {
        return try body()
    } catch {
        say("error: \(error)\n")
        throw ExitCode(74)
    }
}
