extension SiteView {
    /// HTML for readers elsewhere: every link gets the site's host, and the page it was made for.
    ///
    /// The HTML is our renderer's: `href="` and `src="` stand in tags only. A site that does not
    /// know its address keeps its links.
    func absoluteLinks(_ html: [UInt8], on page: String) -> [UInt8] {
        guard !address.origin.isEmpty else { return html }
        var result: [UInt8] = []
        result.reserveCapacity(html.count + 256)
        var rest = html[...]
        while let mark = rest.firstIndex(of: UInt8(ascii: "\"")) {
            let tail = rest[(mark + 1)...]
            let isLink = rest[..<mark].ends(with: " href=") || rest[..<mark].ends(with: " src=")
            result += rest[...mark]
            if isLink { result += start(of: tail, on: page).utf8 }
            rest = tail
        }
        return result + rest
    }

    /// What an address lacks to be whole: the host, or the page that it is relative to.
    private func start(of link: ArraySlice<UInt8>, on page: String) -> String {
        if link.first == UInt8(ascii: "/") {
            return link.dropFirst().first == link.first ? "" : address.origin
        }
        let sign = link.first { ":/?#\"".utf8.contains($0) }
        return sign == UInt8(ascii: ":") ? "" : address.absolute(page)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with text: String) -> Bool {
        suffix(text.utf8.count).elementsEqual(text.utf8)
    }
}
