/// What an HTTP request asks of the intake, without its body.
struct IntakeRequest {
    enum Target: Equatable {
        case health
        case metrics
        case submit(form: String)
        case receipt(number: String)

        /// Something that a candidate does in a sealed page.
        case action

        /// A sealed page for a browser without scripts.
        case space

        /// Address and password.
        case signIn

        /// The link, asked for by the address.
        case sendLink

        /// A sign-in with a provider elsewhere, by its short name.
        case signInElsewhere(name: String)

        /// The way back from there.
        case signInBack

        /// The mails of an alert, which somebody wants no more.
        case unsubscribe(token: String)

        /// A document of a dossier, which an agent has the right to look at.
        case document(token: String, DocumentPart)

        /// A page of the site, or nothing.
        case other(path: String)
    }

    var method: String
    var target: Target
    var contentType: String
    /// In bytes; `nil` if the request does not say.
    var length: Int?
    var wantsJSON: Bool
    /// What stands before `/submit/…` in the address: where a script is mounted.
    var base: String

    /// Reads the path after the base.
    static func target(_ path: String) -> Target {
        let steps = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        switch (steps.first, steps.count) {
        case ("health", 1): return .health
        case ("metrics", 1): return .metrics
        case ("action", 1): return .action
        case ("space", 1): return .space
        case ("sign-in", 1): return .signIn
        case ("sign-in", 2) where steps[1] == "link": return .sendLink
        case ("sign-in", 2) where steps[1] == "back": return .signInBack
        case ("sign-in", 3) where steps[1] == "with": return .signInElsewhere(name: steps[2])
        case ("submit", 2): return .submit(form: steps[1])
        case ("unsubscribe", 2): return .unsubscribe(token: steps[1])
        case ("receipt", 2): return .receipt(number: steps[1])
        case ("document", 2...):
            return DocumentPart(steps.dropFirst(2)).map { .document(token: steps[1], $0) }
                ?? .other(path: path)
        default: return .other(path: path)
        }
    }

    /// Whether a list of media types asks for JSON rather than a page.
    static func wantsJSON(accept: String) -> Bool {
        accept.contains("application/json") && !accept.contains("text/html")
    }
}

extension IntakeRequest {
    /// Reads the variables of RFC 3875 §4.1.
    init(cgi variables: [String: String]) {
        method = variables["REQUEST_METHOD"] ?? ""
        target = Self.target(variables["PATH_INFO"] ?? "")
        contentType = variables["CONTENT_TYPE"] ?? ""
        length = variables["CONTENT_LENGTH"].flatMap { Int($0) }
        wantsJSON = Self.wantsJSON(accept: variables["HTTP_ACCEPT"] ?? "")
        base = variables["SCRIPT_NAME"] ?? ""
    }
}
