/// A filter that the host brings, such as `date` or `t`.
package struct HostFilter: Sendable {
    /// The work of a filter: the value before the bar, the arguments in order,
    /// the named arguments in order.
    package typealias Implementation =
        @Sendable (Value, [Value], [(String, Value)]) throws(FilterFailure) -> Value

    package let name: String

    /// Whether equal arguments always give an equal result.
    ///
    /// A pure filter with literal arguments runs once, when the templates are
    /// compiled.
    package let isPure: Bool

    package let apply: Implementation

    package init(_ name: String, isPure: Bool, apply: @escaping Implementation) {
        self.name = name
        self.isPure = isPure
        self.apply = apply
    }
}

/// The filters that the host brings.
///
/// A host filter replaces a built-in one of the same name.
package struct HostFilters: Sendable {
    package let all: [HostFilter]

    private let positions: [String: Int]

    /// Of two filters with one name the last counts.
    package init(_ filters: [HostFilter] = []) {
        self.all = filters
        var positions: [String: Int] = [:]
        for (position, filter) in filters.enumerated() { positions[filter.name] = position }
        self.positions = positions
    }

    func position(of name: String) -> Int? { positions[name] }
}
