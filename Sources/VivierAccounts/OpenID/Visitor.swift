internal import VivierStore

/// What a provider says of who signed in there.
struct Visitor: Sendable {
    /// Seconds by which clocks may differ.
    private static let leeway = 60.0

    /// The provider's own name for them.
    let subject: String
    /// A mail address that the provider has verified; `nil` if it names none, or did not.
    let address: String?

    /// Reads a token whose signature was checked (OpenID Connect Core 1.0 §3.1.3.7).
    ///
    /// `nonce`: What was asked to be in it.
    /// - Throws: ``OpenIDRefusal`` for a token that is not for this site, moment and sign-in.
    init(
        _ claims: JSONValue,
        from provider: OpenIDProvider,
        nonce: String,
        at now: Instant
    ) throws(OpenIDRefusal) {
        guard claims["iss"]?.string == provider.issuer else { throw .badIssuer }
        let audience =
            claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.array?.compactMap(\.string)
        guard let audience, audience.contains(provider.client),
            claims["azp"].map({ $0.string == provider.client }) ?? (audience.count == 1)
        else { throw .badAudience }
        let seconds = Double(now.milliseconds) / 1000
        guard let end = claims["exp"]?.seconds, seconds < end + Self.leeway,
            let start = claims["iat"]?.seconds, start < seconds + Self.leeway,
            (claims["nbf"]?.seconds ?? start) < seconds + Self.leeway
        else { throw .expired }
        // LinkedIn gives none back; one that it would give has to be right.
        let isLeftOut = provider.isLinkedIn && claims["nonce"] == nil
        guard isLeftOut || claims["nonce"]?.string == nonce else { throw .badNonce }
        guard let subject = claims["sub"]?.string, !subject.isEmpty else { throw .badToken }
        self.subject = subject
        address = claims.verifiedAddress
    }
}

extension JSONValue {
    /// A mail address that the provider says to have verified.
    var verifiedAddress: String? {
        // Some write it as a text.
        let isVerified =
            self["email_verified"] == .bool(true)
            || self["email_verified"] == .string("true")
        guard isVerified, let address = self["email"]?.string, address.contains("@"),
            address.utf8.count <= 320
        else { return nil }
        return address
    }

    fileprivate var seconds: Double? {
        guard case .number(let text) = self else { return nil }
        return Double(text)
    }
}
