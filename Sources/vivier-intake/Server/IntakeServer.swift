import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import VivierFiles
import VivierPreview
import VivierReception
import VivierSite
import VivierStore

/// Answers requests over HTTP/1.1; what needs a body is streamed to the disk as it comes.
struct IntakeServer: Sendable {
    /// Time in which a body has to be complete: 25 MiB over a slow telephone line.
    private static let longestRequest = TimeAmount.minutes(20)

    /// Time to read an answer that was given before the body was complete.
    private static let farewell = TimeAmount.seconds(2)

    let site: CurrentSite
    let store: Store
    let desk: LetterDesk
    let spaces: SpaceDesk
    let limits: Limits
    let entrance: Entrance
    let metrics = Metrics()
    let threads = DiskThreads(count: 16)
    /// Documents are shown one or two at a time, however many are asked for.
    let viewers = DiskThreads(count: 2)

    /// Where visitors find the site.
    let siteAddress: SiteAddress

    /// How much is let in.
    struct Limits: Sendable {
        var rate: RateLimit?
        var connections: Int
    }

    func service(
        host: String,
        port: Int,
        onRunning: @escaping @Sendable (any Channel) async -> Void
    ) throws -> any Service {
        var logger = Logger(label: "vivier-intake")
        // Nothing of a request: addresses of people stand in them.
        logger.logLevel = .critical
        return try HTTPServerBuilder.http1(
            configuration: .init(
                idleTimeout: .seconds(30),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 << 10,
                    maxHeaderListSize: 32 << 10,
                    maxHeaderFieldCount: 100
                )
            )
        ).buildServer(
            configuration: .init(
                address: .hostname(host, port: port),
                backlog: 1024,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)
            ),
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
            logger: logger,
            responder: { request, writer, channel in
                metrics.opened()
                let overdue = channel.eventLoop.scheduleTask(in: Self.longestRequest) {
                    channel.close(mode: .all, promise: nil)
                }
                let answer = await self.answer(request, from: sender(of: request, channel))
                overdue.cancel()
                metrics.answered(answer.status)
                if answer.isFinal {
                    // The rest of the body is not wanted, nor read. A close at once could take
                    // the answer away from who is still sending (RFC 9112 §9.6).
                    try await channel.setOption(.autoRead, value: false).get()
                    channel.eventLoop.scheduleTask(in: Self.farewell) {
                        channel.close(mode: .all, promise: nil)
                    }
                }
                try await writer.write(response: answer.head, body: answer.content(request.method))
            },
            onServerRunning: onRunning
        )
    }

    private func answer(_ request: Request, from sender: Sender) async -> HTTPAnswer {
        let pages = site.pages
        let answering = Answering(pages: pages, store: store)
        let asked = IntakeRequest(request)
        var answer =
            switch (asked.target, asked.method) {
            case (.submit(let form), "POST"):
                await submission(to: form, asked, request.body, sender, answering)
            case (.action, "POST"), (.space, "POST"), (.signIn, "POST"), (.sendLink, "POST"):
                await spaceRequest(asked, request.body, sender, pages)
            case (.signInElsewhere(let name), "GET"):
                await depart(to: name, request.uri.query ?? "", sender, pages)
            case (.signInBack, "GET"):
                await arrive(request.uri.query ?? "", request.headers[values: .cookie], pages)
            case (.unsubscribe(let token), "POST"):
                await unsubscribe(token, pages)
            case (.unsubscribe, "GET"):
                HTTPAnswer.page(
                    200,
                    pages.done("unsubscribing", language: "", unsubscribing: request.uri.path)
                )
            case (.document(let token, let part), "GET"),
                (.document(let token, let part), "HEAD"):
                await document(token, part, wantsJSON: asked.wantsJSON, pages)
            case (.submit, "OPTIONS"): HTTPAnswer(status: 204)
            case (.metrics, "GET") where sender.isLocal: HTTPAnswer.text(200, metrics.text)
            case (.other(let path), "GET"), (.other(let path), "HEAD"):
                self.page(path, pages)
            default: answering.answer(asked)
            }
        if asked.target.isForScripts, let origin = request.headers[.origin],
            origin == pages.address.origin || origin == siteAddress.origin
        {
            answer.allow(origin)
        }
        return answer
    }

    /// The style sheet of our pages; visitors on their way back are shown to the site.
    private func page(_ path: String, _ pages: IntakePages) -> HTTPAnswer {
        if let bytes = try? pages.asset(at: path) {
            return HTTPAnswer(
                status: 200,
                headers: [
                    ("Content-Type", contentType(of: path)), ("Cache-Control", "max-age=3600"),
                    ("X-Content-Type-Options", "nosniff"),
                ],
                body: bytes
            )
        }
        guard !siteAddress.origin.isEmpty else {
            return Answering(pages: pages, store: store).page(404, .unknown)
        }
        return HTTPAnswer(status: 307, headers: [("Location", siteAddress.absolute(path))])
    }

    private func spaceRequest(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ sender: Sender,
        _ pages: IntakePages
    ) async -> HTTPAnswer {
        if let rate = limits.rate, !rate.admits(sender.address) {
            var answer = Answering(pages: pages, store: store).page(429, .busy)
            answer.headers.append(("Retry-After", "60"))
            answer.isFinal = true
            return answer
        }
        switch request.target {
        case .action: return await action(request, body, pages)
        case .signIn: return await signIn(request, body, sender, pages)
        case .sendLink: return await sendLink(request, body, sender, pages)
        default: return await space(request, body, pages)
        }
    }

    private func submission(
        to form: String,
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ sender: Sender,
        _ answering: Answering
    ) async -> HTTPAnswer {
        if let rate = limits.rate, !rate.admits(sender.address) {
            var answer =
                request.wantsJSON
                ? answering.failure(429, "too-many-submissions") : answering.page(429, .busy)
            answer.headers.append(("Retry-After", "60"))
            answer.isFinal = true
            return answer
        }
        let forms = answering.pages.forms
        let reception = Reception(store: store, taking: forms, writing: desk.writer(forms)) {
            Instant(milliseconds: currentMilliseconds())
        }
        let receiving = Receiving(reception: reception, metrics: metrics)
        do {
            let outcome = try await withTaskExecutorPreference(threads) {
                try await receiving.receive(form, request, body)
            }
            metrics.ended(outcome)
            if let receipt = outcome.accepted { spaces.press(receipt.id) }
            var answer = answering.answer(outcome, to: request)
            if case .tooLarge = outcome { answer.isFinal = true }
            return answer
        } catch let error as StoreError {
            say("error: \(error) [\(error.code)]\n")
            var answer = answering.answer(error, to: request)
            answer.isFinal = true
            return answer
        } catch {
            // The connection broke before the end of the body: nobody reads this.
            var answer = answering.failure(400, "incomplete-body")
            answer.isFinal = true
            return answer
        }
    }
}
