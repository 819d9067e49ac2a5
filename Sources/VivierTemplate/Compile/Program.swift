import VivierDiagnostics

/// One step of a compiled template.
///
/// What `a`, `b` and `c` mean depends on the code; jumps are counted from the
/// first step of the function.
struct Op: Sendable {
    enum Code: UInt8, Sendable {
        /// Copies `b` bytes of the blob from offset `a`.
        case text

        /// Gives the parameters of a macro that were not passed their defaults.
        case defaults

        /// Prints node `a` by the mode.
        case print

        /// Prints node `a` as JSON.
        case printJSON

        /// Slot `b` = node `a`.
        case store

        /// Slot `b` = context variable of symbol `a`, or missing; cache `c`.
        case resolve

        /// Slot `b` = the variable of node `a`, missing or not.
        case copy

        /// Slot `b` = missing.
        case clear

        /// Target `a` = slot `b`.
        case assign

        /// Context variable of symbol `a` = slot `b`.
        case export

        /// Goes on at `a`.
        case jump

        /// Goes on at `b` unless node `a` is true.
        case jumpUnless

        /// Goes on at `a` if a parent is known.
        case jumpIfParent

        /// Begins loop `a` over node `b`; goes on at `c` if there is no item.
        case loopBegin

        /// Next item of the innermost loop `a`; goes on at `b` while there is one.
        case loopNext

        /// Slot `b` = the macro of function `a`.
        case macro

        /// Output goes to a text until `captureEnd`.
        case captureBegin

        /// Slot `b` = the text; safe if `a` is 1.
        case captureEnd

        /// Renders block of symbol `a`; `b`: 1 scoped, 2 required; `c`: overlay.
        case block

        /// Makes template of reference `a` the parent.
        case extends

        /// Renders the template of reference `a` here.
        case include

        /// Slot `b` = the module of reference `a`.
        case module

        /// Slot `b` = what module in slot `a` exports as string `c`.
        case member

        /// Runs recursive loop function `a` over node `b`.
        case loopCall

        /// Runs function `a`, which takes nothing from here.
        case run

        case end
    }

    var code: Code
    var mode: EscapeMode = .none
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0

    init(_ code: Code, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, mode: EscapeMode = .none) {
        self.code = code
        self.mode = mode
        self.a = Int32(truncatingIfNeeded: a)
        self.b = Int32(truncatingIfNeeded: b)
        self.c = Int32(truncatingIfNeeded: c)
    }
}

/// How a value is made fit for the place it is printed at.
enum EscapeMode: UInt8, Sendable {
    /// Not at all.
    case none

    /// As text between tags: safe HTML stays as it is.
    case html

    /// As the value of an attribute, or text of a title: tags in safe HTML are
    /// escaped too, its entities are not.
    case attribute

    /// At the beginning of an address: its scheme is checked.
    case urlStart

    /// Where a scheme may still be going on: no colon gets through.
    case urlScheme

    /// In the path of an address.
    case urlPath

    /// In a query or fragment: all that could end the value is encoded.
    case urlQuery

    /// As a value of JSON.
    case jsonValue

    /// Inside a text of JSON.
    case jsonString
}

/// An expression, flat: operands are numbers of other nodes.
struct Node: Sendable {
    enum Kind: UInt8, Sendable {
        /// Constant `a`.
        case constant

        /// Slot `a`, named by string `b`.
        case local

        /// Slot `a` of the function `b` steps further out, named by string `c`.
        case outer

        /// The variable of symbol `a` that the page was given; cache `b`.
        case context

        /// Attribute named by string `b` of node `a`; cache `c`; `flag` is one more
        /// than the number of the loop's field of that name, 0 for none.
        case attribute

        /// Item `b` of node `a`.
        case item

        /// Node `a` from `list[b]` to `list[b + 1]` by `list[b + 2]`.
        case slice

        /// The `b` nodes of the lists from `a` on.
        case list
        case tuple

        /// Twice as many: key, value, key, value.
        case map
        case not
        case negative
        case positive

        /// Operator `flag` on nodes `a` and `b`.
        case arithmetic
        case and
        case or

        /// Comparison `flag` of nodes `a` and `b`.
        case compare

        /// Node `a`, then `c` pairs of comparison and node in the lists from `b`.
        case compareChain

        /// The `b` nodes of the lists from `a` on, as one text; `flag` 1 if escaped.
        case concatenation

        /// `b` if `a`, else `c`; -1 for none.
        case conditional

        /// Filter call `b` on node `a`.
        case filter

        /// Test call `b` on node `a`.
        case test

        /// Calls node `a` with arguments `b`; `flag` 1 if escaped.
        case call

        /// Calls method string `b` of node `a` with arguments `c`.
        case method

        /// The text of the block of symbol `a` further up; `flag` 1 if escaped.
        case parentBlock

        /// A filter or test named by string `a` that does not exist; `flag` 1 for
        /// a test.
        case unknown
    }

    var kind: Kind
    var flag: UInt8 = 0
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0

    init(_ kind: Kind, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, flag: Int = 0) {
        self.kind = kind
        self.flag = UInt8(truncatingIfNeeded: flag)
        self.a = Int32(truncatingIfNeeded: a)
        self.b = Int32(truncatingIfNeeded: b)
        self.c = Int32(truncatingIfNeeded: c)
    }
}

/// Arguments as nodes.
struct ArgumentNodes: Sendable {
    var positional: [Int32] = []
    var named: [(name: String, node: Int32)] = []
    var spread: Int32 = -1
    var spreadNamed: Int32 = -1

    /// Whether there are only arguments in order.
    var isPlain: Bool { named.isEmpty && spread < 0 && spreadNamed < 0 }

    var isEmpty: Bool { positional.isEmpty && named.isEmpty && spread < 0 && spreadNamed < 0 }
}

/// A filter or a test with its arguments.
struct FilterCall: Sendable {
    enum Work: Sendable {
        case builtIn(BuiltInFilter)
        case host(HostFilter)
        case test(BuiltInTest)
    }

    let name: String
    let work: Work
    let arguments: ArgumentNodes
    let autoescape: Bool

    /// Where its name stands.
    let place: Place
}

/// Where `set`, `for` or `with` put a value.
indirect enum TargetSlots: Sendable {
    case slot(Int)
    case attribute(node: Int, name: String)
    case tuple([TargetSlots])
}

/// What a loop needs besides its steps.
struct LoopPlan: Sendable {
    var target: TargetSlots

    /// The slot of `loop`, -1 if nobody asks for it.
    var loopSlot = -1

    /// The node that must be true for an item to count, -1 for none.
    var test = -1

    /// The function of a recursive loop, -1 for a plain one.
    var function = -1

    /// Whether `loop` may be asked after the loop is over.
    var keepsRecord = false
}

/// Another template: known when compiling, or a node to evaluate.
struct TemplateReference: Sendable {
    /// The unit, -1 if it is only known when rendering.
    var unit = -1
    var node = -1
    var ignoreMissing = false
    var withContext = true

    /// The names that the other template may see here, with their nodes.
    var overlay: [(symbol: Int32, node: Int32)] = []
}

/// A body of steps with slots of its own: a template, a block, a macro.
struct Function: Sendable {
    enum Kind: Sendable {
        case root
        case block
        case macro
        case caller
        case loop
    }

    var kind: Kind
    var name: String

    /// The first step and the one after the last.
    var start = 0
    var end = 0
    var slotCount = 0

    /// Whether a function inside looks into the slots of this one.
    var needsBox = false

    /// The unit the function belongs to.
    var unit = 0
    var autoescape = true

    /// Parameters in order: name and the node of the default, -1 for none.
    var parameters: [(name: String, slot: Int32, defaultNode: Int32)] = []
    var callerSlot = -1
    var namedSlot = -1
    var spreadSlot = -1

    /// The most variables that the function exports, -1 for not a root.
    var exportCount = 0

    /// The slot of `self`, -1 for none.
    var selfSlot = -1

    /// Names of its variables, for "did you mean".
    var variableNames: [String] = []
}

/// A template compiled for one kind of place in the HTML.
struct Unit: Sendable {
    var template: Int
    var root = -1

    /// Block symbol → function, in the order of the template.
    var blocks: [(symbol: Int32, function: Int32)] = []
}

/// Everything that was compiled: flat arrays, immutable, shared by all threads.
final class Program: Sendable {
    let options: TemplateOptions
    let sources: [SourceText]
    let parts: ProgramParts

    init(_ options: TemplateOptions, _ sources: [SourceText], _ parts: ProgramParts) {
        self.options = options
        self.sources = sources
        self.parts = parts
    }
}

/// The tables of a program, while it is being made and after.
struct ProgramParts: Sendable {
    var ops: [Op] = []
    var opPlaces: [Place] = []
    var nodes: [Node] = []
    var nodePlaces: [Place] = []

    /// The function in which a node stands.
    var nodeFunctions: [Int32] = []
    var lists: [Int32] = []
    var constants: [Value] = []
    var strings: [String] = []
    var blob: [UInt8] = []
    var arguments: [ArgumentNodes] = []
    var filterCalls: [FilterCall] = []
    var targets: [TargetSlots] = []
    var loops: [LoopPlan] = []
    var references: [TemplateReference] = []
    var functions: [Function] = []
    var units: [Unit] = []

    /// How many inline caches the nodes use.
    var cacheCount = 0

    /// Names of variables and blocks by symbol.
    var symbols: [String] = []

    /// Symbol → constant of the global of that name, -1 for none.
    var globals: [Int32] = []

    /// Symbol → whether a template may give the variable a value while rendering.
    var isDynamic: [Bool] = []

    /// Template name → number of its source.
    var templateNumbers: [String: Int] = [:]

    /// Template number → the unit that renders it as a page, -1 if it failed.
    var pageUnits: [Int32] = []

    /// Template number → the first fault found in it, kept where templates that
    /// nobody asks for may be faulty.
    var templateFaults: [Int: Fault] = [:]

    var host = HostFilters()

    /// Template number → the templates it names in quotes.
    var namedTemplates: [[String]] = []
}
