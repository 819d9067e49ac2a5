/// The variables that templates show to one another while a page is rendered.
///
/// A context is a list of variables and the context further out. The page's is the
/// first; an include, an import and a scoped block each add one.
struct ContextTable {
    private struct Context {
        let parent: Int32

        /// Whether only globals are seen beyond this one, as in an import.
        let isIsolated: Bool

        /// The variable added last, -1 for none.
        var last: Int32 = -1
    }

    private var contexts: [Context] = []

    // The variables of all contexts: symbol, value and the one added before.
    private var symbols: [Int32] = []
    private var values: [Value] = []
    private var previous: [Int32] = []

    /// What looking for a variable came to.
    enum Search {
        case found(Int)

        /// The page's own values are not to be looked at.
        case hidden
        case none
    }

    /// How far the table is filled, to give back what comes after.
    struct Mark {
        fileprivate let contexts: Int
        fileprivate let variables: Int
    }

    var mark: Mark { Mark(contexts: contexts.count, variables: symbols.count) }

    mutating func giveBack(to mark: Mark) {
        contexts.removeLast(contexts.count - mark.contexts)
        let surplus = symbols.count - mark.variables
        guard surplus > 0 else { return }
        symbols.removeLast(surplus)
        values.removeLast(surplus)
        previous.removeLast(surplus)
    }

    mutating func removeAll() { giveBack(to: Mark(contexts: 0, variables: 0)) }

    /// Adds a context; -1 is no parent.
    mutating func add(parent: Int32, isIsolated: Bool = false) -> Int32 {
        contexts.append(Context(parent: parent, isIsolated: isIsolated))
        return Int32(contexts.count - 1)
    }

    /// Gives a variable of one context a value.
    mutating func set(_ symbol: Int32, _ value: Value, in context: Int32) {
        var variable = contexts[Int(context)].last
        while variable >= 0 {
            if symbols[Int(variable)] == symbol {
                values[Int(variable)] = value
                return
            }
            variable = previous[Int(variable)]
        }
        symbols.append(symbol)
        values.append(value)
        previous.append(contexts[Int(context)].last)
        contexts[Int(context)].last = Int32(symbols.count - 1)
    }

    /// Looks for a variable from a context outwards.
    func search(_ symbol: Int32, from context: Int32) -> Search {
        var context = context
        while context >= 0 {
            let here = contexts[Int(context)]
            var variable = here.last
            while variable >= 0 {
                if symbols[Int(variable)] == symbol { return .found(Int(variable)) }
                variable = previous[Int(variable)]
            }
            if here.isIsolated { return .hidden }
            context = here.parent
        }
        return .none
    }

    func value(_ variable: Int) -> Value { values[variable] }

    /// Where a value stands until the table changes.
    func place(_ variable: Int) -> UnsafePointer<Value>? {
        unsafe values.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe $0 + variable }
        }
    }

    /// The variables of one context after its first `skipped`, in the order in
    /// which they were added.
    func variables(of context: Int32, skipping skipped: Int) -> [(symbol: Int32, value: Value)] {
        var found: [(symbol: Int32, value: Value)] = []
        var variable = contexts[Int(context)].last
        while variable >= 0 {
            found.append((symbols[Int(variable)], values[Int(variable)]))
            variable = previous[Int(variable)]
        }
        return Array(found.reversed().dropFirst(skipped))
    }

    /// Every symbol with a value.
    var allSymbols: Set<Int32> { Set(symbols) }
}
