extension HTMLState {
    /// How a value printed here is escaped, or why it may not be printed.
    enum Printing {
        case mode(EscapeMode)
        case refused(String, hint: String?)
    }

    /// How a value printed here is escaped.
    var printing: Printing {
        switch place {
        case .text: return .mode(.html)
        case .comment: return .mode(.attribute)
        case .doubleQuoted, .singleQuoted: return attributePrinting
        case .raw: return rawPrinting
        case .beforeValue, .unquoted:
            return .refused(
                "a value is printed into an attribute without quotes",
                hint: "put quotes around the value of the attribute"
            )
        case .tagOpen, .tagName:
            return .refused(
                "a value is printed into the name of a tag",
                hint: "choose between tags with 'if'"
            )
        case .tag, .attributeName, .afterAttributeName:
            return .refused(
                "a value is printed among the attributes of a tag",
                hint: "write the attribute out, inside an 'if' if need be, or use 'xmlattr'"
            )
        case .other:
            return .refused("a value is printed into a closing tag or a doctype", hint: nil)
        }
    }

    private var attributePrinting: Printing {
        if let problem = attribute.problem {
            return .refused(problem, hint: "write it out in the template")
        }
        guard attribute == .address else { return .mode(.attribute) }
        switch address {
        case .start: return .mode(.urlStart)
        case .scheme: return .mode(.urlScheme)
        case .path: return .mode(.urlPath)
        case .query: return .mode(.urlQuery)
        case .script:
            return .refused(
                "a value is printed after a scheme that is not allowed",
                hint: "addresses begin with https:, http:, mailto: or tel:, or are relative"
            )
        }
    }

    private var rawPrinting: Printing {
        switch element {
        case .title, .textarea: return .mode(.attribute)
        case .script where script == .json:
            return .mode(code == .doubleQuoted ? .jsonString : .jsonValue)
        case .script:
            return .refused(
                "a value is printed into a script",
                hint: "print it with 'tojson', outside of quotes, or into a data attribute"
            )
        case .style:
            return .refused(
                "a value is printed into a style",
                hint: "choose between classes instead"
            )
        case .normal, .unreadable:
            return .refused("a value is printed where a browser reads no HTML", hint: nil)
        }
    }

    /// Whether JSON may be printed here: between the words of a script, or as a
    /// value of JSON.
    var takesJSON: Bool { place == .raw && element == .script && script != .data && code == .plain }

    /// Notes that a value was printed.
    mutating func afterPrint() {
        if place == .doubleQuoted || place == .singleQuoted, attribute == .address,
            address == .start
        {
            address = .scheme
        }
        if place == .raw {
            partial = []
            isPending = false
        }
    }

    /// Notes that whole attributes, each with a space before it, were printed.
    ///
    /// - Returns: Whether they may stand here.
    mutating func afterAttributes() -> Bool {
        switch place {
        case .tagName: nameElement()
        case .tag, .attributeName, .afterAttributeName: break
        default: return false
        }
        self = inTag
        isGlued = true
        return true
    }

    private var inTag: HTMLState {
        var state = HTMLState()
        state.place = .tag
        state.element = element
        state.script = script
        return state
    }

    // MARK: Comparing

    /// The state after branches that end here and in `other`; `nil` if no text
    /// could follow both.
    func joined(with other: HTMLState) -> HTMLState? {
        if self == other { return self }
        if place == other.place, attribute == other.attribute,
            place == .doubleQuoted || place == .singleQuoted
        {
            var state = self
            // The stricter of the two: what is known to be a path in one branch may
            // be the beginning in the other.
            state.address =
                Address(rawValue: min(address.rawValue, other.address.rawValue)) ?? .start
            if address == .script || other.address == .script { state.address = .script }
            if [address, other.address].contains(.query),
                ![address, other.address].contains(.start)
            {
                state.address = .query
            }
            state.partial = other.address == state.address ? other.partial : partial
            var same = other
            same.address = state.address
            same.partial = state.partial
            return same == state ? state : nil
        }
        guard let one = afterName, let two = other.afterName, one.element == two.element,
            one.script == two.script
        else { return nil }
        var state = one.inTag
        state.isGlued = place != .tag || other.place != .tag || isGlued || other.isGlued
        return state
    }

    /// This state with the name of a tag or an attribute taken as ended; `nil`
    /// outside of a tag.
    private var afterName: HTMLState? {
        var state = self
        switch place {
        case .tagName: state.nameElement()
        case .tag, .attributeName, .afterAttributeName: break
        default: return nil
        }
        return state
    }

    /// How this state reads after "ends", unless it is as good as `other`.
    func difference(from other: HTMLState) -> String? {
        if self == other { return nil }
        if place == other.place, place == .tag || place == .text, element == other.element {
            return nil
        }
        // An address that has begun is still the same attribute.
        if place == other.place, attribute == other.attribute,
            place == .doubleQuoted || place == .singleQuoted
        {
            return nil
        }
        if place == .raw, other.place == .raw, element == other.element, code == other.code,
            script == other.script
        {
            return nil
        }
        return description
    }

    /// The place in the words of a diagnostic.
    var description: String {
        switch place {
        case .text: "between tags"
        case .tagOpen, .tagName, .tag, .attributeName, .afterAttributeName, .beforeValue:
            "inside a tag"
        case .doubleQuoted, .singleQuoted, .unquoted: "inside the value of an attribute"
        case .other: "inside a closing tag"
        case .comment: "inside a comment"
        case .raw: "inside \(elementName)"
        }
    }

    private var elementName: String {
        switch element {
        case .script: code == .plain ? "a script" : "a text of a script"
        case .style: "a style"
        case .title: "a title"
        case .textarea: "a textarea"
        case .normal, .unreadable: "an element without tags"
        }
    }
}
