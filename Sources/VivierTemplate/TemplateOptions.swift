/// How templates are read and rendered.
package struct TemplateOptions: Sendable {
    /// What happens to a name without a value.
    package enum UndefinedPolicy: String, Sendable, CaseIterable {
        /// Any use but asking whether it is defined is an error.
        case error

        /// It prints as nothing and counts as false; looking into it is an error.
        case empty

        /// Like `empty`, and looking into it gives another undefined value.
        case chainable

        /// Like `empty`, but it prints as a remark naming what is missing.
        case debug
    }

    /// Bounds that keep a template from running away with the machine.
    package struct Limits: Sendable {
        /// Includes, macro calls and parents inside one another.
        package var depth = 64

        /// Bytes of one rendered page.
        package var outputBytes = 64 << 20

        /// Items of one `range`.
        package var rangeItems = 100_000

        /// Steps of loops and of filters over lists in one render.
        package var steps = 50_000_000

        package init() {}
    }

    /// Whether printed values are escaped.
    package var autoescape = true

    package var undefined = UndefinedPolicy.error

    /// Whether the first line break after a `{% … %}` is dropped.
    package var trimBlocks = false

    /// Whether the spaces before a `{% … %}` that begins its line are dropped.
    package var lstripBlocks = false

    /// Whether the line break at the very end of a template is kept.
    package var keepTrailingNewline = false

    /// What every line break of a template is printed as.
    package var newlineSequence = "\n"

    /// A text that makes the rest of its line a tag, such as `%` or `#`.
    package var lineStatementPrefix: String?

    /// Whether escaping follows the place in the HTML (text, attribute, address,
    /// JSON, script) and templates are held to the rules of a site.
    package var contextual = true

    /// Whether a template may declare a text safe with the filter `safe`.
    package var allowSafeFilter = false

    /// Whether a fault in a template counts only when a page needs it.
    package var defersFaults = false

    package var limits = Limits()

    package init() {}

    /// What a site is built with: strict, and nothing is safe but what the host
    /// made.
    package static let site = TemplateOptions()

    /// Jinja2's own rules, to hold the engine against it.
    package static let jinja: TemplateOptions = {
        var options = TemplateOptions()
        options.autoescape = true
        options.contextual = false
        options.allowSafeFilter = true
        options.defersFaults = true
        return options
    }()
}
