internal import Synchronization
internal import VivierCrypto
internal import VivierFiles
package import VivierStore

/// Sign-ins with providers elsewhere: those that were begun, and what is known of the providers.
///
/// All of it is in memory: whoever is on the way when the process ends begins anew.
package final class OpenIDDoor: Sendable {
    /// Seconds that somebody may take over it.
    private static let patience = 600
    /// Sign-ins that are on the way at once.
    private static let most = 10_000
    /// Seconds after which a provider is asked again what it says of itself, or for its keys.
    private static let fresh = 3_600
    private static let freshKeys = 60

    /// The way there.
    package struct Departure: Sendable, Equatable {
        /// A page of the provider.
        package let address: String
        /// What only this browser is told, so that nobody is signed in by a link of somebody else.
        package let mark: String
    }

    /// Somebody who came back.
    package struct Arrival: Sendable, Equatable {
        /// A mail address that the provider has verified.
        package let address: String
        /// What was given on the way.
        package let luggage: String
        /// Whether the site takes the provider's word for who is an agent.
        package let isForAgents: Bool
    }

    fileprivate struct Journey {
        let provider: OpenIDProvider
        let nonce: String
        let verifier: String
        let mark: String
        let luggage: String
        let until: Int64
    }

    private struct Known {
        let metadata: ProviderMetadata
        let since: Int64
        var keys: KeySet?
        var keysSince: Int64 = 0
    }

    private struct State {
        var journeys: [String: Journey] = [:]
        var known: [OpenIDProvider: Known] = [:]
    }

    private let state = Mutex(State())
    private let web = WebClient()

    package init() {}

    /// Begins a sign-in.
    ///
    /// `luggage`: What is wanted back with who arrives.
    /// - Throws: ``OpenIDRefusal`` if the provider does not answer, or not as it should.
    package func begin(
        with provider: OpenIDProvider,
        luggage: String,
        at now: Instant
    ) throws(OpenIDRefusal) -> Departure {
        let metadata = try known(provider, now).metadata
        // Without chance nothing is begun.
        guard
            let journey = try? Journey(
                provider,
                luggage,
                until: now.seconds + Int64(Self.patience)
            ),
            let name = try? Self.chance()
        else { throw .unreachable }
        let isAdmitted = state.withLock { state in
            state.journeys = state.journeys.filter { now.seconds < $0.value.until }
            guard state.journeys.count < Self.most else { return false }
            state.journeys[name] = journey
            return true
        }
        guard isAdmitted else { throw .tooMany }
        var asked: [(name: String, value: String)] = [
            ("response_type", "code"), ("client_id", provider.client),
            ("redirect_uri", provider.back), ("scope", "openid email"), ("state", name),
            ("nonce", journey.nonce),
        ]
        if !provider.isLinkedIn {
            let challenge = base64URL(SHA256.hash(Array(journey.verifier.utf8)))
            asked.append(("code_challenge", challenge))
            asked.append(("code_challenge_method", "S256"))
        }
        let mark = metadata.authorization.contains("?") ? "&" : "?"
        return Departure(
            address: metadata.authorization + mark + formText(asked),
            mark: journey.mark
        )
    }

    /// Ends a sign-in: each once, whatever comes of it.
    ///
    /// - Parameters:
    ///   - said: What stands in the address that the provider sent its visitor to.
    ///   - mark: What the browser was told.
    ///   - now: The moment.
    ///   - secret: Finds the secret that the provider and this site share.
    /// - Returns: Who it is.
    /// - Throws: ``OpenIDRefusal`` for who is not signed in.
    package func finish(
        _ said: [String: String],
        mark: String,
        at now: Instant,
        secret: (OpenIDProvider) -> String?
    ) throws(OpenIDRefusal) -> Arrival {
        let journey = state.withLock { $0.journeys.removeValue(forKey: said["state"] ?? "") }
        guard let journey, now.seconds < journey.until,
            isEqualInConstantTime(Array(journey.mark.utf8), Array(mark.utf8))
        else { throw .stale }
        let provider = journey.provider
        // RFC 9207: who answers is who was asked.
        guard said["iss"] ?? provider.issuer == provider.issuer else { throw .badIssuer }
        guard said["error"] == nil, let code = said["code"], !code.isEmpty else { throw .denied }
        guard let shared = secret(provider) else { throw .noSecret }
        let metadata = try known(provider, now).metadata
        let given = try exchange(code, journey, metadata, shared)
        guard let token = given["id_token"]?.string.flatMap({ SignedToken($0) }) else {
            throw .badToken
        }
        guard token.isSigned(by: try keys(for: token, provider, now)) else { throw .badSignature }
        let visitor = try Visitor(token.claims, from: provider, nonce: journey.nonce, at: now)
        let address: String
        if let verified = visitor.address {
            address = verified
        } else {
            address = try addressElsewhere(of: visitor, given, token.claims, metadata)
        }
        return Arrival(
            address: address,
            luggage: journey.luggage,
            isForAgents: journey.provider.isForAgents
        )
    }

    /// Gives the code, and gets what it stands for (RFC 6749 §4.1.3, RFC 7636 §4.5).
    private func exchange(
        _ code: String,
        _ journey: Journey,
        _ metadata: ProviderMetadata,
        _ secret: String
    ) throws(OpenIDRefusal) -> JSONValue {
        let provider = journey.provider
        var form: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", provider.back),
        ]
        if !provider.isLinkedIn { form.append(("code_verifier", journey.verifier)) }
        var credentials = WebClient.Credentials.none
        if metadata.takesSecretInBody {
            form.append(("client_id", provider.client))
            form.append(("client_secret", secret))
        } else {
            // RFC 6749 §2.3.1.
            credentials = .basic(user: escaped(provider.client), password: escaped(secret))
        }
        let answer = try web.ask(metadata.token, sending: form, as: credentials)
        guard answer.status == 200 else { throw .badCode }
        return answer.object
    }

    /// The address that a provider does not put into its token (OpenID Connect Core 1.0 §5.3).
    private func addressElsewhere(
        of visitor: Visitor,
        _ given: JSONValue,
        _ claims: JSONValue,
        _ metadata: ProviderMetadata
    ) throws(OpenIDRefusal) -> String {
        guard claims["email"] == nil, let place = metadata.userInfo,
            let token = given["access_token"]?.string, token.utf8.allSatisfy({ $0 > 0x20 })
        else { throw .unverified }
        let answer = try web.ask(place, as: .bearer(token))
        guard answer.status == 200, answer.object["sub"]?.string == visitor.subject,
            let address = answer.object.verifiedAddress
        else { throw .unverified }
        return address
    }

    /// What a provider says of itself, asked for now and then.
    private func known(
        _ provider: OpenIDProvider,
        _ now: Instant
    ) throws(OpenIDRefusal) -> Known {
        let before = state.withLock { $0.known[provider] }
        if let before, now.seconds < before.since + Int64(Self.fresh) { return before }
        let answer = try web.ask(ProviderMetadata.address(of: provider.issuer))
        guard answer.status == 200 else { throw .unreachable }
        let metadata = try ProviderMetadata(answer.object, of: provider)
        let known = Known(metadata: metadata, since: now.seconds)
        state.withLock { $0.known[provider] = known }
        return known
    }

    /// The keys that may have signed a token; a key that is not known may be a new one.
    private func keys(
        for token: SignedToken,
        _ provider: OpenIDProvider,
        _ now: Instant
    ) throws(OpenIDRefusal) -> [SignatureKey] {
        var known = try known(provider, now)
        let found = known.keys?.keys(for: token) ?? []
        let isAsked = known.keys != nil && now.seconds < known.keysSince + Int64(Self.freshKeys)
        if !found.isEmpty || isAsked { return found }
        let answer = try web.ask(known.metadata.keys)
        guard answer.status == 200 else { throw .unreachable }
        let keys = KeySet(answer.object)
        (known.keys, known.keysSince) = (keys, now.seconds)
        let fresh = known
        state.withLock { $0.known[provider] = fresh }
        return keys.keys(for: token)
    }

    /// 256 bits that nobody can guess, as text.
    fileprivate static func chance() throws(SystemCallError) -> String {
        base64URL(try randomBytes(32))
    }
}

extension OpenIDDoor.Journey {
    fileprivate init(
        _ provider: OpenIDProvider,
        _ luggage: String,
        until: Int64
    ) throws(SystemCallError) {
        self.init(
            provider: provider,
            nonce: try OpenIDDoor.chance(),
            verifier: try OpenIDDoor.chance(),
            mark: try OpenIDDoor.chance(),
            luggage: luggage,
            until: until
        )
    }
}

extension Instant {
    fileprivate var seconds: Int64 { milliseconds / 1000 }
}
