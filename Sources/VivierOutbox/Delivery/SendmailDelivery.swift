internal import Foundation
internal import VivierMail

/// Delivery through a program that works like sendmail: the message on its standard
/// input, the addresses as arguments, an exit code of sysexits.h.
package struct SendmailDelivery: Delivery {
    package var program: String

    package init(program: String = "/usr/sbin/sendmail") { self.program = program }

    package func deliver(_ mail: OutboxMail) -> DeliveryOutcome {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-i", "-f", mail.from.text, "--", mail.to.text]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let input = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        do {
            // A file, not a pipe: a program that does not read would stop this one.
            try Data(mail.message).write(to: input, options: .withoutOverwriting)
            defer { try? FileManager.default.removeItem(at: input) }
            process.standardInput = try FileHandle(forReadingFrom: input)
            try process.run()
        } catch {
            return .unavailable(reason: "the program for mail does not start")
        }
        process.waitUntilExit()
        return Self.outcome(Int(process.terminationStatus), process.terminationReason == .exit)
    }

    /// By sysexits.h: 65 data, 67 no user, 68 no host, 70 and 75 to be tried again.
    private static func outcome(_ code: Int, _ isExit: Bool) -> DeliveryOutcome {
        guard isExit else { return .later(answer: "signal \(code)", mayHaveArrived: true) }
        return switch code {
        case 0: .accepted(answer: "exit 0")
        case 65, 67, 68: .refused(answer: "exit \(code)")
        case 64, 77, 78, 126, 127: .unavailable(reason: "the program for mail exits with \(code)")
        default: .later(answer: "exit \(code)", mayHaveArrived: false)
        }
    }
}
