import VivierAccounts
import VivierFiles
import VivierIndex
import VivierModel
import VivierSite
import VivierStore

/// Sign-ins with providers elsewhere (OpenID Connect), by an address that the provider has verified: of
/// candidates, and of agents where the site says so of the provider.
extension IntakeServer {
    private static let cookie = "vivier-sign-in"

    /// Leads to the page of a provider; nothing is changed by that.
    func depart(
        to name: String,
        _ query: String,
        _ sender: Sender,
        _ pages: IntakePages
    ) async -> HTTPAnswer {
        let fields = Self.fields(query)
        let language = fields["language"] ?? ""
        guard spaces.press != nil, let provider = pages.forms.signIn(name) else {
            return .page(404, pages.done("unknown", language: language))
        }
        let network = RateLimit.sender(sender.address)
        let now = Instant(milliseconds: currentMilliseconds())
        if let log = entrance.departures, !log.admits(address: network, network: network, at: now) {
            var answer = HTTPAnswer.page(429, pages.done("too_many_tries", language: language))
            answer.headers.append(("Retry-After", "900"))
            return answer
        }
        let luggage = "\(fields["open"] == nil ? "-" : "open") \(language)"
        return await withTaskExecutorPreference(entrance.elsewhere) {
            do throws(OpenIDRefusal) {
                let departure = try entrance.door.begin(with: provider, luggage: luggage, at: now)
                var answer = HTTPAnswer.seeOther(departure.address)
                answer.headers.append(cookie(departure.mark, provider))
                answer.headers.append(("Referrer-Policy", "no-referrer"))
                return answer
            } catch {
                return refused(error, language, pages)
            }
        }
    }

    /// Leads who comes back from a provider to the space of their address.
    func arrive(_ query: String, _ cookies: [String], _ pages: IntakePages) async -> HTTPAnswer {
        let now = Instant(milliseconds: currentMilliseconds())
        let fields = Self.fields(query)
        let mark = cookies.flatMap { $0.split(separator: ";") }
            .map { $0.drop { $0 == " " } }
            .first { $0.hasPrefix("\(Self.cookie)=") }?.dropFirst(Self.cookie.count + 1)
        return await withTaskExecutorPreference(entrance.elsewhere) {
            do throws(OpenIDRefusal) {
                let arrival = try entrance.door.finish(fields, mark: String(mark ?? ""), at: now) {
                    secret(of: $0, pages.forms)
                }
                return welcome(arrival, pages)
            } catch {
                return refused(error, "", pages)
            }
        }
    }

    private func welcome(_ arrival: OpenIDDoor.Arrival, _ pages: IntakePages) -> HTTPAnswer {
        let luggage = arrival.luggage.split(separator: " ")
        let language = luggage.dropFirst().first.map(String.init) ?? ""
        do {
            guard let press = spaces.press, let reader = try reader(of: arrival) else {
                return .page(403, pages.done("no_space", language: language))
            }
            if luggage.first == "open" { return opened(reader, press, pages) }
            return .seeOther(try press.homeLink(of: reader, language: language))
        } catch {
            say("error: nobody can sign in: \(error) [no-sign-in]\n")
            return .page(500, pages.done("busy", language: language))
        }
    }

    /// Whose pages the address opens: the desk of an agent, else the space of who sent something from there.
    private func reader(of arrival: OpenIDDoor.Arrival) throws -> ReaderID? {
        if arrival.isForAgents, let agent = try agent(at: arrival.address) {
            return store.reader(agent: agent.id)
        }
        let reader = store.reader(address: arrival.address)
        return try DossierIndex(of: store).dossiers(of: reader).isEmpty ? nil : reader
    }

    /// What a provider and this site share; what the disk refuses is said, and is none.
    private func secret(of provider: OpenIDProvider, _ forms: IntakeForms) -> String? {
        guard let name = forms.signInName(of: provider) else { return nil }
        do throws(StoreError) {
            return try store.providerSecret(name)
        } catch {
            say("error: the secret of '\(name)' cannot be read: \(error) [no-provider-secret]\n")
            return nil
        }
    }

    private func refused(
        _ refusal: OpenIDRefusal,
        _ language: String,
        _ pages: IntakePages
    ) -> HTTPAnswer {
        let (status, words) = refusal.answer
        // Whose fault it may be: the site's, or the provider's. Visitors are not written down.
        if status == 502 || words == "sign_in_failed" {
            say("warning: a sign-in with a provider failed [\(refusal.rawValue)]\n")
        }
        return .page(status, pages.done(words, language: language))
    }

    /// For the way back alone; it is worth nothing afterwards.
    private func cookie(
        _ mark: String,
        _ provider: OpenIDProvider
    ) -> (name: String, value: String) {
        let path = provider.back.split(separator: "/", omittingEmptySubsequences: false)
            .dropFirst(3).dropLast().joined(separator: "/")
        let secure = provider.back.hasPrefix("https:") ? "; Secure" : ""
        let value = "\(Self.cookie)=\(mark); Path=/\(path); Max-Age=600; HttpOnly; SameSite=Lax"
        return ("Set-Cookie", value + secure)
    }

    private static func fields(_ query: String) -> [String: String] {
        fields(Array(query.utf8), "application/x-www-form-urlencoded")
    }
}

extension OpenIDRefusal {
    /// The status of the answer, and the key of its words.
    fileprivate var answer: (status: Int, words: String) {
        switch self {
        case .noSecret, .unreachable, .otherProvider: (502, "sign_in_later")
        case .tooMany: (429, "too_many_tries")
        case .stale: (410, "sign_in_again")
        case .denied: (403, "sign_in_denied")
        case .unverified: (403, "sign_in_unverified")
        case .badCode, .badToken, .badSignature, .badIssuer, .badAudience, .expired, .badNonce:
            (403, "sign_in_failed")
        }
    }
}

extension IntakeForms {
    /// A provider that the site names; `nil` if it names none so, or has no intake to come back to.
    fileprivate func signIn(_ name: String) -> OpenIDProvider? {
        signInProviders.first { $0.name == name }.flatMap(provider)
    }

    fileprivate func signInName(of known: OpenIDProvider) -> String? {
        signInProviders.first { provider($0) == known }?.name
    }

    private func provider(_ named: SiteConfiguration.SignIn) -> OpenIDProvider? {
        intakeAddress("sign-in/back").map { back in
            OpenIDProvider(
                issuer: named.issuer,
                client: named.client,
                back: back,
                isLinkedIn: named.preset == .linkedin,
                isForAgents: named.isForAgents
            )
        }
    }
}
