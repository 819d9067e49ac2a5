private let context = Record(
    Shape(["a", "b", "c"]),
    [.string("<\"'&"), .int(7), .list([.string("x"), .string("y")])]
)

/// Compiles and renders bytes as a template, by the rules of a site and by those of Jinja.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplate(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    for var options in [TemplateOptions.site, .jinja] {
        options.limits.steps = 10_000
        options.limits.rangeItems = 1_000
        options.limits.outputBytes = 1 << 20
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.html", bytes: bytes)
        let library = TemplateLibrary.compile([source], options: options, into: &diagnostics)
        precondition(library != nil || diagnostics.hasErrors, "refused without a reason")
        for diagnostic in diagnostics.sorted { _ = "\(diagnostic)" }
        guard let library else { continue }
        var output: [UInt8] = []
        try? TemplateRenderer(library).render("a.html", context, into: &output)
    }
    return 0
}
