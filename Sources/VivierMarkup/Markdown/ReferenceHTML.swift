internal import CCMarkGFM
internal import Synchronization

/// The HTML that cmark-gfm itself writes, in its safe mode, with the same
/// extensions: what ``MarkdownOptions/commonMark`` must equal.
///
/// For tests and benchmarks; no limits, so never for text from outside.
package func referenceHTML(_ markdown: String) -> String {
    guard let extensions = MarkdownExtensions() else { return "" }
    return MarkdownExtensions.strikethroughTurn.withLock { _ in
        referenceHTML(markdown, extensions)
    }
}

private func referenceHTML(_ markdown: String, _ extensions: MarkdownExtensions) -> String {
    guard let parser = unsafe cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { return "" }
    defer { unsafe cmark_parser_free(parser) }
    unsafe cmark_parser_attach_syntax_extension(parser, extensions.table)
    unsafe cmark_parser_attach_syntax_extension(parser, extensions.strikethrough)
    unsafe cmark_parser_attach_syntax_extension(parser, extensions.autolink)
    unsafe cmark_parser_attach_syntax_extension(parser, extensions.taskList)
    unsafe cmark_parser_feed(parser, markdown, markdown.utf8.count)
    guard let root = unsafe cmark_parser_finish(parser) else { return "" }
    defer { unsafe cmark_node_free(root) }
    guard let html = unsafe cmark_render_html(root, CMARK_OPT_DEFAULT, nil) else { return "" }
    // The string comes from the root's allocator, the default one here.
    defer { unsafe cmark_get_default_mem_allocator().pointee.free(html) }
    return unsafe String(cString: html)
}
