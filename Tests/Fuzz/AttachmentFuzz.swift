/// Judges a file whose kind and cut the first byte chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAttachment(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let kinds = AttachmentKind.allCases
    let name = "a.\(kinds[Int(bytes[0]) % kinds.count].extensions[0])"
    let file = bytes[1...]
    let cut = 1 + Int(bytes[0]) % file.count
    precondition(
        verdict(name, [file]) == verdict(name, [file[..<cut], file[cut...]]),
        "pieces change the verdict"
    )
    return 0
}

private func verdict(_ name: String, _ pieces: [ArraySlice<UInt8>]) -> AttachmentVerdict {
    var inspector = AttachmentInspector(fileName: name)
    for piece in pieces { inspector.feed(piece.span) }
    return inspector.verdict()
}
