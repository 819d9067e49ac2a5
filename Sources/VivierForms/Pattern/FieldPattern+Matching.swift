extension FieldPattern {
    /// Whether the whole value matches.
    ///
    /// All ways through the pattern are followed side by side (Thompson, 1968).
    ///
    /// - Complexity: O(*characters* × *steps of the pattern*).
    package func matches(_ value: String) -> Bool {
        let program = PatternProgram(root)
        var threads = ThreadSet(program)
        threads.add(0)
        for scalar in value.unicodeScalars {
            let current = threads.take()
            guard !current.isEmpty else { return false }
            for step in current {
                if case .one(let set) = program.steps[step], set.contains(scalar) {
                    threads.add(step + 1)
                }
            }
        }
        return threads.take().contains(program.steps.count - 1)
    }
}

/// A pattern as a row of steps; the last is the goal.
private struct PatternProgram {
    enum Step {
        case one(ScalarSet)
        case split(Int, Int)
        case jump(Int)
        case goal
    }

    private(set) var steps: [Step] = []

    init(_ root: FieldPattern.Node) {
        write(root)
        steps.append(.goal)
    }

    private mutating func write(_ node: FieldPattern.Node) {
        switch node {
        case .one(let set): steps.append(.one(set))
        case .sequence(let nodes): for node in nodes { write(node) }
        case .choice(let nodes): write(nodes[...])
        case .repeated(let node, let least, let most):
            for _ in 0..<least { write(node) }
            guard let most else {
                writeLoop(node)
                return
            }
            for _ in least..<most { writeOptional(node) }
        }
    }

    private mutating func write(_ branches: ArraySlice<FieldPattern.Node>) {
        guard let first = branches.first else { return }
        guard branches.count > 1 else {
            write(first)
            return
        }
        let split = steps.count
        steps.append(.goal)
        write(first)
        let jump = steps.count
        steps.append(.goal)
        steps[split] = .split(split + 1, steps.count)
        write(branches.dropFirst())
        steps[jump] = .jump(steps.count)
    }

    private mutating func writeLoop(_ node: FieldPattern.Node) {
        let split = steps.count
        steps.append(.goal)
        write(node)
        steps.append(.jump(split))
        steps[split] = .split(split + 1, steps.count)
    }

    private mutating func writeOptional(_ node: FieldPattern.Node) {
        let split = steps.count
        steps.append(.goal)
        write(node)
        steps[split] = .split(split + 1, steps.count)
    }
}

/// The steps that stand before the next character, each once.
private struct ThreadSet {
    private let program: PatternProgram
    private var isIn: [Bool]
    private var waiting: [Int] = []
    private var seen: [Int] = []

    init(_ program: PatternProgram) {
        self.program = program
        isIn = Array(repeating: false, count: program.steps.count)
    }

    mutating func add(_ step: Int) {
        var stack = [step]
        while let step = stack.popLast() {
            guard !isIn[step] else { continue }
            isIn[step] = true
            seen.append(step)
            switch program.steps[step] {
            case .split(let first, let second): stack += [second, first]
            case .jump(let target): stack.append(target)
            case .one, .goal: waiting.append(step)
            }
        }
    }

    /// Hands the steps over and begins anew.
    mutating func take() -> [Int] {
        for step in seen { isIn[step] = false }
        seen.removeAll(keepingCapacity: true)
        defer { waiting = [] }
        return waiting
    }
}
