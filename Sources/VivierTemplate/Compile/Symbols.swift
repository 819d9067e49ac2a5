/// The names of one scope: which variable each means and where its value comes
/// from when the scope is entered.
///
/// These are the rules of Jinja2's `idtracking`, kept to the letter: which of two
/// variables of one name a template sees is where engines differ most.
final class Symbols {
    /// A variable: a name at a depth of scopes.
    struct Identifier: Hashable {
        let level: Int
        let name: String
    }

    /// Where the first value of a variable comes from.
    enum Load: Equatable {
        /// Assigned by a loop, a call or a `with`.
        case parameter

        /// Looked up in what the page was given.
        case resolve

        /// Copied from a variable further out.
        case alias(Identifier)

        /// Nothing yet.
        case undefined
    }

    let parent: Symbols?
    let level: Int

    /// The function whose slots hold the variables of this scope.
    let function: FunctionBuilder

    private(set) var references: [String: Identifier] = [:]
    private(set) var loads: [Identifier: Load] = [:]
    private(set) var stores: Set<String> = []

    init(parent: Symbols?, function: FunctionBuilder) {
        self.parent = parent
        self.level = (parent?.level ?? -1) + 1
        self.function = function
    }

    private init(copyOf other: Symbols) {
        self.parent = other.parent
        self.level = other.level
        self.function = other.function
        self.references = other.references
        self.loads = other.loads
        self.stores = other.stores
    }

    func copy() -> Symbols { Symbols(copyOf: self) }

    /// The variable a name means here, and the scope it belongs to.
    func find(_ name: String) -> (identifier: Identifier, scope: Symbols)? {
        var scope: Symbols? = self
        while let here = scope {
            if let identifier = here.references[name] { return (identifier, here) }
            scope = here.parent
        }
        return nil
    }

    /// How a variable of this scope or of one further out gets its first value.
    func load(of identifier: Identifier) -> Load? {
        var scope: Symbols? = self
        while let here = scope {
            if let load = here.loads[identifier] { return load }
            scope = here.parent
        }
        return nil
    }

    @discardableResult
    private func define(_ name: String, _ load: Load) -> Identifier {
        let identifier = Identifier(level: level, name: name)
        references[name] = identifier
        loads[identifier] = load
        return identifier
    }

    /// Notes that the scope assigns to a name.
    func store(_ name: String) {
        stores.insert(name)
        guard references[name] == nil else { return }
        if let outer = parent?.find(name) {
            define(name, .alias(outer.identifier))
        } else {
            define(name, .undefined)
        }
    }

    /// Notes that the scope is entered with a value for a name.
    @discardableResult
    func declareParameter(_ name: String) -> Identifier {
        stores.insert(name)
        return define(name, .parameter)
    }

    /// Notes that the scope reads a name.
    func load(_ name: String) {
        if find(name) == nil { define(name, .resolve) }
    }

    /// Joins what the branches of an `if` did to copies of this scope.
    func merge(_ branches: [Symbols]) {
        let new = branches.reduce(into: Set<String>()) { $0.formUnion($1.stores) }
            .subtracting(stores)
        for branch in branches {
            references.merge(branch.references) { $1 }
            loads.merge(branch.loads) { $1 }
            stores.formUnion(branch.stores)
        }
        for name in new {
            guard let target = find(name)?.identifier else { continue }
            if let outer = parent?.find(name) {
                loads[target] = .alias(outer.identifier)
            } else {
                loads[target] = .resolve
            }
        }
    }

    /// Every name assigned here or further out, with the variable it means, by
    /// name.
    var visibleStores: [(name: String, identifier: Identifier)] {
        var found: [String: Identifier] = [:]
        var scope: Symbols? = self
        while let here = scope {
            for name in here.stores where found[name] == nil {
                found[name] = find(name)?.identifier
            }
            scope = here.parent
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The loads of this scope in a fixed order.
    var sortedLoads: [(identifier: Identifier, load: Load)] {
        loads.sorted { ($0.key.level, $0.key.name) < ($1.key.level, $1.key.name) }
            .map { ($0.key, $0.value) }
    }

    /// Whether a name is read but never assigned in this scope itself.
    func isReadOnly(_ name: String) -> Bool { !stores.contains(name) }
}
