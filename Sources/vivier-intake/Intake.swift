import ArgumentParser

@main
struct Intake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vivier-intake",
        abstract: "Takes in what candidates send, and loses nothing of it.",
        version: "0.1.0",
        subcommands: [
            Init.self, Ingest.self, Serve.self, CGI.self, Mail.self, List.self, Show.self,
            Attachment.self, Verify.self, VerifyReceipt.self, Export.self, Quarantine.self,
            OutboxCommand.self, Scan.self, Reindex.self, Seal.self, Backup.self, Restore.self,
            Erase.self, Spaces.self, DossierCommand.self, CampaignCommand.self,
            AgentsCommand.self, RetentionCommand.self, RemindersCommand.self, AlertsCommand.self,
            SubmissionKey.self,
        ]
    )
}
