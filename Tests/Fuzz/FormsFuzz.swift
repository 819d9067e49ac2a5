/// Reads bytes as the definition of a form, and judges a submission by what came of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzForms(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    var diagnostics = Diagnostics()
    let source = SourceText(path: "form.yml", bytes: bytes)
    let form = readForm(source, name: "form", languages: ["fr", "en"], into: &diagnostics)
    precondition(form != nil || diagnostics.hasErrors, "refused without a reason")
    for diagnostic in diagnostics.sorted { _ = "\(diagnostic)" }
    guard let form else { return 0 }
    let values = form.fields.flatMap { field in
        ["", "x", "2026-02-30", "a@b.fr", "0612345678", "1e9"].map {
            Submission.Value(field.name, $0)
        }
    }
    let verdict = form.validate(Submission(values: values), country: "FR")
    precondition(verdict.unknown.isEmpty, "a field that its form does not know")
    return 0
}
