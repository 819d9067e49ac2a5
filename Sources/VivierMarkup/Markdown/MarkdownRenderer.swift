internal import CCMarkGFM
internal import CVivierArena
internal import Synchronization
package import VivierDiagnostics

/// Turns Markdown into HTML, one document after the other.
///
/// cmark-gfm only parses; the tree is written by us, so that what may reach a
/// page is decided here. Each worker owns one renderer and uses it on its own
/// thread: the memory of a document serves again for the next one.
@safe
package final class MarkdownRenderer {
    private let arena: OpaquePointer
    private let extensions: MarkdownExtensions
    private let parsesPlainText: Bool
    private var sink: ByteSink?
    private var plainTree: PlainTree?
    private var isBusy = false

    /// How many documents were plain, and did not need cmark.
    package private(set) var plainDocuments = 0

    /// Makes a renderer; `nil` if the machine has no memory for one, or cmark-gfm
    /// came without its extensions.
    ///
    /// - Parameter parsesPlainText: Whether plain documents are parsed without
    ///   cmark, which makes no difference but to the time it takes.
    package init?(parsesPlainText: Bool = true) {
        guard let extensions = MarkdownExtensions(), let arena = unsafe vivier_arena_create()
        else { return nil }
        unsafe self.arena = arena
        self.extensions = extensions
        self.parsesPlainText = parsesPlainText
        self.sink = ByteSink(capacity: 16 * 1_024)
    }

    deinit { unsafe vivier_arena_destroy(arena) }

    /// Renders a part of a file.
    ///
    /// - Parameters:
    ///   - source: The file, for the places in diagnostics.
    ///   - body: The bytes of it that are Markdown; all of them if `nil`.
    ///   - options: What the HTML should be like.
    ///   - diagnostics: Gets what was dropped, as warnings, and a broken limit,
    ///     as an error; nothing is rendered then.
    /// - Returns: The HTML, and what was found on the way.
    package func render(
        _ source: SourceText,
        body: Range<Int>? = nil,
        options: MarkdownOptions,
        into diagnostics: inout Diagnostics
    ) -> RenderedMarkdown {
        let body = source.markdown(in: body)
        precondition(!isBusy, "a link rewriter must not use the renderer that calls it")
        isBusy = true
        defer { isBusy = false }
        return unsafe source.bytes.withUnsafeBufferPointer { bytes in
            let text = unsafe ByteView(bytes).part(body)
            var messages = MarkdownMessages(source: source, body: body, text: text)
            defer { messages.send(to: &diagnostics) }
            return render(text, options, &messages)
        }
    }

    private func render(
        _ text: ByteView,
        _ options: MarkdownOptions,
        _ messages: inout MarkdownMessages
    ) -> RenderedMarkdown {
        var refused = RenderedMarkdown()
        refused.isRefused = true
        guard text.count <= options.limits.input else {
            messages.tooLong(limit: options.limits.input)
            return refused
        }
        guard text.count > 0 else { return RenderedMarkdown() }
        let plan = ParsePlan(text, options: options)
        if let refusal = plan.refusal {
            messages.refused(refusal, limits: options.limits)
            return refused
        }
        if let word = plan.longWord { messages.longWord(word, limit: options.limits.addressLength) }
        let fault = text.firstFault
        if parsesPlainText, fault == nil, plan.mayBePlain,
            let rendered = renderPlain(text, plan, options, &messages)
        {
            return rendered
        }
        let previous = unsafe vivier_arena_enter(arena)
        defer { unsafe vivier_arena_enter(previous) }
        if let fault { messages.notUTF8(at: fault) }
        guard let root = parse(text, plan, options, isUTF8: fault == nil) else {
            messages.tooComplex()
            return refused
        }
        return write(root, text.count, options, &messages) ?? refused
    }

    /// Renders a plain document; `nil` if the text is none, or passes a limit, which
    /// cmark's tree says better.
    private func renderPlain(
        _ text: ByteView,
        _ plan: ParsePlan,
        _ options: MarkdownOptions,
        _ messages: inout MarkdownMessages
    ) -> RenderedMarkdown? {
        let root = ByteClass.withFlags { flags in
            let tree = plainTree.take() ?? PlainTree()
            var parser = PlainParser(text, plan, tree: tree, flags: flags)
            let root = parser.parse()
            plainTree = parser.takeTree()
            return root
        }
        guard let root else { return nil }
        let unwritten = messages
        guard let rendered = write(root, text.count, options, &messages) else {
            messages = unwritten
            return nil
        }
        plainDocuments += 1
        return rendered
    }

    /// Parses into the arena.
    ///
    /// - Returns: The root, which lives until the next call; `nil` if the tree
    ///   would need more memory than allowed.
    private func parse(
        _ text: ByteView,
        _ plan: ParsePlan,
        _ options: MarkdownOptions,
        isUTF8: Bool
    ) -> MarkdownNode? {
        let flags = isUTF8 ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8
        let wanted = unsafe vivier_extensions(
            table: plan.hasTables ? extensions.table : nil,
            strikethrough: plan.hasStrikethrough ? extensions.strikethrough : nil,
            autolink: plan.hasAddresses ? extensions.autolink : nil,
            tasklist: plan.hasTasks ? extensions.taskList : nil
        )
        let budget = options.limits.memory(for: text.count)
        guard plan.hasStrikethrough else {
            return unsafe parse(text, flags, wanted, budget)
        }
        var root: MarkdownNode?
        MarkdownExtensions.strikethroughTurn.withLock { _ in
            root = unsafe parse(text, flags, wanted, budget)
        }
        return root
    }

    private func parse(
        _ text: ByteView,
        _ flags: Int32,
        _ wanted: vivier_extensions,
        _ budget: Int
    ) -> MarkdownNode? {
        let root = unsafe vivier_arena_parse(
            arena,
            text.pointer(at: 0),
            text.count,
            flags,
            wanted,
            budget
        )
        guard let root = unsafe root else { return nil }
        return unsafe MarkdownNode(root)
    }

    /// Writes the tree; `nil` if a limit was passed.
    private func write<Node: TreeNode>(
        _ root: Node,
        _ inputCount: Int,
        _ options: MarkdownOptions,
        _ messages: inout MarkdownMessages
    ) -> RenderedMarkdown? {
        ByteClass.withFlags { flags in
            var sink = self.sink.take() ?? ByteSink(capacity: 16 * 1_024)
            sink.removeAll()
            var writer = TreeWriter<Node>(
                sink: sink,
                flags: flags,
                inputCount: inputCount,
                options: options,
                extensions: extensions
            )
            let isComplete = writer.write(root, &messages)
            let rendered = isComplete ? writer.finish() : nil
            self.sink = writer.takeSink()
            return rendered
        }
    }
}

/// Renders one text with a renderer made for it.
///
/// For a single text; a builder keeps a ``MarkdownRenderer`` per worker.
package func renderMarkdown(
    _ source: SourceText,
    body: Range<Int>? = nil,
    options: MarkdownOptions,
    into diagnostics: inout Diagnostics
) -> RenderedMarkdown {
    guard let renderer = MarkdownRenderer() else {
        var refused = RenderedMarkdown()
        refused.isRefused = true
        diagnostics.emit(MarkdownMessages.unavailable(source))
        return refused
    }
    return renderer.render(source, body: body, options: options, into: &diagnostics)
}

extension SourceText {
    /// The bytes that are Markdown: `body`, or everything, without a byte order
    /// mark, which is no text and would shift the columns of the first line.
    func markdown(in body: Range<Int>?) -> Range<Int> {
        let all = 0..<bytes.count
        let body = (body ?? all).clamped(to: all)
        guard bytes[body].starts(with: [0xEF, 0xBB, 0xBF]) else { return body }
        return (body.lowerBound + 3)..<body.upperBound
    }
}
