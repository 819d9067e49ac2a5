import VivierDiagnostics

extension Interpreter {
    /// The remarks that say how rendering came to a place, innermost first.
    ///
    /// A block in its own template needs none, and of a recursion one is enough.
    private func remarks(to place: Place) -> [Fault.Remark] {
        var remarks: [Fault.Remark] = []
        var inner = place.template
        for entry in trail.reversed() where remarks.count < 6 {
            defer { inner = entry.place.template }
            if entry.kind == .block, entry.place.template == inner { continue }
            if remarks.last?.place == entry.place { continue }
            let text =
                switch entry.kind {
                case .include: "included from here"
                case .extends: "its parent is named here"
                case .block: "the block is rendered from here"
                case .call: "called from here"
                case .module: "imported from here"
                }
            remarks.append(Fault.Remark(text: text, place: entry.place))
        }
        return remarks
    }

    func fault(_ code: String, _ message: String, at place: Place, hint: String? = nil) -> Fault {
        Fault(code, message, at: place, hint: hint, remarks: remarks(to: place))
    }

    /// A fault at the place of a node.
    func fault(_ code: String, _ message: String, node: Int, hint: String? = nil) -> Fault {
        fault(code, message, at: program.parts.nodePlaces[node], hint: hint)
    }

    /// A fault at the place of a step.
    func fault(_ code: String, _ message: String, step: Int, hint: String? = nil) -> Fault {
        fault(code, message, at: program.parts.opPlaces[step], hint: hint)
    }

    func fault(_ failure: FilterFailure, node: Int) -> Fault {
        fault(failure.code, failure.message, node: node, hint: failure.hint)
    }

    func tooLong(_ step: Int) -> Fault { tooLong(at: program.parts.opPlaces[step]) }

    func tooLong(at place: Place) -> Fault {
        fault(
            "output-too-long",
            "the page grows beyond \(program.options.limits.outputBytes) bytes",
            at: place
        )
    }

    func tooManySteps(at place: Place) -> Fault {
        fault(
            "too-many-steps",
            "the page takes more than \(program.options.limits.steps) steps",
            at: place,
            hint: "a loop or a filter goes over far too many items"
        )
    }

    func tooDeep(at place: Place) -> Fault {
        fault(
            "recursion-too-deep",
            "more than \(program.options.limits.depth) templates, macros or loops are inside one another",
            at: place,
            hint: "one of them probably calls itself without end"
        )
    }

    /// The fault of using a value that is not there.
    func undefinedFault(_ undefined: Undefined, _ node: Int) -> Fault {
        let details = undefined.details
        var place = program.parts.nodePlaces[node]
        var more: [Fault.Remark] = []
        if let origin = details?.place, origin != place {
            if origin.template == place.template, origin.start >= place.start,
                origin.end <= place.end
            {
                place = origin
            } else {
                more.append(Fault.Remark(text: "the value comes from here", place: origin))
            }
        }
        return Fault(
            details?.owner == nil ? "undefined-variable" : "undefined-attribute",
            message(of: undefined),
            at: place,
            hint: undefinedHint(undefined, node),
            remarks: more + remarks(to: place)
        )
    }

    /// What is wrong, with the owner as the template writes it.
    private func message(of undefined: Undefined) -> String {
        guard let details = undefined.details, let place = details.ownerPlace,
            details.explanation == nil, place.range.count <= 40
        else { return undefined.message }
        let bytes = program.sources[Int(place.template)].bytes[place.range]
        let owner = String(decoding: bytes, as: UTF8.self)
        switch details.owner {
        case .record, .map, .object, .runtime: return "'\(owner)' has no '\(details.name)'"
        default:
            let kind = details.owner?.kindForPeople ?? ""
            return "'\(owner)' is \(kind) and has no '\(details.name)'"
        }
    }

    private func undefinedHint(_ undefined: Undefined, _ node: Int) -> String? {
        guard let details = undefined.details, details.explanation == nil else { return nil }
        if let owner = details.owner {
            let names = owner.memberNames
            if let near = didYouMean(details.name, among: names) { return near }
            guard !names.isEmpty, names.count <= 40 else { return nil }
            return "it has " + names.sorted().joined(separator: ", ")
        }
        var names = Set(record.shape.names)
        for (symbol, global) in program.parts.globals.enumerated() where global >= 0 {
            names.insert(program.parts.symbols[symbol])
        }
        names.formUnion(contexts.allSymbols.map { program.parts.symbols[Int($0)] })
        let function = Int(program.parts.nodeFunctions[node])
        names.formUnion(program.parts.functions[function].variableNames)
        names.remove(details.name)
        return didYouMean(details.name, among: names)
    }

    /// Takes some of the steps a page may take.
    mutating func charge(_ steps: Int, step: Int) throws(Fault) {
        stepsLeft &-= steps
        guard stepsLeft >= 0 else { throw tooManySteps(at: program.parts.opPlaces[step]) }
    }

    mutating func charge(_ steps: Int, node: Int) throws(Fault) {
        stepsLeft &-= steps
        guard stepsLeft >= 0 else { throw tooManySteps(at: program.parts.nodePlaces[node]) }
    }

    /// How much of the stack rendering may use, in bytes: a thread has eight times
    /// as much.
    private static let stackLimit: UInt = 1 << 20

    /// Notes that something is rendered inside something else.
    mutating func enter(_ kind: TrailEntry.Kind, at place: Place) throws(Fault) {
        var here: UInt8 = 0
        let address = unsafe withUnsafePointer(to: &here) { UInt(bitPattern: $0) }
        let used = stackTop > address ? stackTop - address : 0
        guard trail.count < program.options.limits.depth, used < Self.stackLimit else {
            throw tooDeep(at: place)
        }
        trail.append(TrailEntry(kind: kind, place: place))
    }
}
