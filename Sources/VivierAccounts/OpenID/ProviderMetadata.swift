internal import VivierStore

/// What a provider says of itself (OpenID Connect Discovery 1.0 §3).
struct ProviderMetadata: Sendable {
    let authorization: String
    let token: String
    let keys: String
    /// `nil` if it has none.
    let userInfo: String?
    /// Whether the secret goes into the body, not into a header.
    let takesSecretInBody: Bool
}

extension ProviderMetadata {
    /// Where a provider says all that.
    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer)
            + "/.well-known/openid-configuration"
    }

    /// Reads what a provider says.
    ///
    /// - Throws: ``OpenIDRefusal/otherProvider`` unless it is what the site says of it.
    init(_ said: JSONValue, of provider: OpenIDProvider) throws(OpenIDRefusal) {
        func place(_ name: String) -> String? {
            said[name]?.string.flatMap { isSafe($0) ? $0 : nil }
        }
        guard said["issuer"]?.string == provider.issuer,
            let authorization = place("authorization_endpoint"),
            let token = place("token_endpoint"), let keys = place("jwks_uri")
        else { throw .otherProvider }
        self.authorization = authorization
        self.token = token
        self.keys = keys
        userInfo = place("userinfo_endpoint")
        let ways = said["token_endpoint_auth_methods_supported"]?.array?.compactMap(\.string)
        takesSecretInBody = provider.isLinkedIn || ways?.contains("client_secret_post") == true
    }
}
