/// Reads a body as JSON, in two cuts that the first byte chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    readInTwoCuts(bytes, as: "application/json")
    return 0
}
