/// Reads bytes as a PDF form that was filled in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPDF(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    for head in ["", "%PDF-1.7\n", "%PDF-1.7\n1 0 obj <</T(form)/V(a)>> endobj\n"] {
        guard let read = try? readPDFForm(Array(head.utf8) + bytes) else { continue }
        precondition(read[.form] != nil, "a form without its name")
    }
    return 0
}
