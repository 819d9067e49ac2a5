internal import VivierIntake

/// A picture as the one page of a PDF, so that the same confined program decodes it.
///
/// Its compressed data goes over as it is: nothing is decoded here. It stands upright, as its
/// Exif data says.
struct PicturePage {
    let pdf: [UInt8]

    /// - Returns: `nil` for the kinds of PNG and JPEG that PDF has no filter for.
    init?(_ picture: [UInt8], isPNG: Bool, _ size: PixelSize) {
        let found = isPNG ? PNGData(picture)?.image : jpegImage(picture)
        guard let found else { return nil }
        let orientation = PictureOrientation(picture, isPNG: isPNG)
        let longer = max(size.width, size.height)
        // In points; no side of a page is less than one.
        let sides = [size.width, size.height].map { max(1, $0 * 1000 / longer) }
        let (width, height) = orientation.isSideways ? (sides[1], sides[0]) : (sides[0], sides[1])
        let matrix = orientation.matrix(width: width, height: height)
        var file = PDFFile()
        file.add("<</Type/Catalog/Pages 2 0 R>>")
        file.add("<</Type/Pages/Kids[3 0 R]/Count 1>>")
        file.add(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(width) \(height)]"
                + "/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>"
        )
        file.add("<<", stream: Array("\(matrix) cm /I Do".utf8))
        file.add(
            "<</Type/XObject/Subtype/Image/Width \(size.width)/Height \(size.height)"
                + found.entries,
            stream: found.data
        )
        if let function = found.function {
            file.add(function.entries, stream: Array(function.program.utf8))
        }
        pdf = file.finished
    }
}

/// The entries of an image dictionary, and the data behind it.
struct ImageData {
    /// A function of colours (PDF 32000-1 §7.10.5), as the object after the picture.
    struct Function {
        let entries: String
        let program: String
    }

    static let functionNumber = 6

    let entries: String
    let data: [UInt8]
    var function: Function?
}

private func jpegImage(_ picture: [UInt8]) -> ImageData? {
    var scanner = JPEGScanner()
    scanner.feed(picture.span)
    let colors: String
    switch scanner.components {
    case 1: colors = "/DeviceGray"
    case 3: colors = "/DeviceRGB"
    // Those of a press are turned round in JPEG files.
    case 4: colors = "/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]"
    default: return nil
    }
    return ImageData(
        entries: "/BitsPerComponent 8/ColorSpace\(colors)/Filter/DCTDecode",
        data: picture
    )
}

/// The objects of a PDF, numbered from 1.
private struct PDFFile {
    private var bytes = Array("%PDF-1.7\n".utf8)
    private var places: [Int] = []

    mutating func add(_ object: String) {
        begin()
        bytes += Array("\(object)\nendobj\n".utf8)
    }

    /// `entries`: A dictionary that is not closed yet.
    mutating func add(_ entries: String, stream: [UInt8]) {
        begin()
        bytes += Array("\(entries)/Length \(stream.count)>>\nstream\n".utf8)
        bytes += stream
        bytes += Array("\nendstream\nendobj\n".utf8)
    }

    private mutating func begin() {
        places.append(bytes.count)
        bytes += Array("\(places.count) 0 obj\n".utf8)
    }

    var finished: [UInt8] {
        let table = places.map { place in
            let digits = "\(place)"
            return String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n"
        }.joined()
        let count = places.count + 1
        return bytes
            + Array(
                """
                xref
                0 \(count)
                0000000000 65535 f \n\(table)trailer
                <</Size \(count)/Root 1 0 R>>
                startxref
                \(bytes.count)
                %%EOF

                """.utf8
            )
    }
}
