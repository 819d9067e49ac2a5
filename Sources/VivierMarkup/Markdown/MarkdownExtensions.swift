internal import CCMarkGFM
internal import Synchronization

/// The extensions of cmark-gfm that we read: tables, strikethrough, addresses
/// and task lists.
@safe
struct MarkdownExtensions {
    let table: OpaquePointer
    let strikethrough: OpaquePointer
    let autolink: OpaquePointer
    let taskList: OpaquePointer

    /// The numbers of their nodes.
    let types: ExtensionTypes

    /// Finds the extensions; `nil` if the library came without one of them.
    init?() {
        types = MarkdownExtensions.registered
        guard let table = unsafe cmark_find_syntax_extension("table"),
            let strikethrough = unsafe cmark_find_syntax_extension("strikethrough"),
            let autolink = unsafe cmark_find_syntax_extension("autolink"),
            let taskList = unsafe cmark_find_syntax_extension("tasklist")
        else { return nil }
        unsafe self.table = table
        unsafe self.strikethrough = strikethrough
        unsafe self.autolink = autolink
        unsafe self.taskList = taskList
    }

    /// Registers the extensions, once for the process.
    private static let registered: ExtensionTypes = {
        cmark_gfm_core_extensions_ensure_registered()
        let types = readTypes()
        fixSpecialCharacters()
        return types
    }()

    /// Keeps parsers with strikethrough from running at the same time.
    ///
    /// `cmark_parser_finish` adds the special characters of its extensions (`~`,
    /// `:`, `w`) to a table of the whole process, and takes them out at the end: a
    /// parser on another thread then misses a `~~` now and then. Texts without `~`
    /// do not notice, so only the others wait for each other.
    static let strikethroughTurn = Mutex<Void>(())

    /// Makes the special characters of addresses permanent, so that no parser adds
    /// or removes them: to a text without addresses they make no difference.
    ///
    /// Not possible for `~`: cmark looks the extension up by its characters when
    /// it closes a mark.
    private static func fixSpecialCharacters() {
        guard let parser = unsafe cmark_parser_new(0),
            let autolink = unsafe cmark_find_syntax_extension("autolink")
        else { return }
        unsafe cmark_parser_attach_syntax_extension(parser, autolink)
        unsafe cmark_manage_extensions_special_characters(parser, 1)
        unsafe cmark_parser_free(parser)
        unsafe cmark_syntax_extension_set_special_inline_chars(autolink, nil)
    }

    /// Reads the numbers of the added kinds from a small tree.
    private static func readTypes() -> ExtensionTypes {
        var types = ExtensionTypes()
        guard let parser = unsafe cmark_parser_new(0) else { return types }
        defer { unsafe cmark_parser_free(parser) }
        for name in ["table", "strikethrough"] {
            guard let found = unsafe cmark_find_syntax_extension(name) else { return types }
            unsafe cmark_parser_attach_syntax_extension(parser, found)
        }
        let sample = "|~~a~~|\n|-|\n"
        unsafe cmark_parser_feed(parser, sample, sample.utf8.count)
        guard let root = unsafe cmark_parser_finish(parser) else { return types }
        defer { unsafe cmark_node_free(root) }
        let table = unsafe cmark_node_first_child(root)
        let row = unsafe cmark_node_first_child(table)
        let cell = unsafe cmark_node_first_child(row)
        let deleted = unsafe cmark_node_first_child(cell)
        types.table = unsafe cmark_node_get_type(table).rawValue
        types.tableRow = unsafe cmark_node_get_type(row).rawValue
        types.tableCell = unsafe cmark_node_get_type(cell).rawValue
        types.strikethrough = unsafe cmark_node_get_type(deleted).rawValue
        return types
    }
}
