import Glibc
import VivierDiagnostics

/// Finds what a page would fetch from another origin when it is opened.
///
/// Links that a reader may follow are no requests; pictures, scripts, styles,
/// frames and media are. The pages are our own output, so that a scan of the tags
/// is enough: attributes are quoted and nothing looks like a tag that is none.
final class ThirdPartyRequests {
    /// `https://host` of the site itself; may be empty.
    private let ownOrigin: String

    /// Tags that were found to ask nothing of others, as they were written; without
    /// their last value where nothing depends on it.
    ///
    /// Most pages have the same ones, which then need not be read again.
    private var harmless: [(beginning: [UInt8], isWhole: Bool)] = []

    init(ownOrigin: String) { self.ownOrigin = ownOrigin }

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

    /// Attributes that say whether an element fetches anything.
    private static let deciding: Set<String> = ["rel", "http-equiv"]

    /// The first address that the page would fetch from elsewhere.
    func first(in page: [UInt8]) -> String? {
        let own = AddressReader(ownOrigin: ownOrigin)
        var index = 0
        while let start = nextTag(in: page, from: index) {
            if let end = endOfHarmlessTag(in: page, at: start) {
                index = end
                continue
            }
            var reader = HTMLTagReader(page, at: start)
            guard let tag = reader.next() else { return nil }
            index = reader.index
            let fetches = fetches(tag)
            if fetches, !tag.isClosing, let attributes = Self.fetching[tag.name] {
                for (name, value) in tag.attributes where attributes.contains(name) {
                    let found = addresses(in: String(decoding: value, as: UTF8.self), name)
                    if let address = found.first(where: own.isElsewhere) { return address }
                }
            }
            remember(tag, as: page[start..<index], fetches: fetches)
        }
        return nil
    }

    /// Where a tag ends that was read before.
    private func endOfHarmlessTag(in page: [UInt8], at start: Int) -> Int? {
        unsafe page.withUnsafeBufferPointer { page in
            for (beginning, isWhole) in harmless where start + beginning.count < page.count {
                let isSame = unsafe beginning.withUnsafeBytes { beginning in
                    guard let one = beginning.baseAddress, let other = page.baseAddress else {
                        return false
                    }
                    return unsafe memcmp(one, other + start, beginning.count) == 0
                }
                guard isSame else { continue }
                let end = start + beginning.count
                if isWhole { return end }
                // Nothing may follow the value but the end of the tag.
                if let quote = unsafe firstPlace(of: UInt8(ascii: "\""), in: page, from: end),
                    quote + 1 < page.count, unsafe page[quote + 1] == UInt8(ascii: ">")
                {
                    return quote + 2
                }
            }
            return nil
        }
    }

    private func remember(
        _ tag: HTMLTagReader.Tag,
        as written: ArraySlice<UInt8>,
        fetches: Bool
    ) {
        // What comes after the tag of a script or a style is read with it, and
        // differs; a list that grows without end would cost more than it saves.
        guard tag.name != "script", tag.name != "style", written.count < 500,
            harmless.count < 24
        else { return }
        // The address of a link that fetches nothing, the text of a description.
        if !fetches, let (name, value) = tag.attributes.last, !Self.deciding.contains(name),
            // An attribute without a value has none that stands in the page.
            written.indices.contains(value.startIndex - 1),
            written[value.startIndex - 1] == UInt8(ascii: "\"")
        {
            harmless.append((Array(written[..<value.startIndex]), isWhole: false))
        } else {
            harmless.append((Array(written), isWhole: true))
        }
    }

    /// The first address that a style sheet would fetch from elsewhere.
    func first(inStyle css: [UInt8]) -> String? {
        let own = AddressReader(ownOrigin: ownOrigin)
        return styleAddresses(in: css).first(where: own.isElsewhere)
    }

    /// The first `<` from a place on that may begin one of those elements, or what
    /// has to be passed over as a whole: a comment, a style sheet.
    ///
    /// Three letters tell: most tags of a page are never read.
    private func nextTag(in page: [UInt8], from start: Int) -> Int? {
        unsafe page.withUnsafeBufferPointer { bytes in
            unsafe TagBeginnings.letters.withUnsafeBufferPointer { letters in
                unsafe firstPlace(of: UInt8(ascii: "<"), in: bytes, from: start) { open in
                    guard open &+ 4 < bytes.count else { return false }
                    let first = unsafe letters[Int(bytes[open &+ 1])].first
                    let second = unsafe letters[Int(bytes[open &+ 2])].second
                    let third = unsafe letters[Int(bytes[open &+ 3])].third
                    return first & second & third != 0
                }
            }
        }
    }

    private func fetches(_ tag: HTMLTagReader.Tag) -> Bool {
        switch tag.name {
        case "link":
            (tag["rel"] ?? []).split(whereSeparator: isHTMLBlank)
                .contains { Self.fetchingLinks.contains(lowercase($0)) }
        case "meta": lowercase(tag["http-equiv"] ?? []) == "refresh"
        default: true
        }
    }

    private func lowercase(_ value: ArraySlice<UInt8>) -> String {
        String(decoding: value, as: UTF8.self).lowercased()
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

/// How the tags begin that are read: a bit for each beginning.
private enum TagBeginnings {
    /// By byte: the beginnings in which it may be the first, second, third letter.
    static let letters: [(first: UInt32, second: UInt32, third: UInt32)] = {
        // A third letter where a frequent element begins alike: li, tr, strong, em.
        let beginnings = [
            "lin", "tra", "sty", "scr", "sou", "if", "im", "in", "au", "vi", "us", "emb", "ob",
            "fr", "fe", "me", "bo", "ba", "!-",
        ]
        let any = beginnings.enumerated().reduce(UInt32(0)) { bits, item in
            item.element.utf8.count == 2 ? bits | 1 << UInt32(item.offset) : bits
        }
        var letters = [(first: UInt32, second: UInt32, third: UInt32)](
            repeating: (0, 0, any),
            count: 256
        )
        for (bit, beginning) in beginnings.enumerated() {
            for text in [beginning, beginning.uppercased()] {
                let bytes = Array(text.utf8)
                letters[Int(bytes[0])].first |= 1 << UInt32(bit)
                letters[Int(bytes[1])].second |= 1 << UInt32(bit)
                if bytes.count > 2 { letters[Int(bytes[2])].third |= 1 << UInt32(bit) }
            }
        }
        return letters
    }()
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
