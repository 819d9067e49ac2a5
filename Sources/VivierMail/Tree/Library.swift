internal import CGMime

/// Starts the MIME library, once for the process.
func startLibrary() { _ = started }

private let started: Bool = {
    vivier_start_gmime()
    return true
}()

/// The text of a C string that its owner goes on owning.
func borrowed(_ text: UnsafePointer<CChar>?) -> String? {
    unsafe text.map { unsafe String(cString: $0) }
}

/// What was written to a stream in memory.
func bytesWritten(to stream: UnsafeMutablePointer<GMimeStream>?) -> [UInt8] {
    guard let array = unsafe g_mime_stream_mem_get_byte_array(vivier_as_memory(stream)) else {
        return []
    }
    return unsafe Array(
        UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len))
    )
}
