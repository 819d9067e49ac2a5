import ArgumentParser
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals
import VivierFiles
import VivierSite
import VivierStore

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes in what the forms of the site send, over HTTP.",
        discussion: """
            POST /submit/FORM takes in a submission, GET /receipt/NUMBER shows its receipt, GET \
            /health says that it runs, GET /metrics counts, for who asks from this machine. \
            Other addresses lead to the site. Let a proxy do TLS, and pass on the visitor's \
            address in X-Forwarded-For. Ends at SIGTERM, when what was begun is done.
            """
    )

    @OptionGroup var options: ReceptionOptions

    @Option(help: "Address and port to listen on; port 0 takes any free one.")
    var listen = "127.0.0.1:8787"

    @Option(help: "Submissions from one address in a minute, or off.")
    var rateLimit = "60"

    @Option(help: "Connections at once.")
    var connections = 4096

    @Option(help: "Folder of the site; 'public' beside the folder of forms if not given.")
    var `public`: String?

    @Option(help: "Seconds after which forms and offers are read again.")
    var reread = 60

    func validate() throws {
        guard endpoint != nil else {
            throw ValidationError("'\(listen)' is no address. Write --listen 127.0.0.1:8787")
        }
        guard rateLimit == "off" || (Int(rateLimit) ?? 0) > 0 else {
            throw ValidationError("'\(rateLimit)' is no number. Write --rate-limit 60, or off")
        }
        guard reread > 0, connections > 0 else {
            throw ValidationError("--reread and --connections take a number above 0")
        }
    }

    func run() async throws {
        guard let endpoint else { return }
        let sources = try options.site()
        let pages = try await readSite { diagnostics throws(SystemCallError) in
            try await IntakePages.read(sources, into: &diagnostics)
        }
        let current = CurrentSite(pages, options, every: .seconds(reread))
        var store = try options.store.open()
        store.flushing = FlushCrew(count: 12)
        let desk = LetterDesk(current, store, try? options.letters())
        let folder = self.public ?? "\(options.store.content)/../public"
        if pages.hasSpaces, !isFolder(folder) {
            say("warning: there is no folder '\(folder)': no spaces are made [no-space]\n")
        }
        let spaces = SpaceDesk(current, store, site: isFolder(folder) ? folder : nil)
        let server = IntakeServer(
            site: current,
            store: store,
            desk: desk,
            spaces: spaces,
            limits: .init(
                rate: Int(rateLimit).map { RateLimit(perMinute: $0) },
                connections: connections
            ),
            entrance: try onStore { () throws(StoreError) in
                try Entrance(store, isLimited: rateLimit != "off")
            },
            siteAddress: pages.address
        )
        let http = try server.service(host: endpoint.host, port: endpoint.port) { channel in
            let port = channel.localAddress?.port ?? endpoint.port
            try? emit("http://\(listen.dropLast("\(endpoint.port)".count))\(port)/\n")
        }
        var logger = Logger(label: "vivier-intake")
        logger.logLevel = .critical
        do {
            try await ServiceGroup(
                configuration: .init(
                    services: [
                        .init(service: current), .init(service: desk), .init(service: spaces),
                        .init(service: http),
                    ],
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: logger
                )
            ).run()
        } catch let error as IOError {
            say("error: cannot listen on \(listen): \(error) [cannot-listen]\n")
            throw ExitCode(74)
        }
    }

    /// `HOST:PORT`; an IPv6 address stands in brackets.
    private var endpoint: (host: String, port: Int)? {
        guard let colon = listen.lastIndex(of: ":"),
            let port = UInt16(listen[listen.index(after: colon)...])
        else { return nil }
        let host = listen[..<colon].filter { $0 != "[" && $0 != "]" }
        return host.isEmpty ? nil : (String(host), Int(port))
    }
}
