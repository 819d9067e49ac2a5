/// A function while its steps are being written.
final class FunctionBuilder {
    let number: Int
    let parent: FunctionBuilder?
    var function: Function
    var ops: [Op] = []
    var places: [Place] = []

    private var slots: [Symbols.Identifier: Int] = [:]

    init(_ number: Int, parent: FunctionBuilder?, _ function: Function) {
        self.number = number
        self.parent = parent
        self.function = function
    }

    /// The slot of a variable of this function.
    func slot(of identifier: Symbols.Identifier) -> Int {
        if let slot = slots[identifier] { return slot }
        let slot = newSlot()
        slots[identifier] = slot
        function.variableNames.append(identifier.name)
        return slot
    }

    /// A slot for something without a name.
    func newSlot() -> Int {
        function.slotCount += 1
        return function.slotCount - 1
    }

    /// Adds a step.
    ///
    /// - Returns: Its number, for jumps to be filled in later.
    @discardableResult
    func emit(_ op: Op, _ place: Place) -> Int {
        ops.append(op)
        places.append(place)
        return ops.count - 1
    }

    /// How many functions further out `other` is, `nil` if it is not around this.
    ///
    /// Marks every function on the way as one whose slots outlive its run.
    func hops(to other: FunctionBuilder) -> Int? {
        var hops = 0
        var here = self
        while here !== other {
            guard let parent = here.parent else { return nil }
            hops += 1
            parent.function.needsBox = true
            here = parent
        }
        return hops
    }
}
