/// A provider that people sign in with, as the site names it (OpenID Connect Core 1.0).
package struct OpenIDProvider: Sendable, Hashable {
    /// `https://accounts.example`.
    package var issuer: String
    /// The name that the provider knows this site by.
    package var client: String
    /// The address that the provider sends its visitors back to.
    package var back: String
    /// Whether it is LinkedIn, which gives no nonce back, and takes no proof of RFC 7636 from who
    /// has a secret.
    package var isLinkedIn: Bool
    /// Whether it is also trusted to say who is an agent.
    package var isForAgents: Bool

    package init(
        issuer: String,
        client: String,
        back: String,
        isLinkedIn: Bool = false,
        isForAgents: Bool = false
    ) {
        (self.issuer, self.client, self.back) = (issuer, client, back)
        self.isLinkedIn = isLinkedIn
        self.isForAgents = isForAgents
    }
}

/// Whether nobody on the way can read what is sent there, or change it: https, or this machine.
func isSafe(_ address: String) -> Bool {
    address.hasPrefix("https://")
        || ["127.0.0.1", "localhost", "[::1]"].contains { host in
            address.hasPrefix("http://\(host):") || address.hasPrefix("http://\(host)/")
        }
}
