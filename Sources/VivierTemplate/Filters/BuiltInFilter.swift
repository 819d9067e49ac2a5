/// The filters every template has: those of Jinja2 that give the same result
/// every time and make sense on a page.
enum BuiltInFilter: String, CaseIterable, Sendable {
    case abs
    case attr
    case batch
    case capitalize
    case center
    case `default`
    case dictsort
    case escape
    case filesizeformat
    case first
    case float
    case forceescape
    case format
    case groupby
    case indent
    case int
    case items
    case join
    case last
    case length
    case list
    case lower
    case map
    case max
    case min
    case reject
    case rejectattr
    case replace
    case reverse
    case round
    case safe
    case select
    case selectattr
    case slice
    case sort
    case string
    case striptags
    case sum
    case title
    case tojson
    case trim
    case truncate
    case unique
    case upper
    case urlencode
    case urlize
    case wordcount
    case wordwrap
    case xmlattr

    private static let aliases: [String: BuiltInFilter] = [
        "d": .default, "e": .escape, "count": .length,
    ]

    static let names = allCases.map(\.rawValue) + aliases.keys.sorted()

    init?(name: String) {
        guard let filter = Self.aliases[name] ?? Self(rawValue: name) else { return nil }
        self = filter
    }

    /// The names of the parameters, in order; `nil` if the filter takes any.
    var parameters: [String]? {
        switch self {
        case .format, .map, .reject, .rejectattr, .select, .selectattr: nil
        case .attr: ["name"]
        case .batch: ["linecount", "fill_with"]
        case .center: ["width"]
        case .default: ["default_value", "boolean"]
        case .dictsort: ["case_sensitive", "by", "reverse"]
        case .filesizeformat: ["binary"]
        case .float: ["default"]
        case .groupby: ["attribute", "default", "case_sensitive"]
        case .indent: ["width", "first", "blank"]
        case .int: ["default", "base"]
        case .join: ["d", "attribute"]
        case .max, .min, .unique: ["case_sensitive", "attribute"]
        case .replace: ["old", "new", "count"]
        case .round: ["precision", "method"]
        case .slice: ["slices", "fill_with"]
        case .sort: ["reverse", "case_sensitive", "attribute"]
        case .sum: ["attribute", "start"]
        case .tojson: ["indent"]
        case .trim: ["chars"]
        case .truncate: ["length", "killwords", "end", "leeway"]
        case .urlize: ["trim_url_limit", "nofollow", "target", "rel", "extra_schemes"]
        case .wordwrap: ["width", "break_long_words", "wrapstring", "break_on_hyphens"]
        case .xmlattr: ["autospace"]
        default: []
        }
    }

    /// Whether the filter has an answer for a value that is not there.
    var takesUndefined: Bool { self == .default || self == .items }
}

/// The tests every template has.
enum BuiltInTest: String, CaseIterable, Sendable {
    case boolean
    case callable
    case defined
    case divisibleby
    case eq
    case escaped
    case even
    case `false`
    case filter
    case float
    case ge
    case gt
    case `in`
    case integer
    case iterable
    case le
    case lower
    case lt
    case mapping
    case ne
    case none
    case number
    case odd
    case sameas
    case sequence
    case string
    case test
    case `true`
    case undefined
    case upper

    private static let aliases: [String: BuiltInTest] = [
        "==": .eq, "equalto": .eq, "!=": .ne, ">": .gt, "greaterthan": .gt, ">=": .ge, "<": .lt,
        "lessthan": .lt, "<=": .le,
    ]

    static let names = allCases.map(\.rawValue) + ["equalto", "greaterthan", "lessthan"]

    init?(name: String) {
        guard let test = Self.aliases[name] ?? Self(rawValue: name) else { return nil }
        self = test
    }

    /// How many arguments the test takes.
    var argumentCount: Int {
        switch self {
        case .divisibleby, .eq, .ge, .gt, .in, .le, .lt, .ne, .sameas: 1
        default: 0
        }
    }
}
