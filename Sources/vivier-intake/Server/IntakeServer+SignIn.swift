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
        let fields = await smallForm(request, body)
        let language = fields["language"] ?? ""
        let address = Self.plain(fields["email"] ?? "")
        let now = Instant(milliseconds: currentMilliseconds())
        let network = RateLimit.sender(sender.address)
        guard entrance.attempts?.admits(address: address, network: network, at: now) != false else {
            return tooMany(pages, language)
        }
        let reader = store.reader(address: address)
        do {
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

    /// Sends the link to an address, if anybody is known by it; says the same if nobody is.
    func sendLink(
        _ request: IntakeRequest,
        _ body: RequestBody,
        _ sender: Sender,
        _ pages: IntakePages
    ) async -> HTTPAnswer {
        let fields = await smallForm(request, body)
        let language = fields["language"] ?? ""
        let address = Self.plain(fields["email"] ?? "")
        let now = Instant(milliseconds: currentMilliseconds())
        let network = RateLimit.sender(sender.address)
        guard entrance.links?.admits(address: address, network: network, at: now) != false else {
            return tooMany(pages, language)
        }
        if let writer = desk.writer(pages.forms) {
            spaces.sendLink(to: store.reader(address: address), writer)
        }
        return .page(200, pages.done("link_sent", language: language))
    }

    /// The home itself, for a browser without scripts.
    private func opened(
        _ reader: ReaderID,
        _ press: SpacePress,
        _ pages: IntakePages
    ) -> HTTPAnswer {
        guard let rotation = try? store.rotation(of: reader),
            let page = press.open(SpaceKeys(store).home(of: reader, rotation: rotation))
        else { return .page(404, pages.done("unknown", language: "")) }
        return .page(200, pages.opened(page))
    }

    private func tooMany(_ pages: IntakePages, _ language: String) -> HTTPAnswer {
        var answer = HTTPAnswer.page(429, pages.done("too_many_tries", language: language))
        answer.headers.append(("Retry-After", "900"))
        return answer
    }

    private static func plain(_ address: String) -> String {
        String(
            address.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        )
    }
}
