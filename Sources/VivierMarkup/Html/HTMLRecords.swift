extension HTMLScanner {
    /// Takes down what a tag says: identifiers, addresses, and what it lacks.
    mutating func record(_ kind: HTMLElementKind, _ tag: Range<Int>, _ name: Range<Int>) {
        for attribute in attributes { recordCommon(attribute, name) }
        switch kind {
        case .page:
            if let range = value(of: "lang") { facts.language = html.part(range).text }
        case .link:
            add(.navigation, "href", name)
            add(.subresource, "ping", name)
        case .void: add(.navigation, "href", name)
        case .image:
            if value(of: "alt") == nil { report(HTMLProblems.noDescription, tag, nil) }
            add(.subresource, "src", name)
            addSet("srcset", name)
        case .source:
            add(.subresource, "src", name)
            addSet("srcset", name)
        case .media:
            add(.subresource, "src", name)
            add(.subresource, "poster", name)
        case .script, .embed, .frame: add(.subresource, "src", name)
        case .object: add(.subresource, "data", name)
        case .use:
            add(.subresource, "href", name)
            add(.subresource, "xlink:href", name)
        case .input:
            add(.subresource, "src", name)
            add(.form, "formaction", name)
        case .button: add(.form, "formaction", name)
        case .form: add(.form, "action", name)
        case .base: add(.metadata, "href", name)
        case .stylesheetLink: recordLinkElement(name)
        case .meta: recordMeta(name)
        default: break
        }
    }

    /// Identifiers, and attributes that the content security policy switches off.
    private mutating func recordCommon(_ attribute: HTMLAttribute, _ element: Range<Int>) {
        let first = html[attribute.name.lowerBound] | 0x20
        if first == UInt8(ascii: "i"), isNamed(attribute, "id") {
            recordIdentifier(attribute)
        } else if first == UInt8(ascii: "s"), isNamed(attribute, "style") {
            report(HTMLProblems.inlineStyle, attribute.name, element)
        } else if first == UInt8(ascii: "o"), attribute.name.count > 3,
            html[attribute.name.lowerBound + 1] | 0x20 == UInt8(ascii: "n")
        {
            report(HTMLProblems.inlineHandler, attribute.name, element)
        }
    }

    private mutating func recordIdentifier(_ attribute: HTMLAttribute) {
        let range = attribute.value ?? attribute.name
        let name = resolveReferences(html.part(range))
        if attribute.value == nil || name.isEmpty || name.contains(where: \.isWhitespace) {
            report(HTMLProblems.badIdentifier, range, nil)
            return
        }
        if let first = identifiers[name] {
            reportDuplicate(range, first: first)
            return
        }
        identifiers[name] = range
        facts.anchors.append(HTMLFacts.Anchor(name: name, range: range))
    }

    private mutating func add(
        _ kind: HTMLFacts.Link.Kind,
        _ attribute: StaticString,
        _ element: Range<Int>
    ) {
        guard let range = value(of: attribute) else { return }
        add(kind, "\(attribute)", element, trimmed(resolveReferences(html.part(range))), range)
    }

    private mutating func add(
        _ kind: HTMLFacts.Link.Kind,
        _ attribute: String,
        _ element: Range<Int>,
        _ address: String,
        _ range: Range<Int>
    ) {
        facts.links.append(
            HTMLFacts.Link(
                kind: kind,
                element: html.part(element).text.lowercased(),
                attribute: attribute,
                address: address,
                range: range
            )
        )
    }

    /// `srcset`: addresses, each followed by a width, separated by commas.
    private mutating func addSet(_ attribute: StaticString, _ element: Range<Int>) {
        guard let range = value(of: attribute) else { return }
        for candidate in resolveReferences(html.part(range)).split(separator: ",") {
            guard let address = candidate.split(whereSeparator: \.isWhitespace).first else {
                continue
            }
            add(.subresource, "\(attribute)", element, String(address), range)
        }
    }

    /// `link`: some relations are fetched, the others only say something.
    private mutating func recordLinkElement(_ name: Range<Int>) {
        let relations = (value(of: "rel").map { html.part($0).text } ?? "").lowercased()
            .split(whereSeparator: \.isWhitespace)
        let isFetched = relations.contains { Self.fetchedRelations.contains(String($0)) }
        add(isFetched ? .subresource : .metadata, "href", name)
        if isFetched { addSet("imagesrcset", name) }
    }

    private static let fetchedRelations: Set<String> = [
        "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload",
        "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch", "pingback",
    ]

    /// `<meta http-equiv="refresh" content="0; url=/ici/">`.
    private mutating func recordMeta(_ name: Range<Int>) {
        guard let equivalent = value(of: "http-equiv"),
            html.part(equivalent).text.lowercased() == "refresh",
            let range = value(of: "content")
        else { return }
        let content = resolveReferences(html.part(range))
        guard let start = content.lowercased().firstRange(of: "url=") else { return }
        let offset = content.lowercased().utf8.distance(
            from: content.startIndex,
            to: start.upperBound
        )
        let address = String(decoding: Array(content.utf8.dropFirst(offset)), as: UTF8.self)
        add(.navigation, "content", name, trimmed(address), range)
    }

    /// Addresses in a `style` element: `url(…)` and `@import "…"`.
    mutating func recordStyle(_ range: Range<Int>) {
        let style = html.part(range)
        guard let element = open.last?.name else { return }
        var index = 0
        while index < style.count {
            var end = index + 1
            var start = end
            if style.has("url(", at: index) {
                start = index + 4
                end = style.firstIndex(of: UInt8(ascii: ")"), from: start)
            } else if style.has("@import", at: index) {
                start = index + 7
                end = style.firstIndex(of: UInt8(ascii: ";"), from: start)
                if style.part(start..<end).text.contains("url(") { end = start }
            }
            if end > start {
                let address = trimmed(style.part(start..<end).text).filter { !"\"'".contains($0) }
                let place = (range.lowerBound + start)..<(range.lowerBound + end)
                add(.subresource, "", element, address, place)
            }
            index = end
        }
    }
}

/// A text without spaces and line ends at both ends.
func trimmed(_ text: String) -> String {
    var part = text[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
}
