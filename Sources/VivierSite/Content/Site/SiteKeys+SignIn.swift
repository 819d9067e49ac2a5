import VivierDiagnostics
import VivierModel

/// The keys of a provider of sign-ins.
let signInKeys = InnerKeys([
    KeyDocumentation(
        "provider",
        .choice(SiteConfiguration.SignIn.Preset.allCases.map(\.rawValue)),
        example: "provider: linkedin",
        "A provider that is known here: only its `client` is missing then."
    ),
    KeyDocumentation(
        "name",
        .slug,
        example: "name: ville",
        "What addresses call it, and its file in the store."
    ),
    KeyDocumentation(
        "label",
        .text,
        example: "label: mon compte de la ville",
        "What its button calls it."
    ),
    KeyDocumentation(
        "issuer",
        .webAddress,
        example: "issuer: https://compte.example.org",
        "Its address, as it says itself in `.well-known/openid-configuration`."
    ),
    KeyDocumentation(
        "client",
        .text,
        isRequired: true,
        example: "client: 86abcdef",
        "The name that it knows this site by."
    ),
    KeyDocumentation(
        "agents",
        .yesOrNo,
        standard: "false",
        example: "agents: true",
        "Whether agents of the team sign in with it too, by the address that `agents import` gave them."
    ),
])

extension KeyReader {
    /// A provider: one that is known here, or one that says all about itself.
    mutating func signIn(_ value: ContentValue) -> SiteConfiguration.SignIn? {
        guard value.kind == .keys else {
            complain(
                .wrongShape(
                    name,
                    .keys(signInKeys.rows),
                    found: value,
                    example: "sign_in: [{provider: linkedin, client: 86abcdef}]"
                ),
                at: value.range
            )
            return nil
        }
        var provider = SiteConfiguration.SignIn()
        readKeys(of: value, signInKeys) { key, value, reader in
            switch key {
            case "provider":
                guard let preset = reader.choice(value, SiteConfiguration.SignIn.Preset.self)
                else { return }
                provider.preset = preset
            case "name": provider.name = reader.slug(value) ?? ""
            case "label": provider.label = reader.text(value) ?? ""
            case "issuer": provider.issuer = reader.issuer(value) ?? ""
            case "agents": provider.isForAgents = reader.yesOrNo(value) ?? false
            default: provider.client = reader.text(value) ?? ""
            }
        }
        if let preset = provider.preset {
            if provider.issuer.isEmpty { provider.issuer = preset.issuer }
            if provider.name.isEmpty { provider.name = preset.rawValue }
            if provider.label.isEmpty { provider.label = preset.label }
        }
        let missing = [
            ("client", provider.client), ("issuer", provider.issuer), ("name", provider.name),
            ("label", provider.label),
        ].first { $0.1.isEmpty }
        guard let missing else { return provider }
        let example = signInKeys.rows.first { $0.name == missing.0 }?.example ?? ""
        complain(.missingPart(name, missing.0, example: example), at: value.range)
        return nil
    }

    /// An address that nobody on the way can listen to.
    private mutating func issuer(_ value: ContentValue) -> String? {
        guard let address = webAddress(value) else { return nil }
        let isHere = ["http://127.0.0.1:", "http://localhost:"].contains { address.hasPrefix($0) }
        guard address.hasPrefix("https://") || isHere else {
            complain(.wrongIssuer(address), at: value.range)
            return nil
        }
        return address
    }
}

extension SiteConfiguration.SignIn.Preset {
    fileprivate var label: String {
        switch self {
        case .linkedin: "LinkedIn"
        }
    }

    fileprivate var issuer: String {
        switch self {
        case .linkedin: "https://www.linkedin.com/oauth"
        }
    }
}
