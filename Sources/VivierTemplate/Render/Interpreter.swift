/// Runs a program: the state of one thread that renders.
///
/// Everything that lives no longer than a page is kept in tables of this struct
/// and thrown away when the page is done; values refer to it by number.
@safe
struct Interpreter {
    let program: Program

    /// The tables of the program that are used at every step.
    let ops: UnsafePointer<Op>
    let nodes: UnsafePointer<Node>
    let constants: UnsafePointer<Value>
    let blob: UnsafePointer<UInt8>
    let lists: UnsafePointer<Int32>
    let functions: UnsafePointer<FunctionFacts>
    let symbols: UnsafePointer<SymbolFacts>
    let plans: UnsafePointer<LoopFacts>
    let policy: TemplateOptions.UndefinedPolicy

    /// Where each attribute was found last, by cache number.
    let caches: UnsafeMutablePointer<InlineCache>

    /// The shapes the caches know, kept so that none is freed and its address used
    /// again.
    var knownShapes: [ObjectIdentifier: Shape] = [:]

    let escaper = Escaper.shared
    var output: OutputBuffer
    var slots = SlotStack()

    /// The page's own values.
    var record: Record

    /// The shape of page values that was looked at last.
    var acceptedShape: Shape?

    // MARK: Tables of one page

    /// Variables that templates show to one another; the first is the page's.
    var contexts = ContextTable()
    var boxes: [Box] = []
    var loops: [ActiveLoop] = []
    var loopRecords: [LoopRecord] = []
    var macros: [MacroRecord] = []
    var namespaces: [[(name: String, value: Value)]] = []
    var modules: [[(name: String, value: Value)]] = []
    var cyclers: [(items: [Value], position: Int)] = []
    var joiners: [(separator: Value, isUsed: Bool)] = []

    /// The units of each page or include, child first, each with the number of its
    /// parent's link, -1 for none.
    ///
    /// A chain is known by its first link.
    var chains: [(unit: Int32, next: Int32)] = []

    /// Where captured output begins, innermost last.
    var captures: [Int] = []

    /// What is being rendered inside what, for the remarks of a diagnostic.
    var trail: [TrailEntry] = []

    /// What is left of the steps that a page may take.
    var stepsLeft: Int

    /// An address near the top of the stack when rendering began.
    var stackTop: UInt = 0

    init(_ program: Program) {
        self.program = program
        let parts = program.parts
        unsafe self.ops = copied(parts.ops)
        unsafe self.nodes = copied(parts.nodes)
        unsafe self.constants = copied(parts.constants)
        // Copying a short text reads a little beyond it.
        unsafe self.blob = copied(parts.blob + [UInt8](repeating: 0, count: OutputBuffer.slack))
        unsafe self.lists = copied(parts.lists)
        unsafe self.functions = copied(parts.functions.map(FunctionFacts.init))
        unsafe self.symbols = copied(
            zip(parts.globals, parts.isDynamic).map { SymbolFacts(global: $0, isDynamic: $1) }
        )
        unsafe self.plans = copied(parts.loops.map(LoopFacts.init))
        self.policy = program.options.undefined
        let caches = UnsafeMutablePointer<InlineCache>.allocate(capacity: parts.cacheCount + 1)
        unsafe caches.initialize(repeating: InlineCache(), count: parts.cacheCount + 1)
        unsafe self.caches = caches
        self.output = OutputBuffer(limit: program.options.limits.outputBytes)
        self.record = Record(Shape([]), [])
        self.stepsLeft = program.options.limits.steps
    }

    /// Gives the memory back; the interpreter must not be used afterwards.
    func free() {
        let parts = program.parts
        unsafe release(ops, parts.ops.count)
        unsafe release(nodes, parts.nodes.count)
        unsafe release(constants, parts.constants.count)
        unsafe release(blob, parts.blob.count + OutputBuffer.slack)
        unsafe release(lists, parts.lists.count)
        unsafe release(functions, parts.functions.count)
        unsafe release(symbols, parts.globals.count)
        unsafe release(plans, parts.loops.count)
        unsafe caches.deinitialize(count: parts.cacheCount + 1)
        unsafe caches.deallocate()
        output.free()
        slots.free()
    }

    /// Forgets the page rendered last.
    mutating func reset() {
        contexts.removeAll()
        for box in boxes {
            unsafe box.slots.deinitialize(count: box.count)
            unsafe box.slots.deallocate()
        }
        boxes.removeAll(keepingCapacity: true)
        loops.removeAll(keepingCapacity: true)
        loopRecords.removeAll(keepingCapacity: true)
        macros.removeAll(keepingCapacity: true)
        namespaces.removeAll(keepingCapacity: true)
        modules.removeAll(keepingCapacity: true)
        cyclers.removeAll(keepingCapacity: true)
        joiners.removeAll(keepingCapacity: true)
        chains.removeAll(keepingCapacity: true)
        captures.removeAll(keepingCapacity: true)
        trail.removeAll(keepingCapacity: true)
        stepsLeft = program.options.limits.steps
    }
}

/// A copy of an array that stays where it is until it is released.
private func copied<Element>(_ array: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: array.count + 1)
    unsafe array.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        unsafe memory.initialize(from: base, count: array.count)
    }
    return unsafe UnsafePointer(memory)
}

private func release<Element>(_ memory: UnsafePointer<Element>, _ count: Int) {
    let mutable = unsafe UnsafeMutablePointer(mutating: memory)
    unsafe mutable.deinitialize(count: count)
    unsafe mutable.deallocate()
}

/// What running a function needs of it.
struct FunctionFacts {
    let start: Int
    let slotCount: Int
    let needsBox: Bool
    let selfSlot: Int
    let exports: Bool

    /// How many parameters it has, in its first slots; -1 if it takes others, too.
    let parameterCount: Int

    init(_ function: Function) {
        self.start = function.start
        self.slotCount = function.slotCount
        self.needsBox = function.needsBox
        self.selfSlot = function.selfSlot
        self.exports = function.exportCount > 0
        let takesMore = [function.callerSlot, function.namedSlot, function.spreadSlot].max() ?? -1
        let isInOrder = function.parameters.enumerated().allSatisfy { $0.offset == $0.element.slot }
        self.parameterCount = takesMore < 0 && isInOrder ? function.parameters.count : -1
    }
}

/// What looking up a variable needs.
struct SymbolFacts {
    /// The constant of the global of that name, -1 for none.
    let global: Int32

    /// Whether a template may give it a value while rendering.
    let isDynamic: Bool
}

/// What going through a loop needs.
struct LoopFacts {
    /// The slot of its only variable, -1 if there are several.
    let slot: Int
    let loopSlot: Int
    let test: Int
    let function: Int
    let keepsRecord: Bool

    init(_ plan: LoopPlan) {
        if case .slot(let slot) = plan.target { self.slot = slot } else { self.slot = -1 }
        self.loopSlot = plan.loopSlot
        self.test = plan.test
        self.function = plan.function
        self.keepsRecord = plan.keepsRecord
    }
}

/// Where an attribute was found in the records of one shape.
struct InlineCache {
    var shape: ObjectIdentifier?

    /// The slot, -1 if the shape has no such name.
    var slot: Int = -1
}

/// The variables of a function whose macros may look into them.
@safe
struct Box {
    let slots: UnsafeMutablePointer<Value>
    let count: Int

    /// The box of the function further out, -1 for none.
    let parent: Int32
}

/// A loop being run.
struct ActiveLoop {
    let items: [Value]
    var index: Int

    /// The record that `loop` stands for, -1 if nobody asks.
    let record: Int32
}

/// What `loop` answers from.
struct LoopRecord {
    let items: [Value]
    var index: Int
    let depth: Int

    /// The function of a recursive loop, -1 for a plain one, and what it needs.
    let function: Int32
    let context: Int32
    let chain: Int32
    let box: Int32
    var lastChanged: [Value]?
}

/// A macro with what it was defined in.
struct MacroRecord {
    let function: Int32
    let box: Int32
    let context: Int32
    let chain: Int32
    let blockLink: Int32
}

/// A function being run.
@safe
struct Activation {
    let function: Int
    let slots: UnsafeMutablePointer<Value>
    var context: Int32
    var chain: Int32

    /// The link of the chain at which the block being run was found, -1 outside of
    /// blocks.
    var blockLink: Int32 = -1

    /// The box of this function and of the one around it, -1 for none.
    var box: Int32 = -1
    var outerBox: Int32 = -1

    /// The parent that `extends` named, -1 for none, and the step that did.
    var parent: Int32 = -1
    var parentStep = 0
}

/// One step on the way to what is being rendered.
struct TrailEntry {
    enum Kind {
        case include
        case extends
        case block
        case call
        case module
    }

    let kind: Kind
    let place: Place
}
