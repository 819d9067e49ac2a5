import VivierDiagnostics

/// Finds what a page would fetch from another origin when it is opened.
///
/// Links that a reader may follow are no requests; pictures, scripts, styles,
/// frames and media are. The pages are our own output, so that a scan of the tags
/// is enough: attributes are quoted and nothing looks like a tag that is none.
struct ThirdPartyRequests {
    /// `https://host` of the site itself; may be empty.
    let ownOrigin: String

    /// Elements that fetch something, and the attributes that say what.
    private static let fetching: [String: Set<String>] = [
        "script": ["src", "href", "xlink:href"], "img": ["src", "srcset"],
        "source": ["src", "srcset"], "link": ["href", "imagesrcset"], "iframe": ["src"],
        "frame": ["src"], "embed": ["src"], "object": ["data"], "video": ["src", "poster"],
        "audio": ["src"], "track": ["src"], "input": ["src"], "use": ["href", "xlink:href"],
        "image": ["href", "xlink:href"], "feimage": ["href", "xlink:href"],
        "body": ["background"],
        // What every other address of the page begins with.
        "base": ["href"],
        // Another page, opened without a click.
        "meta": ["content"],
    ]

    /// Values of `rel` that make a browser fetch the address.
    private static let fetchingLinks: Set<String> = [
        "stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect",
        "dns-prefetch", "manifest", "apple-touch-icon", "mask-icon", "prerender",
    ]

    /// The first address that the page would fetch from elsewhere.
    func first(in page: [UInt8]) -> String? {
        let own = AddressReader(ownOrigin: ownOrigin)
        var index = 0
        while let start = nextTag(in: page, from: index) {
            var reader = HTMLTagReader(page, at: start)
            guard let tag = reader.next() else { return nil }
            index = reader.index
            guard !tag.isClosing, let attributes = Self.fetching[tag.name], fetches(tag) else {
                continue
            }
            for (name, value) in tag.attributes where attributes.contains(name) {
                let found = addresses(in: value, name)
                if let address = found.first(where: own.isElsewhere) { return address }
            }
        }
        return nil
    }

    /// The first address that a style sheet would fetch from elsewhere.
    func first(inStyle css: [UInt8]) -> String? {
        let own = AddressReader(ownOrigin: ownOrigin)
        return styleAddresses(in: css).first(where: own.isElsewhere)
    }

    /// The first `<` from a place on that may begin one of those elements, or what
    /// has to be passed over as a whole: a comment, a style sheet.
    ///
    /// Two letters tell, and a third where a frequent element begins alike: most
    /// tags of a page are never read.
    private func nextTag(in page: [UInt8], from start: Int) -> Int? {
        unsafe page.withUnsafeBufferPointer { bytes in
            var index = start
            let end = bytes.count - 4
            while let open = unsafe firstPlace(of: UInt8(ascii: "<"), in: bytes, from: index),
                open < end
            {
                index = open
                let third = unsafe bytes[index + 3] | 0x20
                let isWanted =
                    switch unsafe (bytes[index + 1] | 0x20, bytes[index + 2] | 0x20) {
                    case (0x6C, 0x69): third == 0x6E  // link, not li
                    case (0x74, 0x72): third == 0x61  // track, not tr
                    case (0x73, 0x74): third == 0x79  // style, not strong
                    case (0x73, 0x63), (0x73, 0x6F): true  // script, source
                    case (0x69, 0x66), (0x69, 0x6D), (0x69, 0x6E): true  // iframe, img, input
                    case (0x61, 0x75), (0x76, 0x69), (0x75, 0x73): true  // audio, video, use
                    case (0x65, 0x6D): third == 0x62  // embed, not em
                    case (0x6F, 0x62): true  // object
                    case (0x66, 0x72), (0x6D, 0x65): true  // frame, meta
                    case (0x62, 0x6F), (0x62, 0x61): true  // body, base
                    case (0x21, 0x2D): true  // a comment
                    default: false
                    }
                if isWanted { return index }
                index &+= 1
            }
            return nil
        }
    }

    private func fetches(_ tag: HTMLTagReader.Tag) -> Bool {
        switch tag.name {
        case "link":
            (tag["rel"] ?? "").lowercased().split(whereSeparator: \.isWhitespace)
                .contains { Self.fetchingLinks.contains(String($0)) }
        case "meta": tag["http-equiv"]?.lowercased() == "refresh"
        default: true
        }
    }

    private func addresses(in value: String, _ attribute: String) -> [String] {
        switch attribute {
        case "srcset", "imagesrcset":
            // Sizes count as addresses of our own: they have no host.
            return value.split { $0 == "," || $0.isWhitespace }.map { String($0) }
        case "content":
            // "5; url=/ailleurs/"
            guard let equals = value.firstIndex(of: "=") else { return [] }
            return [value[value.index(after: equals)...].trimmed(of: " '\"")]
        default: return [value]
        }
    }
}

/// The addresses that a style sheet names: in `url()`, `@import`, `image-set()`.
private func styleAddresses(in css: [UInt8]) -> [String] {
    let marks: Set<UInt8> = Set(" \n\r\t'\"".utf8)
    let ends = marks.union(");".utf8)
    let lower = css.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    var addresses: [String] = []
    for word in ["url(", "@import", "image-set("] {
        for part in lower.split(separator: Array(word.utf8), omittingEmptySubsequences: false)
            .dropFirst()
        {
            let rest = css[part.startIndex..<part.endIndex]
            let address = rest.drop { marks.contains($0) }.prefix { !ends.contains($0) }
            addresses.append(String(decoding: address, as: UTF8.self))
        }
    }
    return addresses
}

extension Substring {
    fileprivate func trimmed(of marks: String) -> String {
        var text = self
        while let first = text.first, marks.contains(first) { text.removeFirst() }
        while let last = text.last, marks.contains(last) { text.removeLast() }
        return String(text)
    }
}

extension Diagnostic {
    static func thirdPartyRequest(_ address: String, template: String) -> Diagnostic {
        thirdPartyRequest(address, path: "templates/\(template)")
    }

    static func thirdPartyRequest(_ address: String, path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "third-party-request",
            "a page would fetch '\(address)', which is not on this site",
            path: path,
            hint: "copy the file into content/assets/ and use it from there"
        )
    }
}
