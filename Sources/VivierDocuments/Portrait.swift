internal import VivierIntake

/// A photo of a person, made anew of one that somebody sent: upright, small, and of nothing but
/// its pixels.
///
/// Its header is looked at first; whatever decodes it is a confined program.
package struct Portrait: Sendable, Equatable {
    /// The longer side at most, in pixels.
    package static let side = 512

    /// A JPEG file without metadata.
    package let jpeg: [UInt8]

    /// - Parameters:
    ///   - sent: A JPEG or PNG file, whatever its name.
    ///   - programs: The folder of poppler's programs.
    /// - Throws: ``NoPreview`` for what is no such picture, or too large for one.
    package init(_ sent: [UInt8], programs: String = "/usr/bin") throws(NoPreview) {
        let isPNG = sent.starts(with: [0x89, 0x50, 0x4E, 0x47])
        guard isPNG || sent.starts(with: [0xFF, 0xD8]) else { throw .kind }
        let size = try pixels(of: sent, named: isPNG ? "photo.png" : "photo.jpg")
        guard let page = PicturePage(sent, isPNG: isPNG, size) else { throw .kind }
        let side = min(Self.side, max(size.width, size.height))
        jpeg = try Poppler(folder: programs).run(
            "pdftocairo",
            ["-jpeg", "-jpegopt", "quality=82,optimize=y", "-singlefile"]
                + ["-scale-to", "\(side)", "-", "-"],
            on: page.pdf,
            output: 1 << 20
        )
        // Only what is as it should be goes on to a browser.
        let made = try pixels(of: jpeg, named: "photo.jpg")
        guard max(made.width, made.height) <= Self.side else { throw .damaged }
    }
}

/// What the header of a picture says of its size.
private func pixels(of picture: [UInt8], named name: String) throws(NoPreview) -> PixelSize {
    var inspector = AttachmentInspector(fileName: name)
    inspector.feed(picture.span)
    let verdict = inspector.verdict()
    if verdict.findings.contains(.imageTooLarge) { throw .tooMuch }
    guard verdict.isAcceptable, let size = verdict.pixels else { throw .damaged }
    return size
}
