/// Reads bytes as the Content-Type of a body.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzContentType(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let text = String(decoding: bytes, as: UTF8.self)
    // Reading or refusing are both right; a trap is not.
    _ = try? BodyReader(contentType: text, limits: IntakeLimits())
    return 0
}
