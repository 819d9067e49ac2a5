/// How much of a message is taken in, in bytes unless it says otherwise.
package struct MailLimits: Sendable {
    /// A message as it comes in: 25 MiB of files, and what base64 adds.
    package var message = 36 << 20

    /// The header of the message and those of its parts together.
    package var headers = 512 << 10

    /// Lines that begin with `--`, each of which may begin a part.
    package var delimiterLines = 10_000

    /// Parts inside one another.
    package var depth = 20

    /// The number of parts that hold something.
    package var parts = 100

    /// The text of a message, decoded.
    package var text = 1 << 20

    /// One file, decoded.
    package var file = 10 << 20

    /// All files of a message together, decoded.
    package var fileBytes = 25 << 20

    package init() {}
}
