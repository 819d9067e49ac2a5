/// Why nobody is signed in by a provider elsewhere; the raw value is the word that logs have.
package enum OpenIDRefusal: String, Error, Sendable, CaseIterable {
    // The provider, or what the site says of it.
    case noSecret = "no-provider-secret"
    case unreachable = "provider-unreachable"
    /// What it says of itself is not what the site says of it, or not safe.
    case otherProvider = "provider-differs"
    case tooMany = "too-many-sign-ins"

    // The way back.
    /// It was not begun here, was used, took too long, or comes from another browser.
    case stale = "sign-in-stale"
    /// The provider says that its visitor did not want to.
    case denied = "sign-in-denied"
    case badCode = "bad-code"

    // What the provider says of its visitor.
    case badToken = "bad-token"
    case badSignature = "bad-signature"
    case badIssuer = "bad-issuer"
    case badAudience = "bad-audience"
    case expired = "token-expired"
    case badNonce = "bad-nonce"
    /// It does not say that it has verified an address.
    case unverified = "address-unverified"
}
