/// The functions every template has without being given them.
enum GlobalFunction: String, CaseIterable, Sendable {
    case range
    case dict
    case namespace
    case cycler
    case joiner

    /// The function as a value.
    var value: Value {
        let number = Self.allCases.firstIndex(of: self) ?? 0
        return .runtime(RuntimeHandle(.function, -1, number))
    }
}
