internal import VivierDiagnostics

/// What the scanner says about a page, all in one place.
enum HTMLProblems {
    /// A kind of problem; `%` stands for the name of the element or attribute.
    struct Problem {
        var severity = Diagnostic.Severity.error
        var code: String
        var message: String
        var hint: String?
    }

    static let unclosed = Problem(
        code: "html-unclosed",
        message: "'<%>' is never closed",
        hint: "add '</%>'"
    )
    static let unopened = Problem(
        code: "html-unopened",
        message: "'</%>' closes nothing that is open"
    )
    static let strayAngle = Problem(
        code: "html-stray-angle",
        message: "'<' that begins no tag",
        hint: "write it as &lt;"
    )
    static let openComment = Problem(
        code: "html-open-comment",
        message: "comment that never ends"
    )
    static let openTag = Problem(code: "html-open-tag", message: "tag '<%' that never ends")
    static let badDoctype = Problem(
        code: "html-doctype",
        message: "markup declaration that is no '<!doctype html>' at the start"
    )
    static let noDoctype = Problem(
        code: "html-doctype",
        message: "page without '<!doctype html>'"
    )
    static let noLanguage = Problem(
        code: "html-no-lang",
        message: "page without a language",
        hint: "write <html lang=\"fr\">"
    )
    static let noTitle = Problem(code: "html-no-title", message: "page without a title")
    static let selfClosing = Problem(
        code: "html-self-closing",
        message: "'<%/>' stays open in HTML",
        hint: "write <%></%>"
    )
    static let closingAttributes = Problem(
        code: "html-closing-tag",
        message: "'</%>' with more than a name in it"
    )
    static let unquoted = Problem(
        code: "html-unquoted",
        message: "value of '%' without quotes",
        hint: "write %=\"…\""
    )
    static let duplicateAttribute = Problem(
        code: "html-duplicate-attribute",
        message: "second '%' in one tag"
    )
    static let badIdentifier = Problem(
        code: "html-id",
        message: "'id' that is empty or has a space in it"
    )
    static let noDescription = Problem(
        code: "html-no-alt",
        message: "image without 'alt'",
        hint: "describe it, or write alt=\"\" if it says nothing"
    )
    static let inlineStyle = Problem(
        severity: .warning,
        code: "html-inline-style",
        message: "'style' of '<%>' that the content security policy switches off",
        hint: "use a class"
    )
    static let inlineHandler = Problem(
        severity: .warning,
        code: "html-inline-script",
        message: "script in an attribute of '<%>' that the content security policy switches off"
    )
}

extension HTMLScanner {
    /// Adds a problem at `range`.
    ///
    /// After a hundred of them the page is not worth reading further.
    mutating func report(
        _ problem: HTMLProblems.Problem,
        _ range: Range<Int>,
        _ name: Range<Int>?
    ) {
        guard facts.problems.count < 100 else { return }
        let name = name.map { html.part($0).text.lowercased() } ?? ""
        facts.problems.append(
            Diagnostic(
                problem.severity,
                code: problem.code,
                problem.message.replacing("%", with: name),
                in: source,
                at: range,
                hint: problem.hint?.replacing("%", with: name)
            )
        )
    }

    /// Reports an element left open when the one around it ends.
    mutating func reportUnclosed(_ element: OpenElement, before tag: Range<Int>) {
        report(HTMLProblems.unclosed, element.tag, element.name)
        note("the element around it ends here", tag)
    }

    /// Reports an element that ends `outer` where it begins.
    mutating func reportInside(_ outer: OpenElement, _ tag: Range<Int>, _ name: Range<Int>) {
        let outerName = html.part(outer.name).text.lowercased()
        let problem = HTMLProblems.Problem(
            code: "html-nesting",
            message: "'<%>' inside of '<\(outerName)>', which it ends"
        )
        report(problem, tag, name)
        note("'<\(outerName)>' begins here", outer.tag)
    }

    /// Reports an `id` that was there before.
    mutating func reportDuplicate(_ range: Range<Int>, first: Range<Int>) {
        let problem = HTMLProblems.Problem(
            code: "html-duplicate-id",
            message: "id '%' used twice in one page"
        )
        report(problem, range, range)
        note("first used here", first)
    }

    private mutating func note(_ message: String, _ range: Range<Int>) {
        guard let last = facts.problems.popLast() else { return }
        facts.problems.append(last.noting(message, in: source, at: range.lowerBound))
    }
}
