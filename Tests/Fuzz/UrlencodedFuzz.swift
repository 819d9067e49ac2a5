/// Reads a body as urlencoded, in two cuts that the first byte chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzUrlencoded(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    readInTwoCuts(bytes, as: "application/x-www-form-urlencoded")
    return 0
}
