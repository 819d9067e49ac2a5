/// What a file may make its reader's program do.
package struct AttachmentLimits: Sendable {
    /// The pixels of a picture.
    package var pixels = 40_000_000

    /// The entries of a ZIP archive, which docx and odt are.
    package var zipEntries = 2_000

    /// The bytes of a ZIP archive once unpacked.
    package var zipUnpacked = 200 << 20

    /// How many times larger a ZIP archive may get by unpacking.
    package var zipRatio = 100

    /// The bytes of a ZIP archive's directory, which is held in memory.
    package var zipDirectory = 1 << 20

    package init() {}
}
