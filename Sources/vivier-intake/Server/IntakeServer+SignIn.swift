import HummingbirdCore
import VivierAccounts
import VivierFiles
import VivierSite
import VivierSpaces
import VivierStore

/// Ways into a space for who does not have the link at hand.
extension IntakeServer {
    /// Leads who knows the password to the space.
    ///
    /// There is no session: the answer leads to the link itself, whose secret stands behind a `#`
    /// that browsers send to nobody. So there is no cookie to steal, and nothing to forge.
    func signIn(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ sender: Sender,
        _ pages: IntakePages
    ) async -> HTTPAnswer {
        let knock = await knock(request, body)
        guard knock.isAdmitted(by: entrance.attempts, sender) else { return tooMany(pages, knock) }
        let (fields, language) = (knock.fields, knock.language)
        do {
            let reader = try desk(at: knock.address) ?? store.reader(address: knock.address)
            let isRight = try await withTaskExecutorPreference(entrance.threads) {
                try entrance.accounts.admits(fields["password"] ?? "", reader)
            }
            guard isRight, let press = spaces.press else {
                return .page(403, pages.done("no_sign_in", language: language))
            }
            if fields["open"] != nil { return opened(reader, press, pages) }
            return .seeOther(try press.homeLink(of: reader, language: language))
        } catch {
            say("error: nobody can sign in: \(error) [no-sign-in]\n")
            return .page(500, pages.done("busy", language: language))
        }
    }

    /// The desk of the agent of an address, once they chose a password for it.
    private func desk(at address: String) throws(StoreError) -> ReaderID? {
        guard let reader = try agent(at: address).map({ store.reader(agent: $0.id) }),
            try store.password(of: reader) != nil
        else { return nil }
        return reader
    }

    func agent(at address: String) throws(StoreError) -> Agent? {
        try store.agents().first { $0.email.lowercased() == address.lowercased() }
    }

    /// Sends the link to an address, if anybody is known by it; says the same if nobody is.
    func sendLink(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ sender: Sender,
        _ pages: IntakePages
    ) async -> HTTPAnswer {
        let knock = await knock(request, body)
        guard knock.isAdmitted(by: entrance.links, sender) else { return tooMany(pages, knock) }
        if let writer = desk.writer(pages.forms) {
            spaces.sendLink(to: store.reader(address: knock.address), writer)
        }
        return .page(200, pages.done("link_sent", language: knock.language))
    }

    /// The home itself, for a browser without scripts.
    func opened(
        _ reader: ReaderID,
        _ press: SpacePress,
        _ pages: IntakePages
    ) -> HTTPAnswer {
        guard let rotation = try? store.rotation(of: reader),
            let page = press.open(SpaceKeys(store).home(of: reader, rotation: rotation))
        else { return .page(404, pages.done("unknown", language: "")) }
        return .page(200, pages.opened(page))
    }

    private func tooMany(_ pages: IntakePages, _ knock: Knock) -> HTTPAnswer {
        var answer = HTTPAnswer.page(429, pages.done("too_many_tries", language: knock.language))
        answer.headers.append(("Retry-After", "900"))
        return answer
    }

    private func knock(_ request: IntakeRequest, _ body: RequestBody) async -> Knock {
        Knock(fields: await smallForm(request, body))
    }
}

/// Somebody at the door, with what was typed.
private struct Knock {
    let fields: [String: String]

    var language: String { fields["language"] ?? "" }

    /// Without outer spaces.
    var address: String {
        let typed = (fields["email"] ?? "").drop(while: \.isWhitespace)
        return String(typed.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Whether there were not too many tries; `nil` counts none.
    func isAdmitted(by log: AttemptLog?, _ sender: Sender) -> Bool {
        log?.admits(
            address: address,
            network: RateLimit.sender(sender.address),
            at: Instant(milliseconds: currentMilliseconds())
        ) ?? true
    }
}
