/// What the header of a part says, decoded and without NUL.
package struct PartHeader: Sendable, Equatable {
    /// The name of the field, as the form wrote it.
    package let name: String

    /// The name that a file had at its sender's, without folders.
    ///
    /// `nil` if the part is no file; empty if it is one without a name, which is
    /// how browsers send an input that was left empty.
    package let fileName: String?

    /// `type/subtype` in lower case: what the sender claims, not what was found.
    package let mediaType: String?

    /// The character set that the part claims, in lower case.
    package let charset: String?

    package init(
        name: String,
        fileName: String? = nil,
        mediaType: String? = nil,
        charset: String? = nil
    ) {
        self.name = name
        self.fileName = fileName
        self.mediaType = mediaType
        self.charset = charset
    }
}

/// Where the parts of a body go, in their order, as their bytes come in.
///
/// Calls come as `begin`, any number of `write`, `end`, and again. After a refusal,
/// the sink's own or the parser's, no more calls come: the last part may lack its `end`.
package protocol PartSink: ~Copyable {
    mutating func begin(_ header: PartHeader) throws(IntakeRefusal)
    mutating func write(_ bytes: Span<UInt8>) throws(IntakeRefusal)
    mutating func end() throws(IntakeRefusal)
}
