/// Reads a body as multipart, in two cuts that the first byte chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMultipart(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    readInTwoCuts(bytes, as: "multipart/form-data; boundary=b")
    return 0
}
