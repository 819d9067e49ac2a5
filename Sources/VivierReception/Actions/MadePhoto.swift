/// What was made of a photo that came in.
package enum MadePhoto: Sendable, Equatable {
    /// Its pixels alone, as JPEG.
    case jpeg([UInt8])
    /// The key of the words for why there is none.
    case refused(String)
}
