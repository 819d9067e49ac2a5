/// Runs what gives the same result on every page once, and puts the result into
/// the program as text.
///
/// That is: literals, globals and pure filters of them, with the loops and
/// conditions over them, and includes of templates that hold nothing else. A page's
/// header that only looks at the site becomes a single copy of bytes.
struct Folder {
    private let options: TemplateOptions
    private let parts: ProgramParts
    private var interpreter: Interpreter

    /// The program with its constant parts run.
    static func fold(_ program: Program) -> Program {
        var program = program
        // Each round lets one more level of includes become text.
        for _ in 0..<8 {
            var folder = Folder(program)
            defer { folder.interpreter.free() }
            let (parts, hasChanged) = folder.fold()
            guard hasChanged else { break }
            program = Program(program.options, program.sources, parts)
        }
        return program
    }

    private init(_ program: Program) {
        self.options = program.options
        self.parts = program.parts
        self.interpreter = Interpreter(program)
    }

    private mutating func fold() -> (ProgramParts, Bool) {
        var result = parts
        result.ops = []
        result.opPlaces = []
        result.blob = []
        var hasChanged = false
        for number in parts.functions.indices {
            let start = result.ops.count
            if fold(parts.functions[number], number, into: &result) { hasChanged = true }
            result.functions[number].start = start
            result.functions[number].end = result.ops.count
        }
        return (result, hasChanged)
    }

    /// Writes the steps of a function with its constant parts run.
    ///
    /// - Returns: Whether there were any.
    private mutating func fold(
        _ function: Function,
        _ number: Int,
        into result: inout ProgramParts
    )
        -> Bool
    {
        let first = result.ops.count
        let labels = jumpTargets(function)
        var positions: [Int: Int] = [:]
        var hasChanged = false
        var step = function.start
        while step < function.end {
            let offset = step - function.start
            positions[offset] = result.ops.count - first
            let isLabel = labels.contains(offset)
            let place = parts.opPlaces[step]
            if parts.ops[step].code == .text {
                let op = parts.ops[step]
                let bytes = parts.blob[Int(op.a)..<Int(op.a) + Int(op.b)]
                append(bytes, place, canJoin: !isLabel && result.ops.count > first, to: &result)
                step += 1
            } else if let end = unitEnd(step, function), isConstant(step..<end, function, labels),
                let bytes = run(step..<end, number)
            {
                append(
                    bytes[...],
                    place,
                    canJoin: !isLabel && result.ops.count > first,
                    to: &result
                )
                hasChanged = true
                step = end
            } else {
                result.ops.append(parts.ops[step])
                result.opPlaces.append(place)
                step += 1
            }
        }
        positions[function.end - function.start] = result.ops.count - first
        relocate(first, positions, &result)
        return hasChanged
    }

    /// Appends text, to the step before if that is text too.
    private func append(
        _ bytes: ArraySlice<UInt8>,
        _ place: Place,
        canJoin: Bool,
        to result: inout ProgramParts
    ) {
        let start = result.blob.count
        result.blob += bytes
        if canJoin, let last = result.ops.last, last.code == .text,
            Int(last.a) + Int(last.b) == start
        {
            result.ops[result.ops.count - 1].b += Int32(bytes.count)
            return
        }
        result.ops.append(Op(.text, start, bytes.count))
        result.opPlaces.append(place)
    }

    // MARK: Jumps

    private func jumpTargets(_ function: Function) -> Set<Int> {
        var targets: Set<Int> = []
        for op in parts.ops[function.start..<function.end] {
            if let target = target(of: op) { targets.insert(target) }
        }
        return targets
    }

    private func target(of op: Op) -> Int? {
        switch op.code {
        case .jump, .jumpIfParent: Int(op.a)
        case .jumpUnless, .loopNext: Int(op.b)
        case .loopBegin: Int(op.c)
        default: nil
        }
    }

    private func relocate(_ first: Int, _ positions: [Int: Int], _ result: inout ProgramParts) {
        for index in first..<result.ops.count {
            let op = result.ops[index]
            guard let old = target(of: op), let new = positions[old] else { continue }
            switch op.code {
            case .jump, .jumpIfParent: result.ops[index].a = Int32(new)
            case .jumpUnless, .loopNext: result.ops[index].b = Int32(new)
            case .loopBegin: result.ops[index].c = Int32(new)
            default: break
            }
        }
    }

    // MARK: What is constant

    /// The step after the statement that begins at a step; `nil` if it is not one
    /// that could be run.
    private func unitEnd(_ step: Int, _ function: Function) -> Int? {
        let op = parts.ops[step]
        switch op.code {
        case .print, .printJSON, .include: return step + 1
        case .loopBegin:
            let next = parts.ops[step..<function.end].firstIndex { other in
                other.code == .loopNext && other.a == op.a
            }
            guard let next else { return nil }
            let after = function.start + Int(op.c)
            if after == next + 1 { return after }
            // With an 'else', the loop is left by a jump over it.
            let exit = parts.ops[next + 1]
            return exit.code == .jump ? function.start + Int(exit.a) : nil
        case .jumpUnless:
            let exit = parts.ops[function.start + Int(op.b) - 1]
            return exit.code == .jump ? function.start + Int(exit.a) : nil
        default: return nil
        }
    }

    private func isConstant(_ range: Range<Int>, _ function: Function, _ labels: Set<Int>) -> Bool {
        guard options.contextual, !function.needsBox, range.upperBound > range.lowerBound,
            range.upperBound <= function.end
        else { return false }
        let inside = (range.lowerBound - function.start)...(range.upperBound - function.start)
        // Nobody may jump into the middle, and no step out of it.
        for index in function.start..<function.end where !range.contains(index) {
            if let target = target(of: parts.ops[index]), target > inside.lowerBound,
                target < inside.upperBound
            {
                return false
            }
        }
        var slots: Set<Int> = []
        for op in parts.ops[range] where op.code == .loopBegin {
            let plan = parts.loops[Int(op.a)]
            guard plan.function < 0, let own = simpleSlots(plan.target) else { return false }
            slots.formUnion(own)
            if plan.loopSlot >= 0 { slots.insert(plan.loopSlot) }
        }
        return parts.ops[range].allSatisfy { op in
            if let target = target(of: op), !inside.contains(target) { return false }
            return isConstant(op, slots)
        }
    }

    private func simpleSlots(_ target: TargetSlots) -> [Int]? {
        switch target {
        case .slot(let slot): return [slot]
        case .attribute: return nil
        case .tuple(let targets):
            let all = targets.map(simpleSlots)
            return all.contains { $0 == nil } ? nil : all.compactMap(\.self).flatMap(\.self)
        }
    }

    private func isConstant(_ op: Op, _ slots: Set<Int>) -> Bool {
        switch op.code {
        case .text, .jump, .loopNext: return true
        case .print, .printJSON, .jumpUnless: return isConstant(Int(op.a), slots)
        case .loopBegin:
            let test = parts.loops[Int(op.a)].test
            return isConstant(Int(op.b), slots) && (test < 0 || isConstant(test, slots))
        case .include:
            let unit = parts.references[Int(op.a)].unit
            guard unit >= 0 else { return false }
            let root = parts.functions[parts.units[unit].root]
            return parts.ops[root.start..<root.end].allSatisfy {
                $0.code == .text || $0.code == .end
            }
        default: return false
        }
    }

    private func isConstant(_ number: Int, _ slots: Set<Int>) -> Bool {
        guard number >= 0 else { return true }
        let node = parts.nodes[number]
        func each(_ start: Int32, _ count: Int32) -> Bool {
            parts.lists[Int(start)..<Int(start + count)].allSatisfy { isConstant(Int($0), slots) }
        }
        switch node.kind {
        case .constant: return true
        case .local: return slots.contains(Int(node.a))
        case .context:
            return parts.globals[Int(node.a)] >= 0 && !parts.isDynamic[Int(node.a)]
        case .attribute, .not, .negative, .positive: return isConstant(Int(node.a), slots)
        case .item, .arithmetic, .and, .or, .compare:
            return isConstant(Int(node.a), slots) && isConstant(Int(node.b), slots)
        case .conditional:
            return [node.a, node.b, node.c].allSatisfy { isConstant(Int($0), slots) }
        case .slice: return isConstant(Int(node.a), slots) && each(node.b, 3)
        case .list, .tuple, .concatenation: return each(node.a, node.b)
        case .map: return each(node.a, node.b * 2)
        case .compareChain:
            let operands = (0..<node.c).map { parts.lists[Int(node.b + $0 * 2 + 1)] }
            return isConstant(Int(node.a), slots)
                && operands.allSatisfy { isConstant(Int($0), slots) }
        case .filter, .test: return isConstant(parts.filterCalls[Int(node.b)], Int(node.a), slots)
        case .call: return isRange(node) && isConstant(parts.arguments[Int(node.b)], slots)
        case .outer, .method, .parentBlock, .unknown: return false
        }
    }

    private func isConstant(_ call: FilterCall, _ input: Int, _ slots: Set<Int>) -> Bool {
        switch call.work {
        case .host(let filter): guard filter.isPure else { return false }
        case .builtIn(.map):
            // What is mapped may be a filter of the host.
            guard call.arguments.positional.isEmpty else { return false }
        case .builtIn, .test: break
        }
        return isConstant(input, slots) && isConstant(call.arguments, slots)
    }

    private func isConstant(_ arguments: ArgumentNodes, _ slots: Set<Int>) -> Bool {
        let nodes = arguments.positional + arguments.named.map(\.node)
        return (nodes + [arguments.spread, arguments.spreadNamed])
            .allSatisfy { isConstant(Int($0), slots) }
    }

    /// Whether a call is one of the global function `range`.
    private func isRange(_ node: Node) -> Bool {
        let callee = parts.nodes[Int(node.a)]
        guard callee.kind == .context, parts.globals[Int(callee.a)] >= 0,
            !parts.isDynamic[Int(callee.a)],
            case .runtime(let handle) = parts.constants[Int(parts.globals[Int(callee.a)])]
        else { return false }
        return handle == RuntimeHandle(.function, -1, 0)
    }

    // MARK: Running

    /// What steps print; `nil` if they fail, which is then left to the page that
    /// reaches them.
    private mutating func run(_ range: Range<Int>, _ function: Int) -> [UInt8]? {
        defer { interpreter.reset() }
        do throws(Fault) {
            return try interpreter.runAlone(range, function)
        } catch {
            return nil
        }
    }
}
