/// Looks at a file while it comes in.
///
/// Only what the name promises is looked for; a content that does not keep the promise is
/// refused. Nothing is decoded or unpacked. Holds a few bytes, for a ZIP archive its end.
package struct AttachmentInspector {
    private let kind: AttachmentKind?
    private var size = 0
    private var pdf = PDFScanner()
    private var jpeg = JPEGScanner()
    private var png = PNGScanner()
    private var text = TextScanner()
    private var zip: ZipScanner

    package init(fileName: String, limits: AttachmentLimits = AttachmentLimits()) {
        kind = AttachmentKind(fileName: fileName)
        self.limits = limits
        zip = ZipScanner(limits: limits)
    }

    private let limits: AttachmentLimits

    /// Takes the next bytes of the file.
    package mutating func feed(_ bytes: Span<UInt8>) {
        size += bytes.count
        switch kind {
        case .pdf: pdf.feed(bytes)
        case .jpeg: jpeg.feed(bytes)
        case .png: png.feed(bytes)
        case .docx, .odt: zip.feed(bytes)
        case .text: text.feed(bytes)
        case nil: return
        }
    }

    /// What was found, once the file is complete.
    package func verdict() -> AttachmentVerdict {
        guard let kind else { return verdict([.unknownExtension]) }
        guard size > 0 else { return verdict([.emptyFile]) }
        switch kind {
        case .pdf: return verdict(pdf.isPDF ? pdf.findings : [.contentDiffers])
        case .text: return verdict(text.isText ? [] : [.contentDiffers])
        case .png: return png.isPNG ? verdict(picture: png.size) : verdict([.contentDiffers])
        case .jpeg: return jpeg.isJPEG ? verdict(picture: jpeg.size) : verdict([.contentDiffers])
        case .docx, .odt: return verdict(zip.isZip ? zip.findings(as: kind) : [.contentDiffers])
        }
    }

    private func verdict(picture: PixelSize?) -> AttachmentVerdict {
        guard let picture, picture.width > 0, picture.height > 0 else {
            return verdict([.imageUnreadable])
        }
        // Both are below 2³², so that the product of the divided ones cannot overflow.
        let isTooLarge = picture.width > limits.pixels / picture.height
        return verdict(isTooLarge ? [.imageTooLarge] : [], pixels: picture)
    }

    private func verdict(
        _ findings: Set<AttachmentFinding>,
        pixels: PixelSize? = nil
    ) -> AttachmentVerdict {
        AttachmentVerdict(
            kind: findings.isDisjoint(with: [.unknownExtension, .emptyFile, .contentDiffers])
                ? kind : nil,
            size: size,
            pixels: pixels,
            findings: findings.sorted()
        )
    }
}
