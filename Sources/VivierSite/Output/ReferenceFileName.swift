import VivierCrypto

/// A reference as the name of a file: what a path cannot hold becomes `-`.
///
/// A very long one is cut and ends with a code computed from it: a name may have
/// 255 bytes, its extension included.
func fileName(of reference: String) -> String {
    let safe = reference.unicodeScalars.map { scalar in
        scalar.value < 0x20 || scalar == "/" || scalar == "\\" || scalar.value == 0x7F
            ? "-" : String(scalar)
    }.joined()
    let name = safe.isEmpty ? "-" : safe.hasPrefix(".") ? "-" + safe.dropFirst() : safe
    guard name.utf8.count > 200 else { return name }
    var cut = name
    while cut.utf8.count > 200 { cut.removeLast() }
    return cut + "-" + hexadecimal(SHA256.hash(Array(reference.utf8)).prefix(4))
}
