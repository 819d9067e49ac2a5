import HummingbirdCore
import NIOCore
import VivierFiles
import VivierIntake
import VivierReception
import VivierStore

/// Takes in the body of one request; runs on ``DiskThreads``.
struct Receiving: Sendable {
    let reception: Reception
    let metrics: Metrics

    /// The connection ended before its body did.
    struct Interrupted: Error {}

    /// - Throws: ``StoreError``, ``Interrupted``, or what the network has to say; nothing is
    ///   kept then.
    func receive(
        _ form: String,
        _ request: IntakeRequest,
        _ body: RequestBody
    ) async throws -> Outcome {
        var incoming = reception.begin(
            Envelope(
                form: form,
                contentType: request.contentType,
                source: "http",
                time: Instant(milliseconds: currentMilliseconds())
            )
        )
        var size = 0
        var isWanted = true
        // Who says before that it is too much need not send it.
        if let length = request.length, length > reception.limits.body {
            return .tooLarge(.bodyTooLarge(reception.limits.body))
        }
        for try await buffer in body {
            size += buffer.readableBytes
            metrics.received(buffer.readableBytes)
            isWanted = try incoming.feed(buffer.readableBytesUInt8Span)
            if !isWanted { break }
        }
        if isWanted, let length = request.length, size < length { throw Interrupted() }
        return try incoming.finish()
    }
}
