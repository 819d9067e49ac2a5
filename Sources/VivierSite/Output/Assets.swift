import VivierCrypto
import VivierDiagnostics

/// A file that is published as it is.
struct Asset: Sendable {
    /// Its address: `/assets/site.3f2a9c1d.css`.
    var address: String
    var bytes: [UInt8]
    /// What it was made of, for messages.
    var source: String
}

/// The theme's assets, named by their content so that they can be cached for ever.
struct Assets: Sendable {
    private(set) var published: [Asset] = []
    private var addresses: [String: String] = [:]
    /// Scripts that stand inside the pages: name to bytes.
    private var scripts: [String: [UInt8]] = [:]

    /// Adds a file of `templates/assets`, by its name there.
    ///
    /// What is named in a style sheet (`url(name)`) is not rewritten; for what
    /// scripts name, see ``ScriptImports``.
    mutating func add(_ name: String, _ bytes: [UInt8], source: String) {
        let digest = hexadecimal(SHA256.hash(bytes).prefix(4))
        let file = name.lastIndex(of: "/") ?? name.startIndex
        let dot = name[file...].lastIndex(of: ".") ?? name.endIndex
        let address = "/assets/\(name[..<dot]).\(digest)\(name[dot...])"
        addresses[name] = address
        published.append(Asset(address: address, bytes: bytes, source: source))
        if name.hasSuffix(".js") { scripts[name] = bytes }
    }

    /// Where an asset of the theme stands; `nil` if there is none of that name.
    func address(of name: String) -> String? { addresses[name] }

    var names: [String] { addresses.keys.sorted() }

    func script(_ name: String) -> [UInt8]? { scripts[name] }
}

/// The policy that lets pages run our scripts and nothing else
/// (Content Security Policy Level 3).
struct ContentSecurityPolicy: Sendable {
    private let hashes: [String]
    /// Where forms go besides this site: what the intake takes in.
    private let intake: [String]

    init(inlineScripts: [[UInt8]], intake: [String] = []) {
        self.intake = intake
        hashes = inlineScripts.map { "'sha256-\(base64(SHA256.hash($0)))'" }.sorted()
    }

    /// For a `<meta>`, where `frame-ancestors` has no effect.
    var forPages: String {
        let own = (["'self'"] + intake).joined(separator: " ")
        return [
            "default-src 'none'", (["script-src 'self'"] + hashes).joined(separator: " "),
            "worker-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
            "connect-src \(own)",
            "manifest-src 'self'", "form-action \(own)", "base-uri 'none'",
        ].joined(separator: "; ")
    }

    /// For a header; nobody but `origins` shows the page in a frame.
    func forHeader(framedBy origins: [String] = []) -> String {
        let ancestors = origins.isEmpty ? "'none'" : origins.joined(separator: " ")
        return forPages + "; frame-ancestors \(ancestors)"
    }
}
