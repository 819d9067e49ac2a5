package import VivierDiagnostics
import VivierMarkup

/// What is read in the head of a file, for `vivier content show`.
package struct FrontMatterReport: Sendable {
    /// The outermost keys with their values as JSON, in the order of the file.
    private let entries: [(key: String, json: [UInt8])]
    private let frontMatter: [UInt8]
    private let bodyOffset: Int

    /// Reads the head of any file, of this site or not; all of one that ends in
    /// `.yml` or `.yaml`.
    ///
    /// - Returns: `nil` where the front matter is refused; the diagnostics say why.
    package init?(_ source: SourceText, into diagnostics: inout Diagnostics) {
        let root: YAMLNode
        let ending = source.path.lowercased()
        if ending.hasSuffix(".yml") || ending.hasSuffix(".yaml") {
            guard let document = readYAML(source, into: &diagnostics) else { return nil }
            root = document.rootNode
            bodyOffset = source.bytes.count
        } else {
            guard let read = readFrontMatter(source, into: &diagnostics) else { return nil }
            root = read.document.rootNode
            bodyOffset = read.bodyOffset
        }
        var json: [UInt8] = []
        appendJSON(root, to: &json)
        frontMatter = json
        entries = root.entries.map { key, value in
            var json: [UInt8] = []
            appendJSON(value, to: &json)
            return (key.text, json)
        }
    }

    /// One line a key, then where the text begins.
    package var text: String {
        var text = ""
        for entry in entries {
            text += "\(entry.key): \(String(decoding: entry.json, as: UTF8.self))\n"
        }
        return text + "the text begins at byte \(bodyOffset)\n"
    }

    /// `{"format": 1, "frontMatter": {…}, "body_offset": N, "diagnostics": […]}`.
    ///
    /// - Returns: The same with `null` for what is refused, if there is no report.
    package static func json(_ report: FrontMatterReport?, _ diagnostics: Diagnostics) -> [UInt8] {
        var json = JSONWriter()
        json.object { object in
            object.member("format", 1)
            object.key("frontMatter")
            if let report { object.json(report.frontMatter) } else { object.null() }
            object.key("body_offset")
            if let report { object.int(report.bodyOffset) } else { object.null() }
            object.key("diagnostics")
            object.json(diagnosticsJSON(diagnostics))
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
