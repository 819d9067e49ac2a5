import VivierDiagnostics
import VivierMarkup
import VivierModel
import VivierTemplate

/// The filters that a site brings to its templates: words, dates, amounts, addresses.
///
/// All are pure: with literal arguments they run once, when the templates of a
/// language are compiled.
struct TemplateFilters: Sendable {
    let edition: Edition
    let address: SiteAddress
    let assets: Assets
    let typography: Typography
    private let texts = StaffTexts()

    init(edition: Edition, address: SiteAddress, assets: Assets, typography: Typography) {
        self.edition = edition
        self.address = address
        self.assets = assets
        self.typography = typography
    }

    var all: HostFilters {
        HostFilters([
            filter("t", translate), filter("date", date), filter("number", number),
            filter("money", money), filter("markdown", markdown), filter("url", url),
            filter("unbroken", unbroken), filter("asset", asset),
            filter("inline_script", inlineScript),
        ])
    }

    private func filter(_ name: String, _ apply: @escaping HostFilter.Implementation) -> HostFilter
    {
        HostFilter(name, isPure: true, apply: apply)
    }

    /// `'key' | t`, `'key' | t(n=3, name='x')`.
    ///
    /// Values that are HTML (a date) make the whole text HTML.
    private func translate(
        _ key: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        guard case .string(let key) = key else {
            throw FilterFailure("'t' takes the key of a text", hint: "write 'list.empty' | t")
        }
        let texts = edition.texts
        let template: String
        if let text = texts[key] {
            template = text
        } else if let count = count(in: named), let plural = texts.plural(key, count: count) {
            template = plural
        } else {
            let near = nearestTexts(key)
            throw FilterFailure(
                "there is no text '\(key)' in i18n/\(edition.language).yml",
                hint: near.isEmpty
                    ? nil : "did you mean \(listed(near.map { "'\($0)'" }))?"
            )
        }
        guard !named.isEmpty else { return .string(template) }
        return fill(template, named)
    }

    private func count(in named: [(String, Value)]) -> Int? {
        for (name, value) in named where name == "n" {
            if case .int(let count) = value { return count }
        }
        return nil
    }

    private func fill(_ template: String, _ named: [(String, Value)]) -> Value {
        var isHTML = false
        var values: [String: String] = [:]
        for (name, value) in named {
            switch value {
            case .int(let number): values[name] = edition.numbers.text(Double(number))
            case .double(let number): values[name] = edition.numbers.text(number)
            case .string(let text): values[name] = text
            case .safe(let html):
                isHTML = true
                values[name] = String(decoding: html.bytes, as: UTF8.self)
            default: values[name] = ""
            }
        }
        func printed(_ text: String) -> String { isHTML ? escaped(text) : text }
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += printed(String(rest[..<open]))
            let name = String(rest[rest.index(after: open)..<close])
            var isSafe = false
            for (key, value) in named where key == name { if case .safe = value { isSafe = true } }
            let value = values[name] ?? String(rest[open...close])
            text += isSafe ? value : printed(value)
            rest = rest[rest.index(after: close)...]
        }
        text += printed(String(rest))
        return isHTML ? .html(Array(text.utf8)) : .string(text)
    }

    private func nearestTexts(_ key: String) -> [String] {
        let last = key.split(separator: ".").last ?? ""
        return edition.texts.keys.filter { $0.hasSuffix(".\(last)") }.sorted().prefix(3)
            .map { "'\($0)'" }
    }

    /// `'2026-12-11' | date('long')`: HTML with `1<sup>er</sup>`.
    private func date(
        _ value: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        guard case .string(let text) = value, let day = Day(iso: text.prefix(10)) else {
            throw FilterFailure("'date' takes a day such as '2026-12-11'")
        }
        var name = "long"
        if case .string(let style)? = arguments.first { name = style }
        if name == "iso" { return .string(day.iso) }
        guard let style = DateStyle.Style(rawValue: name) else {
            throw FilterFailure(
                "there is no date style '\(name)'",
                hint: "use full, long, short or iso"
            )
        }
        let html = edition.dates.html(day, style)
        return html.contains("<") ? .html(Array(html.utf8)) : .string(html)
    }

    private func number(
        _ value: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        switch value {
        case .int(let number): return .string(edition.numbers.text(Double(number)))
        case .double(let number): return .string(edition.numbers.text(number))
        default: throw FilterFailure("'number' takes a number")
        }
    }

    /// `2050 | money('EUR')`.
    private func money(
        _ value: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        guard case .string(let amount) = try number(value, [], []) else { return value }
        var currency = "EUR"
        if case .string(let code)? = arguments.first { currency = code }
        let symbol = edition.currencySymbol(currency)
        return .string(edition.texts.text("money.pattern", ["amount": amount, "currency": symbol]))
    }

    /// A text of staff, as HTML.
    private func markdown(
        _ value: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        guard case .string(let text) = value else { throw FilterFailure("'markdown' takes a text") }
        var options = MarkdownOptions()
        options.typography = typography
        options.linkRewriter = address.linkRewriter
        return .html(texts.html(of: text, options))
    }

    /// `offer.title | unbroken`: short words with a hyphen stay on one line.
    private func unbroken(
        _ value: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        guard case .string(let text) = value else { throw FilterFailure("'unbroken' takes a text") }
        return .html(unbrokenWords(of: text))
    }

    /// `'/offres/' | url`: with the path that the site stands below.
    private func url(
        _ value: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        guard case .string(let path) = value else { throw FilterFailure("'url' takes an address") }
        return .string(path.hasPrefix("/") ? address.path(path) : path)
    }

    /// `'site.css' | asset`: the address with the hash of the content.
    private func asset(
        _ value: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        guard case .string(let name) = value, let address = assets.address(of: name) else {
            throw unknownAsset(value)
        }
        return .string(self.address.path(address))
    }

    /// `'comfort.js' | inline_script`: a script in the page, allowed by its hash.
    private func inlineScript(
        _ value: Value,
        _ arguments: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        guard case .string(let name) = value, let script = assets.script(name) else {
            throw unknownAsset(value)
        }
        return .html(Array("<script>".utf8) + script + Array("</script>".utf8))
    }

    private func unknownAsset(_ value: Value) -> FilterFailure {
        var name = ""
        if case .string(let text) = value { name = text }
        return FilterFailure(
            "there is no asset '\(name)'",
            hint: "the theme has \(assets.names.joined(separator: ", "))"
        )
    }
}
