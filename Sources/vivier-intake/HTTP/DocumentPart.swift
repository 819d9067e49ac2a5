/// What is asked for of a document.
enum DocumentPart: Equatable {
    /// What there is, as a page or as JSON.
    case sight
    case picture(page: Int)
    case text
    /// To keep; one that no scanner has looked at has to be asked for as such.
    case original(unscanned: Bool)

    /// Reads what stands behind the token of an address.
    init?(_ steps: some Collection<String>) {
        switch Array(steps) {
        case []: self = .sight
        case ["text"]: self = .text
        case ["original"]: self = .original(unscanned: false)
        case ["unscanned"]: self = .original(unscanned: true)
        case let words where words.count == 2 && words[0] == "page":
            guard let page = Int(words[1]) else { return nil }
            self = .picture(page: page)
        default: return nil
        }
    }
}

extension IntakeRequest.Target {
    /// Whether a script of the site may read the answer.
    var isForScripts: Bool {
        switch self {
        case .submit, .document: true
        default: false
        }
    }
}
