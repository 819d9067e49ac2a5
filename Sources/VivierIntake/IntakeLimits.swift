/// How much is taken in, in bytes unless it says otherwise.
///
/// A parser never holds more in memory than one part's header and one field; the
/// collector of fields never more than ``fields``.
package struct IntakeLimits: Sendable {
    /// A body as it comes in.
    package var body = 28 << 20

    /// One file, decoded.
    package var file = 10 << 20

    /// All files of a body together, decoded.
    package var fileBytes = 25 << 20

    /// The number of files of a body.
    package var files = 5

    /// One field, decoded.
    package var field = 64 << 10

    /// All fields of a body together, decoded, their names included.
    package var fields = 1 << 20

    /// The header of one part.
    package var partHeader = 16 << 10

    /// The number of parts of a body, fields and files.
    package var parts = 1_000

    /// A JSON body.
    package var json = 1 << 20

    /// The levels of a JSON body.
    package var jsonDepth = 32

    package init() {}
}
