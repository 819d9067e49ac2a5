import ArgumentParser
import Foundation
import VivierOutbox

/// How mails leave this machine.
struct MailServerOptions: ParsableArguments {
    @Option(help: "Mail server, as smtp://HOST:587 or smtps://HOST:465.")
    var smtp: String?

    @Option(help: "required, offered, or none for a server on this machine.")
    var tls = SMTPDelivery.Encryption.required

    @Option(help: "Name to sign in with; the password is in VIVIER_SMTP_PASSWORD.")
    var smtpUser: String?

    @Option(help: "File of certificates to trust beside the system's.")
    var smtpCertificates: String?

    @Option(help: "Seconds to wait for the server, for one mail.")
    var smtpTimeout = 120

    @Option(help: "Program to send with if there is no --smtp.")
    var sendmail = "/usr/sbin/sendmail"

    func delivery() throws -> any Delivery {
        guard let smtp else { return SendmailDelivery(program: sendmail) }
        guard smtp.hasPrefix("smtp://") || smtp.hasPrefix("smtps://") else {
            throw ValidationError("'\(smtp)' is no mail server. Write --smtp smtp://HOST:587")
        }
        return SMTPDelivery(
            server: smtp,
            encryption: tls,
            user: smtpUser,
            password: ProcessInfo.processInfo.environment["VIVIER_SMTP_PASSWORD"],
            certificates: smtpCertificates,
            timeout: smtpTimeout
        )
    }
}

extension SMTPDelivery.Encryption: ExpressibleByArgument {}
